"""The end of the time: what is unfinished becomes “Not shared this year”, unless a council gets more time."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from assessments import messages
from assessments.actions.moves import perform
from assessments.models import Assessment, Cycle, Event
from assessments.permissions import EXTENDED, can_extend
from assessments.workflow import State

OPENED_AGAIN = "Locality opened the cycle again, with a later deadline."
A_YEAR = timedelta(days=366)
NO_REASON = "Say why this council gets more time. The council reads it."


def out_of_time():
    """Return the unfinished self-assessments whose time is over today, by council."""
    cycles = Cycle.objects.filter(opened_at__isnull=False)
    over = [cycle for cycle in cycles if cycle.closed_at or cycle.last_day < timezone.localdate()]
    return list(_without_more_time().filter(cycle__in=over).order_by("council__name", "pk"))


def out_of_time_on_closing(cycle):
    """Return what becomes “Not shared this year” when Locality closes a cycle by hand today."""
    return list(_without_more_time().filter(cycle=cycle).order_by("council__name", "pk"))


def _without_more_time():
    """Unfinished, and not given time that lasts: that holds after the cycle was closed, and then ends."""
    running = Q(extended_to__gte=timezone.localdate())
    return Assessment.objects.unfinished().exclude(running).select_related("council", "cycle")


def end_time():
    """Move what is out of time; return what was moved. It can be run again and again."""
    return [row for row in out_of_time() if _leave(row)]


def leave_cycle(cycle):
    """Move what is unfinished in a cycle that Locality closes by hand; return what was moved."""
    return [row for row in out_of_time_on_closing(cycle) if _leave(row)]


def resume_cycle(cycle):
    """Give back what was left when a cycle was closed, now that it is open again; return it."""
    rows = Assessment.objects.filter(cycle=cycle, state=State.NOT_SHARED)
    return [
        perform(row, "resume", by=None, note=OPENED_AGAIN) for row in rows.select_related("council", "cycle")
    ]


def _leave(assessment):
    """Make the move; false if somebody signed, or Locality gave it time, a moment before."""
    try:
        with transaction.atomic():
            # Locked, so that time that is being given is either seen here or gives it back afterwards.
            current = Assessment.objects.select_for_update().get(pk=assessment.pk)
            if not _without_more_time().filter(pk=current.pk).exists():
                return False
            perform(current, "leave", by=None)
    except PermissionDenied:
        return False
    assessment.refresh_from_db()
    return True


@transaction.atomic
def extend(*, assessment, until, reason, by):
    """Give one council more time, until the end of a day, and tell its leads and signers why.

    What had become “Not shared this year” is in progress again. Raises ``ValidationError``
    for a day that gives no time or a missing reason.
    """
    can_extend(by, assessment).require()
    reason = reason.replace("\r\n", "\n").strip()
    if not reason:
        raise ValidationError({"reason": NO_REASON})
    if until > timezone.localdate() + A_YEAR:
        raise ValidationError({"until": "Choose a day within a year from today."})
    if until <= max(timezone.localdate(), assessment.last_day):
        day = date_format(max(timezone.localdate(), assessment.last_day))
        raise ValidationError({"until": f"Choose a day after {day}. Until then it has time anyway."})
    Assessment.objects.filter(pk=assessment.pk).update(extended_to=until)
    assessment.refresh_from_db()
    if assessment.state == State.NOT_SHARED:
        return perform(assessment, "resume", by=by, note=reason)
    event = Event.objects.create(
        assessment=assessment,
        move=EXTENDED,
        text=f"Given time until {date_format(until)}",
        note=reason,
        by=by,
        role="Locality reviewer",
    )
    messages.queue_more_time(assessment, event)
    return assessment
