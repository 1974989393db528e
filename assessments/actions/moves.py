"""Make a move: ask, claim the state, do what follows, write the event, queue the mail."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments import messages
from assessments.actions import clarifying
from assessments.actions.reopening import begin_revision
from assessments.actions.signing import carry_signature, sign_snapshot
from assessments.models import Assessment, Event
from assessments.permissions import assists, can_move, gaps, missing, roles_on
from assessments.workflow import LOCALITY, MOVES, Note, Party
from records.models import RegisterVersion

FOR_COUNCIL = "Locality, for the council"


@transaction.atomic
def perform(
    assessment, move_name, *, by, note="", seen=None, gaps_acknowledged=False, agreed=False, asked=None
):
    """Make one move of the workflow and return the assessment as it now stands.

    ``seen`` is the ``lock_version`` of the page that was read: a move made on an older
    page is refused. ``gaps_acknowledged`` belongs to "send", ``agreed`` to "sign" and ``asked``, an
    ``Asked``, to "ask". "reopen" returns the new revision. The same person making the same move twice
    gets the first result again; ``by`` is None for what the portal does by itself. Raises
    ``PermissionDenied`` with a sentence, or ``ValidationError`` for a missing reason, question or tick.
    """
    move = MOVES[move_name]
    if _made_already(assessment, move, by):
        return _as_it_stands(assessment, move)
    can_move(by, assessment, move_name).require()
    note = _checked_note(move, note)
    if move.name == "sign" and not agreed:
        raise ValidationError({"agreed": "Tick both statements to sign."})
    if move.name == "ask":
        clarifying.checked(assessment, asked)
    said = {"gaps_acknowledged": gaps_acknowledged, "asked": asked}
    _require_ready(assessment, move, by, said)
    if not _claim(assessment, move, seen, **_columns_for(assessment, move, by)):
        return _after_losing(assessment, move, by)
    assessment.refresh_from_db()
    # Again, now that the row is ours and no answer can slip in.
    _require_ready(assessment, move, by, said)
    return _follow(assessment, move, by, note, said)


def _follow(assessment, move, by, note, said):
    """Do what comes of a claimed move; return the self-assessment that people go on with."""
    if move.name in ("sign", "confirm"):
        snapshot = sign_snapshot(assessment, by=by, confirms=move.name == "confirm")
        clarifying.settle(assessment, snapshot)
    if move.name == "reply":
        clarifying.settle(assessment, carry_signature(assessment, by=by))
    if move.name == "accept":
        RegisterVersion.step()
    asked = clarifying.open_round(assessment, said["asked"], by=by) if move.name == "ask" else None
    event = _record(assessment, move, by, note)
    messages.queue_for_move(assessment, move, event, asked)
    if move.name == "reopen":
        assessment = begin_revision(assessment)
        _record(assessment, move, by, note)
    return assessment


def _claim(assessment, move, seen, **columns):
    """Move the row on if it still stands where we read it; false if somebody was first."""
    rows = Assessment.objects.filter(pk=assessment.pk, state=assessment.state)
    if seen is None and move.name == "reopen":
        seen = assessment.lock_version  # its state stays, so that only this tells two from one
    if seen is not None:
        rows = rows.filter(lock_version=seen)
    columns = {"state": move.target, "state_since": timezone.now(), **columns}
    return bool(rows.update(lock_version=F("lock_version") + 1, **columns))


def _columns_for(assessment, move, by):
    """Return what changes in the row together with its state, or instead of it."""
    if move.name in ("send", "reply_changed"):
        return {"sent_by": by}
    if move.name == "sign":
        return {"reference": assessment.reference or assessment.make_reference()}
    if move.name == "accept":
        return {"published": assessment.snapshots.last(), "completed_at": timezone.now()}
    if move.name == "reopen":
        return {"state": assessment.state, "state_since": assessment.state_since}
    return {}


def _as_it_stands(assessment, move):
    assessment.refresh_from_db()
    if move.name == "reopen":
        newer = Assessment.objects.filter(council=assessment.council_id, cycle=assessment.cycle_id)
        return newer.select_related("council", "cycle").order_by("-revision")[0]
    return assessment


def _made_already(assessment, move, by):
    """Whether the last move was this one, by this person: a second press of the button."""
    last = Event.objects.filter(assessment=assessment, move__in=MOVES).last()
    return last is not None and last.move == move.name and last.by_id == getattr(by, "pk", None)


def _after_losing(assessment, move, by):
    """Return what the same person did a moment before, or say that somebody was first."""
    assessment.refresh_from_db()
    if _made_already(assessment, move, by):
        return _as_it_stands(assessment, move)
    raise PermissionDenied(
        f"Somebody was first: this self-assessment is now “{assessment.get_state_display()}”, or it has "
        "changed since you opened the page. Open it again to see how it stands."
    )


def _checked_note(move, note):
    note = note.replace("\r\n", "\n").strip() if move.note != Note.NONE else ""
    if move.note == Note.REQUIRED and not note:
        raise ValidationError({"note": "Say why, so that the council knows what to look at."})
    return note


def _require_ready(assessment, move, by, said):
    """Refuse to send what is not ready, naming everything that is missing."""
    if move.name in ("reply", "reply_changed"):
        clarifying.require_replies(assessment, move.name)
    if move.name != "send":
        return
    sentences = missing(assessment, by)
    if not said["gaps_acknowledged"] and gaps(assessment).exists():
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
    roles = [party.label for party in move.parties if party in held or party in LOCALITY]
    if not roles:
        return FOR_COUNCIL if assists(by, assessment) else ""
    stands_in = move.name in ("sign", "confirm") and assessment.snapshots.last().signature.in_place_of_id
    return f"{roles[0]}, standing in" if stands_in else roles[0]
