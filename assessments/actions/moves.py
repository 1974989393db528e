"""Make a move: ask, claim the state, do what follows, write the event, queue the mail."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments import messages
from assessments.actions.signing import sign_snapshot
from assessments.models import Assessment, Event
from assessments.permissions import can_move, gaps, missing, roles_on
from assessments.workflow import MOVES, Note, Party
from records.models import RegisterVersion


@transaction.atomic
def perform(assessment, move_name, *, by, note="", seen=None, gaps_acknowledged=False, agreed=False):
    """Make one move of the workflow and return the assessment as it now stands.

    ``seen`` is the ``lock_version`` of the page that was read: a move made on an older
    page is refused. ``gaps_acknowledged`` belongs to "send", ``agreed`` to "sign". The
    same person making the same move twice gets the first result again; ``by`` is None for
    what the portal does by itself. Raises
    ``PermissionDenied`` with a sentence, or ``ValidationError`` for a missing reason or tick.
    """
    move = MOVES[move_name]
    if _made_already(assessment, move, by):
        assessment.refresh_from_db()
        return assessment
    can_move(by, assessment, move_name).require()
    note = _checked_note(move, note)
    if move.name == "sign" and not agreed:
        raise ValidationError({"agreed": "Tick both statements to sign."})
    if move.name == "send":
        _require_ready(assessment, by, gaps_acknowledged)
    if not _claim(assessment, move, seen, **_columns_for(assessment, move, by)):
        return _after_losing(assessment, move, by)
    assessment.refresh_from_db()
    if move.name == "send":
        # Again, now that the row is ours and no answer can slip in.
        _require_ready(assessment, by, gaps_acknowledged)
    if move.name == "sign":
        sign_snapshot(assessment, by=by)
    if move.name == "accept":
        RegisterVersion.step()
    messages.queue_for_move(assessment, move, _record(assessment, move, by, note))
    return assessment


def _claim(assessment, move, seen, **columns):
    """Move the row on if it still stands where we read it; false if somebody was first."""
    rows = Assessment.objects.filter(pk=assessment.pk, state=assessment.state)
    if seen is not None:
        rows = rows.filter(lock_version=seen)
    return bool(
        rows.update(
            state=move.target, state_since=timezone.now(), lock_version=F("lock_version") + 1, **columns
        )
    )


def _columns_for(assessment, move, by):
    """Return what changes in the row together with its state."""
    if move.name == "send":
        return {"sent_by": by}
    if move.name == "sign":
        return {"reference": assessment.reference or assessment.make_reference()}
    if move.name == "accept":
        return {"published": assessment.snapshots.last(), "completed_at": timezone.now()}
    return {}


def _made_already(assessment, move, by):
    """Whether the last move was this one, by this person: a second press of the button."""
    last = Event.objects.filter(assessment=assessment, move__in=MOVES).last()
    return last is not None and last.move == move.name and last.by_id == getattr(by, "pk", None)


def _after_losing(assessment, move, by):
    """Return what the same person did a moment before, or say that somebody was first."""
    assessment.refresh_from_db()
    if _made_already(assessment, move, by):
        return assessment
    raise PermissionDenied(
        f"Somebody was first: this self-assessment is now “{assessment.get_state_display()}”, or it has "
        "changed since you opened the page. Open it again to see how it stands."
    )


def _checked_note(move, note):
    note = note.replace("\r\n", "\n").strip() if move.note != Note.NONE else ""
    if move.note == Note.REQUIRED and not note:
        raise ValidationError({"note": "Say why, so that the council knows what to look at."})
    return note


def _require_ready(assessment, by, gaps_acknowledged):
    """Refuse to send what is not ready, naming everything that is missing."""
    sentences = missing(assessment, by)
    if not gaps_acknowledged and gaps(assessment).exists():
        sentences.append("Some statements have no answer. Confirm that you want to send it without them.")
    if sentences:
        raise PermissionDenied(" ".join(sentences))


def _record(assessment, move, by, note):
    """Write the move's line in the timeline."""
    role = _role_of(by, assessment, move)
    return Event.objects.create(
        assessment=assessment, move=move.name, text=move.event, note=note, by=by, role=role
    )


def _role_of(by, assessment, move):
    """Return the role in which the move was made, in words, for the timeline."""
    if by is None:
        return Party.PORTAL.label
    held = roles_on(by, assessment.council)
    roles = [party.label for party in move.parties if party in held or party == Party.REVIEWER]
    if not roles:
        return ""
    stands_in = move.name == "sign" and assessment.snapshots.last().signature.in_place_of_id
    return f"{roles[0]}, standing in" if stands_in else roles[0]
