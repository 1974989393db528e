"""Changes that are proposed to a council's entry: written down, taken back, and decided by staff."""

from hashlib import blake2b

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from councils import permissions
from councils.actions import entry
from councils.actions.still_right import confirm_still_right
from councils.messages import queue_answer
from councils.models import Council
from records.models import Proposal, Source

State = Proposal.State
SOMEBODY_FIRST = "Somebody proposed a change to this page at the same moment. Open the page again to see it."
NOTHING = "Nothing differs from what the page says today. Change something, or go back."
MOVED = "This proposal or the page has changed since you opened it. Look at the difference again."


@transaction.atomic
def propose(*, council, values, note="", source_link="", changed_on=None, role, by):
    """Write down a change to a council's entry; the page stays as it is. Returns the proposal.

    An open proposal for the page is replaced by this one. Raises ``ValidationError`` when nothing
    differs, or somebody else was first.
    """
    permissions.can_propose(by, council).require()
    Council.objects.select_for_update().get(pk=council.pk)
    before = entry.read(council)
    values = {key: value for key, value in values.items() if value != before[key]}
    if not values:
        raise ValidationError(NOTHING)
    about = council.get_absolute_url()
    proposal = Proposal.objects.open().filter(about=about).first() or Proposal(about=about)
    proposal.version += 1 if proposal.pk else 0
    said = {
        "name": council.official_name,
        "values": values,
        "against": entry.against(before, values),
        "note": note,
        "source_link": source_link,
        "changed_on": changed_on,
        "role": role,
        "by": by,
        "state": State.WAITING,
        "changed_at": timezone.now(),
    }
    for name, value in said.items():
        setattr(proposal, name, value)
    try:
        with transaction.atomic():
            proposal.save()
    except IntegrityError:
        raise ValidationError(SOMEBODY_FIRST) from None
    return proposal


@transaction.atomic
def answer_with_changes(*, link, seen, words, by, **change):
    """Confirm what is still right and propose what is not, for the person who got ``link``; both or neither.

    A fact that the proposal would change is not confirmed. ``change`` is what ``propose`` takes.
    """
    touched = entry.facts_of_groups(link.council, {entry.GROUP_OF[key] for key in change["values"]})
    still = {key: version for key, version in seen.items() if key not in touched}
    confirm_still_right(link=link, seen=still, words=words, by=by)
    return propose(council=link.council, role=link.role_words, by=by, **change)


@transaction.atomic
def withdraw(*, proposal, by):
    """Take a proposal back before it is decided. Taking it back twice is taking it back once."""
    permissions.can_withdraw(by, proposal).require()
    _move(proposal, State.WITHDRAWN, proposal.version)


@transaction.atomic
def approve(*, proposal, seen, message="", by):
    """Apply a proposal to the register, with its history, source and day, and tell who proposed it.

    ``seen`` is the mark of the difference that was shown (``mark``). Raises ``PermissionDenied``
    when the proposal or the page has moved since, and changes nothing.
    """
    permissions.can_decide(by, proposal).require()
    council = Council.objects.select_for_update().get(pk=council_of(proposal).pk)
    proposal = Proposal.objects.get(pk=proposal.pk)
    if entry.open_membership(council) is None:
        raise PermissionDenied("The council is no longer a member, so that it has no entry to change.")
    now = entry.read(council)
    if seen != mark(proposal, now) or entry.moved(proposal, now):
        raise PermissionDenied(MOVED)
    _move(proposal, State.APPROVED, proposal.version, answer=message, answered_by=by)
    entry.apply(
        council,
        proposal.values,
        changed_on=proposal.changed_on,
        source=_source(proposal, council),
        why=f"Proposed by {proposal.role}"[:100],
        by=by,
    )
    queue_answer(proposal, State.APPROVED, message)


@transaction.atomic
def ask_for_changes(*, proposal, seen, message, by):
    """Give a proposal back with a question; who proposed it hears of it and can change it."""
    _answer(proposal, State.ASKED, seen, message, by)


@transaction.atomic
def reject(*, proposal, seen, message, by):
    """Leave the page as it is, and say why."""
    _answer(proposal, State.REJECTED, seen, message, by)


def _answer(proposal, state, seen, message, by):
    permissions.can_decide(by, proposal).require()
    council = Council.objects.select_for_update().get(pk=council_of(proposal).pk)
    proposal = Proposal.objects.get(pk=proposal.pk)
    if seen != mark(proposal, entry.read(council)):
        raise PermissionDenied(MOVED)
    _move(proposal, state, proposal.version, answer=message, answered_by=by)
    queue_answer(proposal, state, message)


def _move(proposal, state, version, **fields):
    """Write the new state if the proposal still stands as it was read."""
    rows = Proposal.objects.open().filter(pk=proposal.pk, version=version)
    if not rows.update(state=state, version=version + 1, changed_at=timezone.now(), **fields):
        raise PermissionDenied(MOVED)


def council_of(proposal):
    """Return the council whose page the proposal is about."""
    return Council.objects.get(slug=proposal.about.removeprefix("/councils/").strip("/"))


def mark(proposal, now):
    """A short mark of a difference as it is shown: of the proposal's version and what the page says."""
    shown = (proposal.pk, proposal.version, {key: now[key] for key in sorted(proposal.against)})
    return blake2b(repr(shown).encode(), digest_size=12).hexdigest()


def _source(proposal, council):
    """Return where the change was read: the page that was named, or the council's own word."""
    return Source.objects.create(
        key=f"proposal-{proposal.pk}-{proposal.version}",
        title=f"What {proposal.role} told Locality"[:300],
        publisher=council.official_name,
        url=proposal.source_link,
        published_on=timezone.localdate(proposal.changed_at),
    )
