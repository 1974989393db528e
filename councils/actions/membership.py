"""What curators do to memberships."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from councils.models import Champion, CommunityConversation, Council, Endorsement, Membership, Signatory
from records.actions import confirm
from records.models import Basis, PublicName, Source

CHECKED_BY = "Locality"


class InPost(models.TextChoices):
    """What is known of a champion's place."""

    NOT_RECORDED = "", "Not recorded yet"
    APPOINTING = "appointing", "Being appointed"
    IN_POST = "in-post", "In post"
    IN_CABINET = "in-cabinet", "In post, and the source says cabinet"


@dataclass(frozen=True)
class ChampionFacts:
    """Who speaks up for the principles in one of the two places."""

    state: str = InPost.NOT_RECORDED
    role: str = ""
    name: str = ""

    @classmethod
    def of(cls, champion):
        """Read the facts out of a row, or out of the lack of one."""
        if champion is None:
            return cls()
        if champion.being_appointed:
            return cls(InPost.APPOINTING)
        state = InPost.IN_CABINET if champion.in_cabinet else InPost.IN_POST
        return cls(state, champion.role, champion.person.name if champion.person else "")

    @property
    def is_filled(self):
        return self.state in (InPost.IN_POST, InPost.IN_CABINET)

    def is_somebody_else(self, before):
        """Whether going from ``before`` to this ends something, and so needs a day."""
        if before.is_filled and self.is_filled:
            return bool(before.name and self.name and before.name != self.name)
        return before.is_filled or (before.state != "" and self.state == "")


@dataclass(frozen=True)
class MembershipFacts:
    """What is known of a membership, apart from the council.

    The page of a membership asks for neither ``signed_by`` nor the two texts of the
    conversation: left as they are here, they change nothing that is on record.
    """

    joined_on: datetime.date
    joined_precision: str = Membership.Precision.DAY
    joined_note: str = ""
    route: str = ""
    standing: str = Endorsement.Standing.MADE
    decided_on: datetime.date | None = None
    link: str = ""
    signed_by: tuple[str, ...] = ()
    councillor: ChampionFacts = ChampionFacts()
    officer: ChampionFacts = ChampionFacts()
    conversation: str = ""
    held_on: datetime.date | None = None
    planned_for: str = ""
    who_took_part: str | None = None
    what_was_agreed: str | None = None
    ended_on: datetime.date | None = None
    ended_note: str = ""
    source: Source | None = None


@dataclass(frozen=True)
class Pen:
    """Writes rows, each only if it changes: with its history, a source if it has none, and a check.

    With ``is_news`` the source is where the change itself was read: what changes takes it, whatever
    source it had, and what does not change keeps its own. ``why`` goes into the history.
    """

    by: object
    source: Source | None
    is_news: bool = False
    why: str = ""

    def write(self, row, **values):
        changed = row.pk is None or any(getattr(row, name) != value for name, value in values.items())
        for name, value in values.items():
            setattr(row, name, value)
        if self.source and row.source_id is None and not self.is_news:
            row.source, changed = self.source, True
        if changed and self.is_news and self.source:
            row.source, row.stated_on, row.basis = self.source, self.source.published_on, Basis.STATED
        if changed:
            row.confirmed_on, row.confirmed_by_role = timezone.localdate(), CHECKED_BY
            row._history_user, row._change_reason = self.by, self.why or None
            row.save()
        return row


@transaction.atomic
def admit(*, council, facts, by):
    """Make ``council`` a member, with what is known of its promises. Returns the membership."""
    council = Council.objects.select_for_update().get(pk=council.pk)
    if council.memberships.open().exists():
        raise ValidationError(f"{council.official_name} is a member already.")
    # Champions of an earlier time in the network do not speak for this one.
    for champion in Champion.objects.filter(council=council, to_on__isnull=True):
        Pen(by, None).write(champion, to_on=max(facts.joined_on, champion.from_on or facts.joined_on))
    return _record(Membership(council=council), facts, None, Pen(by, facts.source))


@transaction.atomic
def amend(*, membership, facts, champions_changed_on=None, pen=None, by):
    """Bring a membership up to date.

    With ``champions_changed_on`` the champions who differ end on that day and the new ones
    begin; without it what differs is a correction. A fact that has a source keeps it, unless
    another ``pen`` says otherwise.
    """
    Council.objects.select_for_update().get(pk=membership.council_id)
    return _record(membership, facts, champions_changed_on, pen or Pen(by, facts.source))


def _record(membership, facts, champions_changed_on, pen):
    pen.write(
        membership,
        joined_on=facts.joined_on,
        joined_precision=facts.joined_precision,
        joined_note=facts.joined_note,
        ended_on=facts.ended_on,
        ended_note=facts.ended_note,
    )
    _record_endorsement(membership, facts, pen)
    for slot in Champion.Slot:
        wanted = getattr(facts, slot.value)
        _record_champion(membership.council, slot, wanted, champions_changed_on, pen)
    _record_conversation(membership, facts, pen)
    return membership


def _record_endorsement(membership, facts, pen):
    found = Endorsement.objects.filter(membership=membership).first()
    if found or facts.route or facts.decided_on or facts.link:
        endorsement = pen.write(
            found or Endorsement(membership=membership),
            route=facts.route,
            standing=facts.standing,
            decided_on=facts.decided_on,
            link=facts.link,
        )
        for role in facts.signed_by:
            signatory = Signatory(endorsement=endorsement, role=role)
            signatory._history_user = pen.by
            signatory.save()


def champion_now(council, slot):
    """Return the row that stands open in a champion's place, or None."""
    rows = Champion.objects.filter(council=council, slot=slot, to_on__isnull=True)
    return rows.select_related("person").first()


def _record_champion(council, slot, wanted, changed_on, pen):
    current = champion_now(council, slot)
    before = ChampionFacts.of(current)
    if current and wanted == before:
        pen.write(current)
        return
    if current and changed_on:
        # News of the one after says nothing of what the one before rests on.
        (Pen(pen.by, None, why=pen.why) if pen.is_news else pen).write(current, to_on=changed_on)
        current = None
    if wanted.state == InPost.NOT_RECORDED:
        return
    was_being_appointed = before.state == InPost.APPOINTING
    row = current or Champion(council=council, slot=slot, from_on=changed_on)
    appointing = wanted.state == InPost.APPOINTING
    pen.write(
        row,
        being_appointed=appointing,
        in_cabinet=wanted.state == InPost.IN_CABINET,
        role="" if appointing else wanted.role,
        person=None if appointing else _named(current, wanted.name),
        # The day the vacancy began is not the day its champion began.
        from_on=None if current and was_being_appointed else row.from_on,
    )


def _named(champion, name):
    """Return the row of a public name: the champion's own where it still fits."""
    person = champion.person if champion else None
    if person and (person.name == name or (person.removed_on and not name)):
        return person
    return PublicName.objects.create(name=name) if name else None


def _record_conversation(membership, facts, pen):
    texts = {"who_took_part": facts.who_took_part, "what_was_agreed": facts.what_was_agreed}
    if facts.conversation:
        pen.write(
            membership.conversations.first() or CommunityConversation(membership=membership),
            state=facts.conversation,
            held_on=facts.held_on,
            planned_for=facts.planned_for,
            **{name: text for name, text in texts.items() if text is not None},
        )


@transaction.atomic
def end_memberships(*, memberships, on, note, by):
    """Record that councils left the network. Returns how many."""
    for membership in memberships:
        if membership.joined_on > on:
            raise ValidationError(f"{membership.council.name} joined after that day.")
        Pen(by, None).write(membership, ended_on=on, ended_note=note)
    return len(memberships)


@transaction.atomic
def confirm_memberships(*, memberships, by):
    """Mark every fact of these memberships as checked today: the promises and who keeps them."""
    for membership in memberships:
        facts = [membership, *Endorsement.objects.filter(membership=membership)]
        facts += Champion.objects.open().filter(council=membership.council_id)
        facts += membership.conversations.all()
        confirm(facts=facts, role=CHECKED_BY, by=by)
    return len(memberships)


@transaction.atomic
def confirm_councils(*, councils, by):
    """Mark the facts about these councils' places as checked today."""
    return confirm(facts=list(councils), role=CHECKED_BY, by=by)
