"""Which members are to be asked whether their facts are still right, and why."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accounts.working_days import working_days_after
from councils.models import (
    Asking,
    Champion,
    CommunityConversation,
    Council,
    CouncilRole,
    Endorsement,
    Membership,
)
from records.freshness import is_stale, known_on

QUARTER = datetime.timedelta(days=91)
# While a champion's place is empty a council is asked twice as often.
WHILE_VACANT = datetime.timedelta(days=45)
MESSAGES = 3
BETWEEN_MESSAGES = 20
MAY = 5
Reason = Asking.Reason


@dataclass
class Standing:
    """What is known of one member: how old its facts are, who leads it, and what was asked of them."""

    council: Council
    facts: list = field(default_factory=list)
    champions: list = field(default_factory=list)
    leads: list = field(default_factory=list)
    askings: list = field(default_factory=list)

    @property
    def known_on(self):
        """The day from which the public pages count."""
        return known_on((fact.confirmed_on, fact.stated_on) for fact in self.facts)

    @property
    def is_stale(self):
        return is_stale(self.known_on)

    @property
    def last(self):
        """The newest asking, or None."""
        return max(self.askings, key=lambda asking: (asking.asked_on, asking.pk), default=None)

    @property
    def asked_on(self):
        """The day it was last asked; the day its first lead began where it never was."""
        return self.last.asked_on if self.last else min(role.starts_on for role in self.leads)

    @property
    def step(self):
        """How many messages of the ladder went out since anything was confirmed."""
        since = self.known_on or datetime.date.min
        ladder = [row for row in self.askings if row.reason == Reason.STALE and row.asked_on > since]
        return len(ladder) if self.is_stale else 0

    @property
    def is_vacant(self):
        """Whether one of the two places of champions stands empty."""
        filled = {champion.slot for champion in self.champions if not champion.being_appointed}
        return len(filled) < len(Champion.Slot)

    @property
    def has_room(self):
        """Whether twenty working days have passed since the last message."""
        today = timezone.localdate()
        return self.last is None or today >= working_days_after(self.last.asked_on, BETWEEN_MESSAGES)

    @property
    def unanswered(self):
        """Whether the ladder has ended without an answer. Where nobody leads, staff hear of that instead."""
        return bool(self.leads) and self.step >= MESSAGES and self.has_room

    @property
    def reason(self):
        """Why it is to be asked today, or nothing. The first that holds is the one that is said."""
        if not self.leads:
            return ""
        today = timezone.localdate()
        rules = {
            Reason.STALE: self.is_stale and self.step < MESSAGES and self.has_room,
            Reason.CHAMPIONS: today.month == MAY and self._champions_due(today.replace(day=1)),
            Reason.VACANT: self.is_vacant and today >= self.asked_on + WHILE_VACANT,
            Reason.QUARTER: today >= self.asked_on + QUARTER,
        }
        return next((reason for reason, holds in rules.items() if holds), "")

    def _champions_due(self, first):
        checked = self.champions and all((row.confirmed_on or first) > first for row in self.champions)
        return not checked and not (self.last and self.last.asked_on >= first)


def standings(councils=None):
    """Return how each member stands, by name; seven queries, however many there are."""
    memberships = Membership.objects.open().select_related("council")
    if councils is not None:
        memberships = memberships.filter(council__in=councils)
    found = {row.council_id: Standing(row.council, [row]) for row in memberships}
    open_ones = [row.pk for row in memberships]
    for row in Endorsement.objects.filter(membership__in=open_ones).select_related("membership"):
        found[row.membership.council_id].facts.append(row)
    for row in CommunityConversation.objects.filter(membership__in=open_ones).select_related("membership"):
        found[row.membership.council_id].facts.append(row)
    parts = defaultdict(list)
    for name, rows in (
        ("champions", Champion.objects.open()),
        ("leads", CouncilRole.objects.open().filter(kind=CouncilRole.Kind.LEAD).select_related("user")),
        ("askings", Asking.objects.all()),
    ):
        for row in rows.filter(council__in=found):
            parts[row.council_id, name].append(row)
    for (council, name), rows in parts.items():
        setattr(found[council], name, rows)
    for standing in found.values():
        standing.facts += standing.champions
    return sorted(found.values(), key=lambda standing: standing.council.name)


def with_last_asked(memberships):
    """Return the queryset with the day and step of each council's last asking."""
    last = Asking.objects.filter(council=OuterRef("council")).order_by("-asked_on", "-pk")
    return memberships.annotate(
        last_asked_on=Subquery(last.values("asked_on")[:1]), last_step=Subquery(last.values("step")[:1])
    )
