"""Make a move: ask, claim the state, write the event, queue the mail."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from joining import messages
from joining.models import Application, ApplicationEvent
from joining.permissions import ANOTHER, can_move
from joining.workflow import MOVES, Note, Party

SAY_WHY = "Write what the applicant needs to know."
FIRST = "Somebody was first: this application is now “{state}”, or it has changed. Look at it again."


@transaction.atomic
def perform(application, move_name, *, by=None, note="", seen=None, columns=None, tell=True):
    """Make one move of the workflow and return the application as it now stands.

    ``by`` is a member of staff, or None for the applicant and the calendar. ``seen`` is the
    ``version`` of the page that was read. ``columns`` change with the state. The same move
    made twice gets the first result. Raises ``PermissionDenied`` with a sentence, or
    ``ValidationError`` for missing words.
    """
    move = MOVES[move_name]
    if _made_already(application, move, by):
        application.refresh_from_db()
        return application
    can_move(application, move_name, by=by).require()
    note = _checked(move, note)
    if not _claim(application, move, seen, _with_reference(application, move, columns or {})):
        application.refresh_from_db()
        if _made_already(application, move, by):
            return application
        raise PermissionDenied(FIRST.format(state=application.get_state_display()))
    application.refresh_from_db()
    ApplicationEvent.objects.create(
        application=application, move=move.name, text=move.event, note=note, by=by
    )
    if tell:
        messages.queue_for_move(application, move, note)
    return application


def _made_already(application, move, by):
    """Whether the last move was this one, by the same person: a second press of the button."""
    last = ApplicationEvent.objects.filter(application=application).last()
    return last is not None and last.move == move.name and last.by_id == (by and by.pk)


def _checked(move, note):
    note = note.replace("\r\n", "\n").strip() if move.note != Note.NONE else ""
    if move.note == Note.REQUIRED and not note:
        raise ValidationError({"note": SAY_WHY})
    return note


def _with_reference(application, move, columns):
    if move.party == Party.APPLICANT:
        columns = {**columns, "touched_at": timezone.now()}
    if move.name == "send" and not application.reference:
        columns = {**columns, "reference": application.make_reference()}
    return columns


def _claim(application, move, seen, columns):
    """Move the row on if it still stands where we read it; false if somebody was first."""
    rows = Application.objects.filter(pk=application.pk, state=application.state)
    if seen is not None:
        rows = rows.filter(version=seen)
    elif move.name == "send":
        rows = rows.filter(version=application.version)
    moved = {"state": move.target, "state_since": timezone.now(), "version": F("version") + 1, **columns}
    try:
        with transaction.atomic():
            return bool(rows.update(**moved))
    except IntegrityError:
        # Only one thing that was not asked before can stand in the way: another was sent this very moment.
        raise PermissionDenied(ANOTHER) from None
