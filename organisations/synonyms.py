"""What somebody typed into a search, word by word, with other words that mean the same.

Beginnings of words are enough, in any order; case, accents and apostrophes never matter.
The words that mean the same stand in ``data/synonyms.toml``, which says how it is read.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from pathlib import Path

from django.db.models import Case, Q, When

from councils.names import fold

FILE = Path(__file__).parent / "data" / "synonyms.toml"
LONGEST_PHRASE = 4
# Nobody types more in earnest, and each word costs a look through every text.
MOST_WORDS = 8
SAYS_NOTHING = {"a", "an", "and", "at", "by", "council", "councils", "for", "from", "in", "of", "on", "or"}
SAYS_NOTHING |= {"the", "to", "with"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of the list: how people say it, and its forms as a searchable text has them.

    ``sought`` are the forms to look for: one that begins like another is found with it.
    """

    whole: str
    forms: tuple
    sought: tuple

    @classmethod
    def read(cls, written):
        """Read “loneliness/lonel*”: a form with a star ends open, any other at the end of its word."""
        texts = written.split("/")
        forms = [f" {fold(text)}" if text.endswith("*") else f" {fold(text)} " for text in texts]
        sought = [form for form in forms if not any(form.startswith(o) for o in forms if o != form)]
        return cls(texts[0].rstrip("*"), tuple(forms), tuple(sought))

    def is_meant_by(self, phrase):
        """Whether somebody who typed ``phrase``, as many words as this has, means this word."""
        return any(
            f" {phrase} ".startswith(form) and phrase.count(" ") == form.strip().count(" ")
            for form in self.forms
        )

    def is_found_by(self, phrase):
        """Whether each of its forms begins with ``phrase``."""
        return all(form.startswith(f" {phrase}") for form in self.sought)

    def is_in(self, text):
        """Whether a searchable text says this word."""
        return any(form in text for form in self.sought)


@dataclass(frozen=True, slots=True)
class Piece:
    """One typed word, or a phrase that the list knows, and the list's other words for it."""

    words: tuple
    same: tuple = ()

    def alone(self):
        """Return the piece as it was typed, without other words for it."""
        return replace(self, same=())

    def is_in(self, text):
        """Whether a searchable text says this, in the typed words or in others."""
        return all(f" {word}" in text for word in self.words) or any(word.is_in(text) for word in self.same)

    def condition(self, column):
        """Return the same question as ``is_in``, asked of a ``SearchText`` column."""
        typed, others = [f" {word}" for word in self.words], [f for word in self.same for f in word.sought]
        if not others:
            return Q(*((f"{column}__contains", word) for word in typed))
        # One look through a text finds any of them; in folded words nothing means more to a pattern.
        if len(typed) == 1:
            return Q((f"{column}__regex", "|".join(typed + others)))
        return self.alone().condition(column) | Q((f"{column}__regex", "|".join(others)))


def understand(text):
    """Return the pieces that a search for ``text`` looks for: every one of them, in any of its words.

    Words that say nothing are left out, and so is what comes after the first eight pieces.
    """
    words, pieces = fold(text).split(), {}
    while words and len(pieces) < MOST_WORDS:
        length, same = _longest_known(words)
        piece, words = Piece(tuple(words[:length]), same), words[length:]
        if not set(piece.words) <= SAYS_NOTHING:
            pieces[piece] = None
    return list(pieces)


def typed_alone(pieces):
    """Return the pieces as they were typed, without other words for them."""
    return [piece.alone() for piece in pieces]


def typed_first(condition, pieces):
    """Return what to order by so that rows with the typed words come before those with others for them.

    ``condition`` returns for pieces what a row has to fulfil.
    """
    typed = typed_alone(pieces)
    return [Case(When(condition(typed), then=0), default=1)] if typed != pieces else []


def other_words(pieces):
    """Return the words that a search looks for besides those typed, once each, as people say them."""
    others = ((" ".join(piece.words), word.whole) for piece in pieces for word in piece.same)
    return list(dict.fromkeys(whole for typed, whole in others if fold(whole) != typed))


def _longest_known(words):
    """Return how many of the first words are one piece, and the other words for it."""
    for length in range(min(LONGEST_PHRASE, len(words)), 0, -1):
        phrase = " ".join(words[:length])
        known = [group for group in groups() if any(word.is_meant_by(phrase) for word in group)]
        if known:
            found = dict.fromkeys(chain.from_iterable(known))
            # What begins with the typed word is found by it anyway.
            return length, tuple(word for word in found if not word.is_found_by(phrase))
    return 1, ()


@cache
def groups():
    """Return the groups of words that mean the same, as the file has them."""
    written = tomllib.loads(FILE.read_text(encoding="utf-8"))["groups"]
    return tuple(tuple(Word.read(word) for word in group) for group in written)
