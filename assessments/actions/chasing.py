"""Remind councils of questions that wait for a reply: before the day, after it, then staff ring."""

from django.db import transaction
from django.utils import timezone

from accounts.working_days import working_days_after, working_days_before
from assessments.messages import queue_clarification_due
from assessments.models import Clarification
from assessments.workflow import State

# Working days before (-) and after (+) the day to reply by; the last is also when staff see it.
STAGES = (-5, -2, 2, 7)


def day_of(clarification, stage):
    """Return the day on which a reminder is due."""
    walk = working_days_before if stage < 0 else working_days_after
    return walk(clarification.due_on, abs(stage))


def chase_all():
    """Queue the reminder that is due for each council, at most one; return how many. Safe to repeat."""
    waiting = Clarification.objects.open().filter(assessment__state=State.CLARIFICATION)
    return sum(_chase(clarification) for clarification in waiting.select_related("assessment"))


def _chase(clarification):
    """Send the newest reminder that is due and was not sent; those before it are over."""
    today = timezone.localdate()
    reached = sum(day_of(clarification, stage) <= today for stage in STAGES)
    asked_on = timezone.localdate(clarification.asked_at)
    # A council that was given three days is not reminded on the day it was asked.
    if reached <= clarification.reminders or day_of(clarification, STAGES[reached - 1]) <= asked_on:
        return False
    with transaction.atomic():
        mine = Clarification.objects.open().filter(pk=clarification.pk, reminders=clarification.reminders)
        if not mine.update(reminders=reached):
            return False
        queue_clarification_due(clarification)
    return True
