"""Which councils are silent in an open cycle: three queries, however many they are. No level is read."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max, Q
from django.utils import timezone

from assessments.models import Assessment, Reminder
from assessments.workflow import State
from councils.models import CouncilRole

STALLED = 14
"""Days without a save after which work that was begun counts as stalled, unless staff choose others."""
AWAY = 30
"""Days without a sign-in of anybody after which the report says so: then ring rather than write."""
ACTING = (CouncilRole.Kind.LEAD, CouncilRole.Kind.SIGNER)


@dataclass
class Silent:
    """One council's self-assessment, and when anything last happened in it."""

    assessment: Assessment
    roles: list[CouncilRole] = field(default_factory=list)
    reminded_at: datetime | None = None

    @property
    def council(self):
        return self.assessment.council

    @property
    def signed_in_at(self):
        """When anybody of the team last signed in, or None."""
        return max((role.user.last_login for role in self.roles if role.user.last_login), default=None)

    @property
    def days_away(self):
        """Days since anybody of the team last signed in, or None if nobody ever did."""
        return _days_since(self.signed_in_at)

    @property
    def is_away(self):
        return self.days_away is None or self.days_away >= AWAY

    @property
    def is_unopened(self):
        """Whether nobody of the team has signed in since the cycle opened."""
        return self.signed_in_at is None or self.signed_in_at < self.assessment.cycle.opened_at

    @property
    def days(self):
        """Days since something was last saved; where nothing was, since it has stood where it stands."""
        return _days_since(self.assessment.saved_at or self.assessment.state_since)

    @property
    def days_waiting(self):
        """Days since it was sent for sign-off."""
        return _days_since(self.assessment.state_since)

    @property
    def people(self):
        """Leads and signers in words, each with when they last signed in."""
        return [_say(role) for role in self.roles if role.kind in ACTING]


@dataclass(frozen=True)
class Report:
    """The silent ones of one cycle, the longest silence first, and how many are under way."""

    unopened: list
    not_started: list
    stalled: list
    awaiting: list
    under_way: int

    @property
    def is_quiet(self):
        """Whether there is nobody to ring."""
        return not (self.unopened or self.not_started or self.stalled or self.awaiting)


def silence_in(cycle, stalled=STALLED):
    """Return the report on what is unfinished and still in time; ``stalled`` is a number of days."""
    rows = [row for row in _rows(cycle) if row.assessment.in_time]
    waiting = [row for row in rows if row.assessment.state == State.AWAITING_SIGN_OFF]
    fresh = [row for row in rows if row.assessment.state == State.NOT_STARTED]
    begun = [row for row in rows if row.assessment.state == State.IN_PROGRESS]
    still = [row for row in begun if row.days >= stalled]
    return Report(
        unopened=_by_silence([row for row in fresh if row.is_unopened]),
        not_started=_by_silence([row for row in fresh if not row.is_unopened]),
        stalled=sorted(still, key=lambda row: (-row.days, row.council.name)),
        awaiting=sorted(waiting, key=lambda row: (-row.days_waiting, row.council.name)),
        under_way=len(begun) - len(still),
    )


def _rows(cycle):
    rows = Assessment.objects.unfinished().filter(cycle=cycle).select_related("council", "cycle")
    rows = rows.annotate(saved_at=Max("answers__saved_at"))
    found = {row.council_id: Silent(row) for row in rows}
    roles = CouncilRole.objects.open().filter(council__in=found).select_related("user")
    for role in roles.order_by("kind", "user__name", "pk"):
        found[role.council_id].roles.append(role)
    for council, moment in _reminders(cycle).items():
        if council in found:
            found[council].reminded_at = moment
    return list(found.values())


def _reminders(cycle):
    """Return ``{council: when it was last reminded}``, by staff or by the portal itself."""
    latest = defaultdict(lambda: None)
    by_staff = Assessment.objects.unfinished().filter(cycle=cycle).order_by()
    by_staff = by_staff.annotate(last=Max("events__at", filter=Q(events__move="reminded")))
    by_itself = Reminder.objects.filter(assessment__cycle=cycle).order_by()
    by_itself = by_itself.values_list("assessment__council").annotate(Max("sent_at"))
    for council, moment in [*by_staff.values_list("council", "last"), *by_itself]:
        if moment and (latest[council] is None or moment > latest[council]):
            latest[council] = moment
    return latest


def _by_silence(rows):
    """Those whose team nobody has ever signed in for come first."""
    return sorted(rows, key=lambda row: (row.days_away is not None, -(row.days_away or 0), row.council.name))


def _days_since(moment):
    return (timezone.localdate() - timezone.localdate(moment)).days if moment else None


def _say(role):
    ago = _days_since(role.user.last_login)
    when = {None: "never signed in", 0: "signed in today", 1: "signed in yesterday"}
    said = when.get(ago, f"signed in {ago} days ago")
    return f"{role.user.name} ({role.get_kind_display().lower()}), {said}"
