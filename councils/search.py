"""Find a council by whatever people call it.

Every current and former council answers to its short name, its full name and its
other names. Case, accents, apostrophes, "&" and the word "Council" never matter, nor
does the order of words; beginnings of words are enough. The closest kind of match
wins, so that "York" means York, while "Newcastle" means both of them.
"""

import difflib
import re
from dataclasses import dataclass, field
from functools import lru_cache

from councils.models import Council, CouncilAlias
from councils.names import fold, normalise

LONGEST = 120
MOST_SHOWN = 12
SAYS_NOTHING = {"and", "council", "of", "the"}
POSTCODE = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?( *[0-9][A-Z]{0,2})?$", re.IGNORECASE)


@dataclass(frozen=True)
class Matches:
    """What was found: councils in the order to show them, how many more, and near misses."""

    councils: list = field(default_factory=list)
    more: int = 0
    guesses: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.councils)


@dataclass(frozen=True, slots=True)
class Entry:
    """A council as the search knows it: which row, whether it has ended, and its names."""

    pk: int
    is_former: bool
    name: str
    names: tuple


def looks_like_postcode(text):
    """Whether somebody typed a postcode, or its first half, instead of a name."""
    return bool(POSTCODE.match(text.strip()))


def find(text, most=MOST_SHOWN):
    """Return the councils that a person could mean by ``text``, closest kind of match only."""
    if len(text) > LONGEST or set(fold(text).split()) <= SAYS_NOTHING:
        return Matches()
    entries = _entries()
    found = _without_namesakes(_closest(text, entries))
    if not found:
        return Matches(guesses=_load(_guesses(text, entries)))
    return Matches(councils=_load([entry.pk for entry in found[:most]]), more=max(0, len(found) - most))


def _entries():
    """Read the names of all councils, current ones first, each group by name."""
    other_names = {}
    for pk, name in CouncilAlias.objects.values_list("council_id", "name"):
        other_names.setdefault(pk, []).append(name)
    former = set(Council.objects.former().values_list("pk", flat=True))
    rows = Council.objects.order_by("gss_code").values_list("pk", "name", "official_name")
    entries = [
        Entry(pk, pk in former, name, (name, official_name, *other_names.get(pk, ())))
        for pk, name, official_name in rows
    ]
    # Sorted here, as databases disagree on where hyphens and spaces go.
    return sorted(entries, key=lambda entry: (entry.is_former, in_order(entry.name)))


def _closest(text, entries):
    """Return the entries of the first kind of match that finds any."""
    typed, core = _words(text), _core(text)
    for matches in (
        lambda entry: any(_words(name) == typed for name in entry.names),
        lambda entry: core and _core(entry.name) == core,
        lambda entry: any(_within(typed, _words(name)) for name in entry.names),
        lambda entry: core and any(_within(core, _words(name)) for name in entry.names),
        lambda entry: core and any(_begins(core, _words(name)) for name in entry.names),
    ):
        found = [entry for entry in entries if matches(entry)]
        if found:
            return found
    return []


@lru_cache(maxsize=4096)
def in_order(name):
    """Return what names are sorted by: letters and spaces alone, so that every list agrees."""
    return fold(name)


@lru_cache(maxsize=4096)
def _words(text):
    """Return every word of a name except "council", once each, in order of the alphabet."""
    return tuple(sorted(set(fold(text).split()) - {"council"}))


@lru_cache(maxsize=4096)
def _core(text):
    """Return the words that tell places apart, in order of the alphabet."""
    return tuple(sorted(set(normalise(text).split())))


def _within(some, words):
    return bool(some) and set(some) <= set(words)


def _begins(beginnings, words):
    return all(any(word.startswith(beginning) for word in words) for beginning in beginnings)


def _without_namesakes(found):
    """Leave out a former council whose name a current one carries on, such as North Yorkshire."""
    current = {_core(entry.name) for entry in found if not entry.is_former}
    return [entry for entry in found if not entry.is_former or _core(entry.name) not in current]


def _guesses(text, entries):
    """Return the keys of up to three councils whose short name is spelt almost like this."""
    by_name = {" ".join(_core(entry.name)): entry.pk for entry in reversed(entries)}
    close = difflib.get_close_matches(" ".join(_core(text)), by_name, n=3, cutoff=0.75)
    return [by_name[name] for name in close]


def _load(keys):
    """Return the councils with their counties, in the order of the keys."""
    rows = Council.objects.select_related("county").in_bulk(keys)
    return [rows[key] for key in keys]
