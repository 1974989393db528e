"""How names of councils are compared: what people type against what councils are called."""

import re
import unicodedata

APOSTROPHES = re.compile("['’‘ʼ`´]")
NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
PHRASES = re.compile(r"\b(london borough|royal borough)\b")
# Words that say what kind of body it is, not which one.
KINDS = {
    "council",
    "councils",
    "corporation",
    "borough",
    "city",
    "county",
    "district",
    "metropolitan",
    "authority",
    "unitary",
    "of",
    "the",
    "bc",
    "cc",
    "dc",
    "lb",
    "lbc",
    "mb",
    "mbc",
    "mdc",
    "rb",
}


def fold(text):
    """Return ``text`` with case, accents, apostrophes, "&" and punctuation evened out.

    >>> fold("Borough Council of King’s Lynn & West Norfolk")
    'borough council of kings lynn and west norfolk'
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = APOSTROPHES.sub("", plain).replace("&", " and ")
    return NOT_A_LETTER.sub(" ", plain).strip()


def normalise(text):
    """Return what is left of ``text`` without the words that every council shares.

    If nothing would be left, as for "The County Council", the folded text comes back
    unshortened. "London" stays, except in "London Borough", so that the City of London
    can be found.

    >>> normalise("London Borough of Hammersmith & Fulham")
    'hammersmith and fulham'
    """
    folded = fold(text)
    words = [word for word in PHRASES.sub(" ", folded).split() if word not in KINDS]
    while words and words[0] == "and":
        words.pop(0)
    while words and words[-1] == "and":
        words.pop()
    return " ".join(words) or folded
