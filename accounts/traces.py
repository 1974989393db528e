"""What a person can be found by in texts: names and addresses, now and before, however they are written.

The same name stands in the database as people type it, as JSON escapes it, as it goes into
an address (``q=Sam+Example``) and as markup. A pattern here knows all of these.
"""

import html
import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from django.db.models.functions import Lower

from accounts.models import NOWHERE, User
from records.holdings import FORMER

REMOVED = "(removed)"
# A name of one short word would be found in half of all sentences.
MIN_LETTERS = 5
SPACE = r"(?:\s|\+|%20|%0A|&nbsp;|\\[nrt]|\\u00a0)+"
# What may stand right before a word though it ends in a letter or figure: an escape.
BEFORE = r"(?:(?<![\w{more}])|(?<=%[0-9A-F]{{2}})|(?<=\\u[0-9A-F]{{4}})|(?<=\\[nrt]))"
BEFORE_WORD, BEFORE_ADDRESS = BEFORE.format(more=""), BEFORE.format(more=".+-")
AFTER_WORD, AFTER_ADDRESS = r"(?!\w)", r"(?![\w-]|\.\w)"


@dataclass(frozen=True)
class Known:
    """A person, and what stands for them in texts. ``also`` are words that staff added, such as a number."""

    person: User
    names: tuple[str, ...]
    addresses: tuple[str, ...]
    also: tuple[str, ...] = ()

    @classmethod
    def of(cls, person, also=()):
        """Collect what is known; an earlier address that somebody else has now stands for that person."""
        earlier = list(person.earlier_names.values_list("words", flat=True))
        addresses = [person.email, *person.emailaddress_set.values_list("email", flat=True)]
        before = [words for words in earlier if "@" in words]
        others = User.objects.exclude(pk=person.pk).annotate(lower=Lower("email"))
        taken = set(
            others.filter(lower__in=[words.lower() for words in before]).values_list("lower", flat=True)
        )
        addresses += [words for words in before if words.lower() not in taken]
        names = [person.name, *(words for words in earlier if "@" not in words)]
        return cls(person, _once(names), _once(addresses), _once(also))

    @property
    def nowhere(self):
        """The address that stands for this person once they are erased."""
        return f"former-{self.person.pk}{NOWHERE}"

    @cached_property
    def unsearched(self):
        """Names that are too short to be looked for in what people write."""
        return [name for name in self.names if not _is_telling(name)]

    @cached_property
    def telling(self):
        """What is looked for everywhere: whole names, addresses, and the words that staff added."""
        return [(name, FORMER, False) for name in self.names if _is_telling(name)] + [
            *((address, REMOVED, True) for address in self.addresses),
            *((words, REMOVED, False) for words in self.also),
        ]

    @cached_property
    def every(self):
        """The same, and names of a single word: for texts that the portal itself copied names into."""
        return [*self.telling, *((name, FORMER, False) for name in self.unsearched)]

    def hints(self):
        """Return the plainest part of each thing looked for, by which a database can choose rows."""
        return [_plainest(words) for words, _, _ in self.telling]

    def named_in(self, value):
        """Whether a text, or anything inside a JSON value, names this person."""
        return _replace(value, self._patterns(self.telling)) != value

    def without(self, value, *, certain=False):
        """Return a text or JSON value without what tells who it is; ``certain`` in rows of their own."""
        return _replace(value, self._patterns(self.every if certain else self.telling))

    def excerpt(self, value, around=60):
        """Return the words around the first place where a value names this person."""
        for text in _texts(value):
            for pattern, _ in self._patterns(self.telling):
                if found := pattern.search(text):
                    start, end = max(found.start() - around, 0), found.end() + around
                    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
        return ""

    def _patterns(self, wanted):
        # The longest first, so that no part of an address is taken for a name.
        ordered = sorted(wanted, key=lambda item: (not item[2], -len(item[0])))
        return [(pattern_of(words, is_address=address), instead) for words, instead, address in ordered]


def pattern_of(words, *, is_address=False):
    """Return the pattern that finds words in any of the ways in which a database holds them."""
    parts = ["".join(map(_any_form, part)) for part in unicodedata.normalize("NFC", words).split()]
    before = BEFORE_ADDRESS if is_address else BEFORE_WORD
    after = AFTER_ADDRESS if is_address else AFTER_WORD
    return re.compile(before + SPACE.join(parts) + after, re.IGNORECASE)


def _any_form(letter):
    """Return the ways in which one letter may be written; nobody tells the two apostrophes apart."""
    forms = set().union(*map(_forms, "’'" if letter in "’'" else letter))
    # The longest first: “’” and its escapes begin alike.
    ordered = sorted(forms, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, ordered))})" if len(ordered) > 1 else re.escape(letter)


def _forms(letter):
    """Return a letter as it is, taken apart, in JSON, in markup and in an address."""
    taken_apart = unicodedata.normalize("NFD", letter)
    escapes = {json.dumps(letter)[1:-1], html.escape(letter), quote(letter, safe="")}
    return {letter, taken_apart, *escapes}


def _replace(value, patterns):
    if isinstance(value, str):
        for pattern, instead in patterns:
            value = pattern.sub(instead, value)
        return value
    if isinstance(value, list | tuple):
        return type(value)(_replace(part, patterns) for part in value)
    if isinstance(value, dict):
        return {_replace(key, patterns): _replace(part, patterns) for key, part in value.items()}
    return value


def _texts(value):
    """Return the texts inside a value; of a text that is JSON those inside it."""
    if isinstance(value, str):
        try:
            inner = json.loads(value) if value[:1] in ("[", "{") else None
        except ValueError:
            inner = None
        return _texts(inner) if inner else [value]
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    return [text for part in value for text in _texts(part)] if isinstance(value, list | tuple) else []


def _is_telling(name):
    return len(name.split()) > 1 and sum(letter.isalnum() for letter in name) >= MIN_LETTERS


def _plainest(words):
    """Return the longest run of plain letters and figures: no way of writing changes those."""
    runs = re.findall(r"[A-Za-z0-9]+", words.partition("@")[0]) or re.findall(r"[A-Za-z0-9]+", words)
    longest = max(runs, key=len, default="")
    return longest if len(longest) > 1 else ""


def _once(words):
    """Return words without doubles, whatever their capital letters, in the order given."""
    stripped = [" ".join(word.split()) for word in words]
    return tuple({word.lower(): word for word in stripped[::-1] if word}.values())[::-1]
