"""A cycle: the weeks in which councils assess themselves by one question set."""

from datetime import datetime, time

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from principles.models import QuestionSet
from records.models import PublicQuerySet, PublicRow


class CycleQuerySet(PublicQuerySet):
    """Named questions about cycles."""

    def open(self):
        """Cycles that staff have opened and not closed."""
        return self.filter(opened_at__isnull=False, closed_at__isnull=True)


class Cycle(PublicRow):
    """One round of self-assessment. Staff open and close it with a button, not by a date."""

    title = models.CharField(
        max_length=80, unique=True, help_text="What people call it, such as “Self-assessment 2026”."
    )
    question_set = models.ForeignKey(
        QuestionSet,
        on_delete=models.PROTECT,
        related_name="cycles",
        help_text="The questions. Their wording is frozen when the cycle opens.",
    )
    opens_on = models.DateField(
        "first day",
        null=True,
        blank=True,
        help_text="It cannot be opened before. Its year is part of the references.",
    )
    closes_on = models.DateField(
        "deadline", null=True, blank=True, help_text="The last day. Councils have until 11:59pm."
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CycleQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "-pk"]
        permissions = [("run_cycle", "Can open and close a cycle")]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True)
                | Q(closes_on__isnull=True)
                | Q(closes_on__gt=F("opens_on")),
                name="cycle_closes_after_it_opens",
                violation_error_message="The deadline has to be after the first day.",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(opens_on__isnull=False, closes_on__isnull=False),
                name="open_cycle_has_its_dates",
                violation_error_message="An open cycle needs its first day and its deadline.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False),
                name="closed_cycle_was_opened",
                violation_error_message="A cycle that never opened cannot be closed.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        """True from the moment staff open it until they close it, also after the deadline."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def deadline(self):
        """The last minute: 23:59 UK time on the closing day, whatever the clocks do."""
        if self.closes_on is None:
            return None
        return datetime.combine(self.closes_on, time(23, 59), tzinfo=timezone.get_default_timezone())

    @property
    def is_past_deadline(self):
        """True after the deadline; answers can still be sent until staff close the cycle."""
        return self.deadline is not None and timezone.now() > self.deadline
