"""An answer that was brought forward from the year before, and what happened where a level moved back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.models.answer import Answer
from assessments.models.signed import SnapshotAnswer


class Verdict(models.TextChoices):
    """What somebody says of last year's answer."""

    STILL_TRUE = "still_true", "Still true"
    MOVED_ON = "moved_on", "We have moved on"
    MOVED_BACK = "moved_back", "We have moved back"
    READ_DIFFERENTLY = "read_differently", "We read it differently now"


class Reason(models.TextChoices):
    """What can have happened where a level moved back. None is a fault."""

    BUDGET = "budget", "The budget changed"
    PEOPLE = "people", "People left or changed roles"
    REORGANISATION = "reorganisation", "The council or the service was reorganised"
    READ_DIFFERENTLY = "read_differently", "We read the statement differently now"
    OTHER = "other", "Something else"


class Carried(models.Model):
    """Where an answer was brought forward from. It is a draft until somebody has confirmed or changed it.

    Saving other words confirms too: the answer's version then is no longer the first.
    """

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="carried")
    source = models.ForeignKey(SnapshotAnswer, on_delete=models.PROTECT, related_name="+")
    is_reworded = models.BooleanField(default=False)
    carried_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    carried_at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(max_length=20, choices=Verdict.choices, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["answer"]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=["", *Verdict.values]), name="verdict_is_known"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False, verdict=Verdict.STILL_TRUE),
                name="confirmed_as_still_true_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.answer}, brought forward"


class WhatHappened(models.Model):
    """Why a level is lower than the year before, in the council's own words. It stays with the council."""

    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="what_happened")
    reason = models.CharField(max_length=20, choices=Reason.choices)
    words = models.CharField(max_length=300, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["answer"]
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="what_happened_is_known")
        ]

    def __str__(self):
        return f"{self.answer}: {self.get_reason_display().lower()}"
