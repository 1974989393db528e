"""A question set as readers see it: statements under their principles, with everything they need."""

from dataclasses import dataclass

from principles.models import Principle, QuestionSet


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
