"""A question set as readers see it: statements under their principles, with everything they need."""

from dataclasses import dataclass

from principles.models import Principle, QuestionSet, Statement
from records.pieces import kept


@dataclass(frozen=True)
class PrincipleStatements:
    """One principle with its statements in order."""

    principle: Principle
    statements: list


def readable(question_set):
    """Return the set's principles with their statements, each statement with its four levels.

    ``question_set`` comes from ``whole_sets()``; nothing is asked of the database here.
    """
    groups = {}
    for statement in question_set.statements.all():
        groups.setdefault(statement.principle, []).append(statement)
    ordered = sorted(groups.items(), key=lambda group: group[0].number)
    return [PrincipleStatements(principle, statements) for principle, statements in ordered]


def whole_sets():
    """Return question sets with all their wording, in five queries."""
    return QuestionSet.objects.prefetch_related(
        "statements__principle", "statements__descriptors", "level_meanings", "terms"
    )


@dataclass(frozen=True)
class AskedUnder:
    """A principle, as far as a list of statements names it."""

    number: int
    name: str
    short_label: str

    def __str__(self):
        return f"{self.number}. {self.name}"


@dataclass
class Asked:
    """One statement as it is asked, without its levels."""

    key: str
    text: str
    principle: AskedUnder


def asked(question_set, request=None):
    """Return the statements of a set, by its key, in order: made once in each worker until they change.

    ``request``, or anything else that is there for one moment, remembers the register's version.
    """
    return kept(("asked", str(question_set)), lambda: _read(question_set), request)


def _read(question_set):
    principle = [f"principle__{name}" for name in ("number", "name", "short_label")]
    rows = Statement.objects.filter(question_set=question_set).order_by("key")
    return [
        Asked(key, text, AskedUnder(*said))
        for key, text, *said in rows.values_list("key", "text", *principle)
    ]
