"""Every text of a question set, each with the name of its place: what a typing mistake can stand in."""

from copy import copy
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

STATEMENT = (("text", "the statement"), ("hint", "the hint"), ("could_point_to", "what could show it"))


@dataclass(frozen=True)
class Place:
    """One text: the key of its place, its name for people, and where it is kept."""

    key: str
    name: str
    row: object
    field: str

    @property
    def text(self):
        return getattr(self.row, self.field)

    @property
    def longest(self):
        """How many characters fit in; None where that is not limited."""
        return self.row._meta.get_field(self.field).max_length


def places(question_set):
    """Return every text that is there, in the order of the page. The set comes from ``whole_sets()``."""
    return [place for place in _all(question_set) if place.text]


def _all(question_set):
    yield Place("introduction", "The introduction", question_set, "introduction")
    for meaning in question_set.level_meanings.all():
        name = meaning.get_level_display()
        yield Place(f"meaning-{meaning.level}-means", f"Level “{name}”: what it means", meaning, "means")
        yield Place(f"meaning-{meaning.level}-true", f"Level “{name}”: true if", meaning, "true_if")
    for term in question_set.terms.all():
        yield Place(f"term-{term.pk}", f"What counts as “{term.word}”", term, "meaning")
    for statement in question_set.statements.all():
        for field, name in STATEMENT:
            yield Place(f"{statement.key}-{field}", f"{statement.key}: {name}", statement, field)
        for level in statement.descriptors.all():
            name = f"{statement.key}: level “{level.get_level_display()}”"
            yield Place(f"{statement.key}-level-{level.level}", name, level, "text")


def texts_at(question_set, signature):
    """Return ``{key of a statement: its text when it was signed}`` for statements put right since.

    ``signature`` has ``signed_at``, or is None for what was not signed: that is read as it is.
    Asks nothing where nothing was put right.
    """
    if signature is None or not question_set.minor:
        return {}
    later = [one for one in question_set.changes.all() if one.at > signature.signed_at]
    # The oldest of the later changes counts: what it replaced stood there at the moment.
    later.sort(key=lambda one: one.minor, reverse=True)
    return {one.place.partition("-")[0]: one.old for one in later if one.place.endswith("-text")}


def as_signed(statements, question_set, signature):
    """Return these statements with the words that they had when it was signed."""
    texts = texts_at(question_set, signature)
    return [_reworded(statement, texts) for statement in statements] if texts else statements


def _reworded(statement, texts):
    """Return a copy: the row itself may be shared with what was signed later."""
    said = copy(statement)
    said.text = texts.get(statement.key, statement.text)
    return said


def read_changes(question_sets):
    """Read what was put right in these for ``texts_at``, in one query however many they are."""
    prefetch_related_objects([one for one in question_sets if one.minor], "changes")
