"""Write a comment for colleagues beside a statement, and take one's own away."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from assessments.messages import tell_of_comment
from assessments.models import Answer, Assessment, Assignment, Comment
from assessments.permissions.colleagues import can_comment

MOMENT = timedelta(minutes=1)


@transaction.atomic
def add_comment(*, assessment, statement, by, text):
    """Write a comment; those who have to do with the statement hear of it in their digest.

    The same words twice within a minute are one press too many, and stay one comment.
    """
    can_comment(by, assessment).require()
    if statement.question_set_id != assessment.cycle.question_set_id:
        raise ValidationError("This statement is not part of this self-assessment.")
    # The lock lets a second press find what the first has written.
    Assessment.objects.select_for_update().get(pk=assessment.pk)
    said = {"assessment": assessment, "statement": statement, "by": by, "text": text}
    again = Comment.objects.filter(**said, at__gt=timezone.now() - MOMENT).first()
    if again:
        return again
    comment = Comment(**said)
    comment.full_clean(exclude=["assessment", "statement", "by"])
    comment.save()
    tell_of_comment(comment, _concerned(comment))
    return comment


@transaction.atomic
def remove_comment(*, comment, by):
    """Take away a comment of one's own; nothing of it stays."""
    if comment.by_id != by.pk:
        raise PermissionDenied("Only who wrote a comment can remove it.")
    can_comment(by, comment.assessment).require()
    comment.delete()


def _concerned(comment):
    """Return the numbers of who was asked to answer the statement, has saved it, or has commented on it."""
    here = {"assessment": comment.assessment_id, "statement": comment.statement_id}
    people = {*Assignment.objects.filter(**here, person__isnull=False).values_list("person", flat=True)}
    people |= {*Answer.objects.filter(**here).values_list("saved_by", flat=True)}
    people |= {*Comment.objects.filter(**here).values_list("by", flat=True)}
    return people - {comment.by_id}
