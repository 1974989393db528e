"""On which days reminders are due. Nothing is asked of the database."""

from django.utils import timezone

from accounts.working_days import is_working_day, working_days_after, working_days_before
from assessments.workflow import State

LATE = 2
"""A reminder whose day was missed still goes out so many working days later, and then not at all."""


def closing_mark(assessment, begun_on):
    """Return the mark of the reminder before the closing day that is due today, or nothing.

    ``begun_on`` is the day on which this council last heard how much time it has: what
    was due on that day or before is not sent. Of several only the last one is.
    """
    today = timezone.localdate()
    due_on = assessment.due_on
    if not is_working_day(today) or today > due_on:
        return ""
    days = {working_days_before(due_on, number): number for number in assessment.cycle.days_before}
    day = max((day for day in days if day <= today), default=None)
    if day is None or day <= begun_on or _is_too_late(day, today):
        return ""
    return f"close {due_on} {days[day]}"


def signing_mark(assessment):
    """Return the mark of the reminder to sign that is due today, or nothing."""
    today = timezone.localdate()
    if assessment.state != State.AWAITING_SIGN_OFF or not is_working_day(today):
        return ""
    sent_on = timezone.localdate(assessment.state_since)
    days = {working_days_after(sent_on, number): number for number in assessment.cycle.days_after_sending}
    day = max((day for day in days if day <= today), default=None)
    if day is None or _is_too_late(day, today):
        return ""
    return f"sign {assessment.lock_version} {days[day]}"


def _is_too_late(day, today):
    return today > working_days_after(day, LATE)
