"""What moved since the last complete year, in words with counts. No total over principles, and no rank."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import TextChoices

from principles.changes import Way, ways
from principles.models import Change


class Moved(TextChoices):
    """What can be said of one statement in two years."""

    ON = "on", "Moved on"
    BACK = "back", "Moved back"
    SAME = "same", "The same as last time"
    NEW = "new", "New"
    REWORDED = "reworded", "Wording changed, not compared"
    NO_LEVEL = "no_level", "No levels to compare"


COUNTED = {
    Moved.ON: "moved on",
    Moved.BACK: "moved back",
    Moved.SAME: "the same",
    Moved.NEW: "new",
    Moved.REWORDED: "reworded and not compared",
    Moved.NO_LEVEL: "without levels to compare",
}


@dataclass(frozen=True)
class Movement:
    """What moved since ``since``, the title of an earlier cycle."""

    since: str
    counts: dict

    @property
    def sentence(self):
        """“5 moved on, 2 moved back, 15 the same, 2 new”; what there is none of is left out."""
        said = [f"{self.counts[moved]} {words}" for moved, words in COUNTED.items() if self.counts.get(moved)]
        return ", ".join(said)


def moved_since(result, last, known_between):
    """Return a ``Result`` with what moved since the one before, where levels of both are shown.

    ``last`` is None in a first year, which is said in place of a comparison.
    """
    if last is None:
        return replace(result, is_first=True)
    if not (result.shows_levels and last.shows_levels):
        return result
    now, keys = result.question_set.pk, [statement.key for statement in result.statements]
    known = known_ways(last.question_set.pk, now, keys, known_between)
    compared, counts = compare(result.statements, last.statements, known)
    left = iter(compared)
    principles = [(principle, [next(left) for _ in ones]) for principle, ones in result.principles]
    return replace(result, principles=principles, movement=Movement(last.cycle_title, counts))


def compare(now, last, known):
    """Return statements of today with what moved, and how often each happened.

    ``now`` and ``last`` hold statements with ``key``, ``level`` and ``label``; one without a
    label is not shown to this reader, so nothing is said of it. ``known`` maps keys to
    ``principles.changes.Way``.
    """
    then = {statement.key: statement for statement in last}
    compared = [_compared(statement, known.get(statement.key), then) for statement in now]
    return compared, Counter(statement.moved for statement in compared if statement.moved)


def known_ways(older, newer, keys, cache):
    """Return the ways between two versions, by ``cache`` asked once; none are asked within one version."""
    if older == newer:
        return {key: Way(key, Change.SAME) for key in keys}
    if (older, newer) not in cache:
        cache[older, newer] = ways(older, newer)
    return cache[older, newer]


def _compared(statement, way, then):
    if not statement.label:
        return statement
    if way is None:
        return replace(statement, moved=Moved.NEW)
    if not way.change.is_compared:
        return replace(statement, moved=Moved.REWORDED)
    was = then.get(way.key)
    if was is None or not was.label:  # this reader is not shown it
        return statement
    return replace(
        statement, moved=_moved(statement.level, was.level), last_level=was.level, last_label=was.label
    )


def _moved(now, last):
    if now is None or last is None:
        return Moved.NO_LEVEL
    if now == last:
        return Moved.SAME
    return Moved.ON if now > last else Moved.BACK
