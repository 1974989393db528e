"""What was put right in the wording of a question set after it was used: the public change log."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from principles.models.wording import QuestionSet
from records.models import PublicRow


class WordingChange(PublicRow):
    """One typing mistake put right: old and new words, why, and which minor version came of it."""

    question_set = models.ForeignKey(QuestionSet, on_delete=models.PROTECT, related_name="changes")
    # The number that the wording had from then on: 2 in version 1.2.
    minor = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    old = models.TextField()
    new = models.TextField()
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["question_set", "-minor"]
        constraints = [
            models.UniqueConstraint(fields=["question_set", "minor"], name="one_change_per_minor_version")
        ]

    def __str__(self):
        return f"Version {self.version}: {self.name}"

    @property
    def version(self):
        """What people call the wording from this change on, such as 1.2."""
        return f"{self.question_set.version}.{self.minor}"
