"""What is known of the links on public pages: whether they still lead anywhere. For staff alone."""

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from records.probing.answers import Outcome

# A site may be down for a day, so that one failure says little.
DEAD_AFTER = 3


class LinkCheckQuerySet(models.QuerySet):
    """Named questions about links."""

    def dead(self):
        """Links that failed on three days in a row, or more."""
        return self.filter(failures__gte=DEAD_AFTER)

    def failing(self):
        """Links that failed when they were last checked, but not often enough to count as dead."""
        return self.filter(failures__gt=0, failures__lt=DEAD_AFTER)

    def moved(self):
        """Links whose site said that the page has another address now."""
        return self.filter(outcome=Outcome.MOVED)

    def unread(self):
        """Links about which we could not learn anything."""
        return self.filter(outcome=Outcome.UNREAD)

    def working(self):
        """Links that led somewhere when they were last checked."""
        return self.filter(outcome=Outcome.WORKS)

    def unchecked(self):
        """Links that have not been checked yet."""
        return self.filter(outcome="")


class LinkCheck(models.Model):
    """An address that public pages link to, and what it answered when it was last asked.

    No public row and no fact: nothing that the public sees rests on it, so that writing it
    does not step the register version.
    """

    url = models.CharField("address", max_length=500, unique=True)
    tried_on = models.DateField("last tried on", null=True, blank=True)
    checked_at = models.DateTimeField("last checked", null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    answer = models.CharField("what it answered", max_length=200, blank=True)
    moved_to = models.CharField(max_length=500, blank=True)
    failing_since = models.DateField("fails since", null=True, blank=True)
    failures = models.PositiveSmallIntegerField("failed checks in a row", default=0)
    wanted_at = models.DateTimeField("check asked for", null=True, blank=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "link check"
        ordering = ["url"]
        constraints = [
            models.CheckConstraint(
                condition=Q(failures=0, failing_since__isnull=True)
                | Q(failures__gt=0, failing_since__isnull=False),
                name="failing_link_has_its_first_day",
            )
        ]

    def __str__(self):
        return self.url

    @property
    def is_dead(self):
        """The same rule as ``dead()``, for a row already read."""
        return self.failures >= DEAD_AFTER

    @property
    def standing(self):
        """How it stands, such as “Dead since 4 May 2026. There is no such page (404).”"""
        if not self.outcome:
            return "Not checked yet."
        if not self.failures:
            return self.answer
        since = f"since {date_format(self.failing_since)}"
        if self.is_dead:
            return f"Dead {since}. {self.answer}"
        times = {1: "once", 2: "twice"}[self.failures]
        return f"Failed {times}, {since}. {self.answer}"
