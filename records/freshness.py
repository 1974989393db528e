"""When a fact counts as old: the one rule for pages, lists, reminders and staff."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

# Days after which a fact that nobody has checked is old.
YEAR = 366


def known_on(facts):
    """Return the last day on which one of these facts was checked, or else stated, or None.

    ``facts`` are pairs: the day a fact was last checked, and the day its source stated it.
    A member's facts are its membership, endorsement, conversations and champions of today.
    """
    return max((checked or stated for checked, stated in facts if checked or stated), default=None)


def first_fresh_day():
    """Return the earliest day of checking that does not count as old today."""
    return timezone.localdate() - timedelta(days=YEAR)


def fresh():
    """Return the condition that a row was checked, or else stated, within the year: for queries."""
    day = first_fresh_day()
    return Q(confirmed_on__gte=day) | Q(confirmed_on__isnull=True, stated_on__gte=day)


def is_stale(day):
    """Whether that day is more than a year ago, or not known."""
    return day is None or day < first_fresh_day()
