"""How fresh a fact is, in words. Old facts are shown, say so, and come after fresh ones in lists."""

from django.utils import timezone

from network.promises import day_words

YEAR = 366


def known_on(facts):
    """Return the last day on which one of these facts was checked, or else stated, or None.

    ``facts`` are pairs: the day a fact was last checked, and the day its source stated it.
    A member's facts are its membership, endorsement, conversations and champions of today.
    """
    return max((checked or stated for checked, stated in facts if checked or stated), default=None)


def is_stale(day):
    """Whether that day is more than a year ago, or not known."""
    return day is None or (timezone.localdate() - day).days > YEAR


def freshness(day):
    """Return “Confirmed 4 May 2026”, “Not confirmed since 4 May 2024” or “Not confirmed yet”."""
    if day is None:
        return "Not confirmed yet"
    return f"Not confirmed since {day_words(day)}" if is_stale(day) else f"Confirmed {day_words(day)}"
