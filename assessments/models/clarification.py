"""What Locality asked after a signature, what the council replied, and which signed version settled it."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.assessment import Assessment
from assessments.models.signed import Snapshot
from principles.models import Statement


class ClarificationQuerySet(models.QuerySet):
    """Named questions about clarifications."""

    def open(self):
        """Those that the council has still to reply to, or to confirm a change for."""
        return self.filter(after__isnull=True)

    def of_council_and_cycle(self, assessment):
        """All of one self-assessment, those of its earlier revisions too."""
        return self.filter(assessment__council=assessment.council_id, assessment__cycle=assessment.cycle_id)


class Clarification(models.Model):
    """One round of questions. ``before`` is what was read, ``after`` what came of the replies."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="clarifications")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField("reply by")
    before = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    after = models.OneToOneField(
        Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="settles"
    )
    # How many of the reminders of ``actions.chasing`` have gone out.
    reminders = models.PositiveSmallIntegerField(default=0)

    objects = ClarificationQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(after__isnull=True), name="one_open_clarification"
            )
        ]

    def __str__(self):
        return f"{self.assessment}, asked on {timezone.localtime(self.asked_at):%-d %B %Y}"

    @property
    def is_overdue(self):
        """Whether the day to reply by has passed. Nothing fails by that."""
        return self.after_id is None and self.due_on < timezone.localdate()


class Question(models.Model):
    """What Locality asked about one statement, and the reply: separate from the answer itself."""

    clarification = models.ForeignKey(Clarification, on_delete=models.PROTECT, related_name="questions")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("question", max_length=1000, validators=[MaxLengthValidator(1000)])
    reply = models.TextField(blank=True, max_length=2000, validators=[MaxLengthValidator(2000)])
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replied_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    is_disputed = models.BooleanField(default=False)

    class Meta:
        ordering = ["clarification", "statement__key"]
        constraints = [
            models.UniqueConstraint(fields=["clarification", "statement"], name="one_question_per_statement"),
            models.CheckConstraint(
                condition=Q(reply="", replied_by__isnull=True) | Q(replied_by__isnull=False),
                name="reply_has_its_author",
            ),
        ]

    def __str__(self):
        return f"{self.statement.key}: {self.text}"
