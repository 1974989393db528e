"""Who was asked to answer which statement."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.assessment import Assessment
from councils.models import Invitation
from principles.models import Statement


class AssignmentQuerySet(models.QuerySet):
    """Named questions about parts."""

    def of(self, person, assessment):
        """One person's parts of a self-assessment, in the order of the questions."""
        rows = self.filter(assessment=assessment, person=person)
        return rows.select_related("statement", "given_by").order_by("statement__key")


class Assignment(models.Model):
    """One statement given to one person; or to somebody invited, who takes it over on accepting.

    It is a request among colleagues: whoever may answer may still answer every statement.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="assignments")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    invitation = models.ForeignKey(
        Invitation, on_delete=models.CASCADE, null=True, blank=True, related_name="assignments"
    )
    note = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "statement__key"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "statement", "person"],
                condition=Q(person__isnull=False),
                name="one_assignment_per_person_and_statement",
            ),
            models.UniqueConstraint(
                fields=["assessment", "statement", "invitation"],
                condition=Q(person__isnull=True),
                name="one_assignment_per_invitation_and_statement",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(invitation__isnull=False),
                name="assignment_is_for_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.statement.key} for {self.person or self.invitation}"
