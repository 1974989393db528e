"""A cycle: the weeks in which councils assess themselves by one question set."""

from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accounts.working_days import working_days_after
from principles.models import QuestionSet
from records.models import PublicQuerySet, PublicRow

GRACE = 10
"""Working days after the deadline in which councils may still answer, send and sign."""
MOST_DAYS = 60


def last_minute(day):
    """Return 23:59 UK time on this day, whatever the clocks do."""
    return datetime.combine(day, time(23, 59), tzinfo=timezone.get_default_timezone())


def read_days(text):
    """Return the numbers in “20, 10, 5, 1”; raises ``ValidationError`` for anything else."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdecimal() and 1 <= len(part) <= 2 for part in parts):
        raise ValidationError("Write numbers of working days with commas between, such as 20, 10, 5, 1.")
    days = [int(part) for part in parts]
    if not all(1 <= day <= MOST_DAYS for day in days):
        raise ValidationError(f"Each number has to be between 1 and {MOST_DAYS} working days.")
    if len(set(days)) != len(days):
        raise ValidationError("Write each number once.")
    return days


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
    reminder_days = models.CharField(
        "reminders before the deadline",
        max_length=60,
        blank=True,
        default="20, 10, 5, 1",
        db_default="20, 10, 5, 1",
        validators=[read_days],
        help_text="So many working days before, to leads with unfinished work and contributors with parts.",
    )
    signing_days = models.CharField(
        "reminders to sign",
        max_length=60,
        blank=True,
        default="3, 7",
        db_default="3, 7",
        validators=[read_days],
        help_text="So many working days after it was sent, to whoever is to sign.",
    )
    contact_role = models.CharField(
        "whom councils ask",
        max_length=120,
        blank=True,
        default="",
        db_default="",
        help_text="A role at Locality, not a name. Shown on pages and in emails.",
    )
    contact_email = models.EmailField(
        "their email address",
        blank=True,
        default="",
        db_default="",
        help_text="A mailbox that is read while the cycle is open.",
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
        """True from the moment staff open it until they close it, also after the deadline.

        Whether a council may still work on its own is ``Assessment.in_time``.
        """
        return self.opened_at is not None and self.closed_at is None

    @property
    def deadline(self):
        """The last minute: 23:59 UK time on the closing day, whatever the clocks do."""
        return last_minute(self.closes_on) if self.closes_on else None

    @property
    def is_past_deadline(self):
        """True after the deadline; what happens then is the rule of ``Assessment.in_time``."""
        return self.deadline is not None and timezone.now() > self.deadline

    @property
    def last_day(self):
        """The last day of grace, ten working days after the deadline; None without one."""
        return working_days_after(self.closes_on, GRACE) if self.closes_on else None

    @property
    def days_before(self):
        """How many working days before the deadline reminders go out, the earliest first."""
        return sorted(read_days(self.reminder_days), reverse=True) if self.reminder_days else []

    @property
    def days_after_sending(self):
        """How many working days after sending for sign-off reminders go out, the earliest first."""
        return sorted(read_days(self.signing_days)) if self.signing_days else []
