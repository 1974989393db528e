"""How names of councils are compared with what people type, and how they stand in a sentence."""

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

PLACES_WITH_ARTICLE = ("City of ", "East Riding ", "Forest of ", "Isle of ", "Isles of ", "Vale of ")


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


def spoken(council):
    """Return the name people say: “Calderdale Council”, “Sheffield City Council”.

    Shortens what only lawyers write (“Metropolitan Borough Council”, “London Borough of”).
    """
    official = council.official_name
    if official.startswith("London Borough of ") or "Metropolitan" in official:
        return f"{council.name} Council"
    return official if official.endswith("Council") else f"the {official}"


def opening(words):
    """Return the words with a capital, to begin a sentence or a heading with."""
    return words[:1].upper() + words[1:]


def heading(council):
    """Return the name as a heading: no article."""
    return opening(spoken(council).removeprefix("the "))


def place_in_words(name):
    """Return “the Isle of Wight”, “Sheffield”: a council's place inside a sentence."""
    return f"the {name}" if name.startswith(PLACES_WITH_ARTICLE) else name
