"""How fresh a fact is, in words. Old facts are shown, say so, and come after fresh ones in lists."""

from network.promises import day_words
from records.freshness import is_stale, known_on

__all__ = ["freshness", "is_stale", "known_on"]


def freshness(day):
    """Return “Confirmed 4 May 2026”, “Not confirmed since 4 May 2024” or “Not confirmed yet”."""
    if day is None:
        return "Not confirmed yet"
    return f"Not confirmed since {day_words(day)}" if is_stale(day) else f"Confirmed {day_words(day)}"
