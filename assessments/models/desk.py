"""What reviewers keep for themselves. None of it leaves Locality, whoever asks."""

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.assessment import Assessment
from principles.models import Statement


class Flag(models.Model):
    """How a reviewer found one statement while reading."""

    class Found(models.TextChoices):
        """What can be found of a statement: whether it is clear, never whether it is good."""

        CLEAR = "clear", "Clear"
        NOT_CLEAR = "not_clear", "Not clear"
        LOOK_AGAIN = "look_again", "Look again"

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="flags")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    found = models.CharField(max_length=10, choices=Found.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["assessment", "statement__key"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "statement"], name="one_flag_per_statement"),
            models.CheckConstraint(
                condition=Q(found__in=["clear", "not_clear", "look_again"]), name="flag_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.statement.key}: {self.get_found_display()}"


class StaffNote(models.Model):
    """A reviewer's private note on a self-assessment, or on one statement of it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="staff_notes")
    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField("private note", max_length=2000, validators=[MaxLengthValidator(2000)])
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"Note of {timezone.localtime(self.at):%-d %B %Y}"


class Assistance(models.Model):
    """A council asked Locality to enter its answers: who asked, how they reach us, and until when."""

    class How(models.TextChoices):
        """How the answers come to Locality."""

        PHONE = "phone", "By telephone"
        PAPER = "paper", "On paper"
        MEETING = "meeting", "In a meeting"

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="assistances")
    asked_by = models.CharField("who at the council asked", max_length=150)
    how = models.CharField(max_length=10, choices=How.choices)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "assistance"
        ordering = ["begun_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=Q(ended_at__isnull=True), name="one_open_assistance"
            ),
            models.CheckConstraint(
                condition=Q(how__in=["phone", "paper", "meeting"]), name="way_of_assistance_is_known"
            ),
        ]

    def __str__(self):
        return f"{self.assessment}: {self.get_how_display().lower()}"
