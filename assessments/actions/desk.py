"""What reviewers do at their desk besides reading: share the work out, and remind councils."""

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.messages import queue_clarification_due, queue_reminder
from assessments.models import Assessment, Event
from assessments.permissions import REMINDED, can_remind, is_reviewer, may_review, whose_turn
from assessments.workflow import State


@transaction.atomic
def assign(*, assessments, to, by):
    """Say who reads these self-assessments: a reviewer, or nobody (None). Returns how many changed."""
    may_review(by).require()
    if to is not None and not is_reviewer(to):
        raise ValidationError(f"{to} does not review for Locality. Choose somebody who does.")
    rows = Assessment.objects.filter(pk__in=[assessment.pk for assessment in assessments])
    return rows.exclude(reader=to).update(reader=to)


def remind(*, assessments, by):
    """Remind the people whose turn it is; return how many councils were reminded.

    Leaves out those that cannot be reminded now, such as one that was reminded today.
    """
    may_review(by).require()
    return sum(_remind(assessment.pk, by=by) for assessment in assessments)


@transaction.atomic
def _remind(pk, *, by):
    # Locked, so that two presses of the button send one message.
    assessment = Assessment.objects.select_for_update().get(pk=pk)
    if not can_remind(by, assessment):
        return False
    Event.objects.create(
        assessment=assessment, move=REMINDED, text="Reminded by Locality", by=by, role="Locality reviewer"
    )
    if assessment.state == State.CLARIFICATION:
        queue_clarification_due(assessment.clarifications.open().get())
        return True
    unanswered = assessment.cycle.question_set.statements.count() - assessment.answers.count()
    queue_reminder(assessment, roles=whose_turn(assessment), unanswered=unanswered)
    return True
