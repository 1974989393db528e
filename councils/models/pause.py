"""Pauses before an election, in which nothing new of a council is published."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from simple_history.models import HistoricalRecords

from councils.models.council import Council
from records.models import PublicQuerySet, PublicRow

LONGEST = datetime.timedelta(days=120)
TOO_LONG = "A pause lasts some weeks, four months at most. Check the year."


class PauseQuerySet(PublicQuerySet):
    """Named questions about pauses. Days are London's."""

    def on(self, day):
        """Pauses that hold on a day; the first and the last day belong to them."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)

    def today(self):
        """Pauses that hold today."""
        return self.on(timezone.localdate())


class Pause(PublicRow):
    """From its first day to its last, nothing new of these councils is published; no council means all."""

    starts_on = models.DateField("first day", help_text="The day it begins. From midnight on it holds.")
    ends_on = models.DateField(
        "last day", help_text="The last day on which it holds. From the next day on everything goes on."
    )
    why = models.CharField(
        max_length=200,
        help_text="In one plain sentence for colleagues, such as “Local elections on 6 May 2027.”",
    )
    councils = models.ManyToManyField(
        Council,
        blank=True,
        related_name="pauses",
        help_text="Only these councils. Leave empty if it holds for all of them.",
    )

    objects = PauseQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[councils])

    class Meta:
        verbose_name = "pre-election pause"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="pause_ends_after_it_starts",
                violation_error_message="The last day cannot be before the first day.",
            )
        ]

    def __str__(self):
        return f"Pause from {date_format(self.starts_on)} to {self.until}"

    def clean(self):
        """A slip in the year would hold everything back for years."""
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on - self.starts_on > LONGEST:
            raise ValidationError({"ends_on": TOO_LONG})

    @property
    def until(self):
        """The last day in words."""
        return date_format(self.ends_on)

    @property
    def over_on(self):
        """The first day on which everything goes on."""
        return self.ends_on + datetime.timedelta(days=1)

    @property
    def refusal(self):
        """Return why something of a council cannot be published today, and when it can."""
        return (
            f"This council is in a pre-election pause until {self.until}, and nothing new of it is published "
            f"until then. Come back on {date_format(self.over_on)}."
        )


def paused(councils, on=None):
    """Return ``{council's key: its pause}`` for those of these councils that are in one. One query.

    ``on`` is a day, by default today. Where several hold, it is the one that ends last.
    """
    keys = {council.pk for council in councils}
    pauses = Pause.objects.on(on or timezone.localdate()).annotate(only_for=F("councils"))
    found = {}
    for pause in pauses.filter(Q(only_for=None) | Q(only_for__in=keys)).order_by("ends_on", "pk"):
        found.update(dict.fromkeys(keys if pause.only_for is None else [pause.only_for], pause))
    return found


def pause_for(council, on=None):
    """Return the pause that a council is in on a day, by default today, or ``None``."""
    return paused([council], on).get(council.pk)
