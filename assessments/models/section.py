"""Whether the council says that it has finished a section: one principle's statements."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from assessments.models.assessment import Assessment
from principles.models import Principle


class SectionCheck(models.Model):
    """What somebody last said to “Have you finished this section?”. It holds nothing up."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="section_checks")
    principle = models.ForeignKey(Principle, on_delete=models.PROTECT, related_name="+")
    is_finished = models.BooleanField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["assessment", "principle__number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "principle"], name="one_check_per_section")
        ]

    def __str__(self):
        return f"{self.principle}: {'finished' if self.is_finished else 'not finished'}"
