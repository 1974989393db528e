"""Copy last year: a new cycle with a year's later days, and if wanted a draft of new questions."""

import re
from datetime import timedelta

from django.db import transaction

from assessments.actions.cycles import may_run_cycles
from assessments.models import Cycle
from principles.actions import copy_questions

WEEK = timedelta(days=7)


@transaction.atomic
def copy_cycle(cycle, *, title, opens_on, closes_on, by, new_questions=False):
    """Make a cycle like this one, not opened yet, and return it.

    With ``new_questions`` it asks a new draft, copied from this cycle's questions.
    Raises ``PermissionDenied``.
    """
    may_run_cycles(by).require()
    asked = cycle.question_set
    if new_questions:
        asked = copy_questions(question_set=asked, by=by)
    return Cycle.objects.create(
        title=title,
        question_set=asked,
        opens_on=opens_on,
        closes_on=closes_on,
        reminder_days=cycle.reminder_days,
        signing_days=cycle.signing_days,
        contact_role=cycle.contact_role,
        contact_email=cycle.contact_email,
    )


def a_year_on(cycle):
    """Return what a copy of this cycle may be called, and its days: the same weekdays a year later."""
    return {
        "title": re.sub(r"20\d\d", lambda year: str(int(year[0]) + 1), cycle.title),
        "opens_on": _later(cycle.opens_on),
        "closes_on": _later(cycle.closes_on),
    }


def _later(day):
    """Fifty-two weeks later is the same weekday, so that no deadline falls on a Sunday by copying."""
    return day + 52 * WEEK if day else None
