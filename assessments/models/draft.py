"""What somebody has typed into a statement and not saved as the answer yet."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from assessments.models.assessment import Assessment
from principles.models import Statement


class DraftQuerySet(models.QuerySet):
    """Named questions about drafts."""

    def of(self, person, assessment):
        """One person's drafts of a self-assessment: nobody else reads them."""
        return self.filter(person=person, assessment=assessment)


class Draft(models.Model):
    """One person's unsaved words on one statement, as they were typed: they need not be an answer yet.

    ``tab`` and ``turn`` say which page of a browser wrote last, so that a late request cannot
    put back older words; ``number`` counts the writes, so that a page knows what it has seen.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="drafts")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seen_version = models.PositiveIntegerField(default=0)
    choice = models.CharField(max_length=16, blank=True)
    basis = models.TextField(blank=True)
    done_by = models.TextField(blank=True)
    title = models.TextField(blank=True)
    link = models.TextField(blank=True)
    held_by = models.TextField(blank=True)
    dated_on = models.CharField(max_length=40, blank=True)
    is_public = models.BooleanField(default=False)
    number = models.PositiveIntegerField(default=1)
    tab = models.CharField(max_length=40, blank=True)
    turn = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "statement__key", "person"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "statement", "person"], name="one_draft_per_person_and_statement"
            )
        ]

    def __str__(self):
        return f"{self.person}'s draft of {self.statement.key}"

    @property
    def typed(self):
        """What was typed, field by field."""
        return {name: getattr(self, name) for name in TYPED}


# The fields of the statement's form that a draft keeps.
TYPED = ("choice", "basis", "done_by", "title", "link", "held_by", "dated_on", "is_public")
