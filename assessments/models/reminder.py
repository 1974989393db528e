"""Which reminders went out, so that a run that is repeated or late sends each once."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from assessments.models.assessment import Assessment


class Reminder(models.Model):
    """One message that the portal sent by itself to one person."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    # What it counted from, and how many working days: “close 2026-11-27 20”, “sign 4 3”.
    mark = models.CharField(max_length=40)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "person", "mark"], name="one_reminder_per_person_and_mark"
            )
        ]

    def __str__(self):
        return f"{self.assessment}: {self.mark}"
