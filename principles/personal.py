"""What the tables of principles know of people: nothing, but staff could write a name into an explanation."""

from principles.models import (
    LevelDescriptor,
    LevelMeaning,
    Principle,
    PrincipleNote,
    QuestionSet,
    Statement,
    StatementLink,
    Term,
    WordingChange,
)
from records.holdings import Table

QUESTIONS = "The network's published questions, which do not change once they are used."
QUESTIONS_CHANGE = "Why a question changed, for everybody to read."

TABLES = [
    Table(
        Principle,
        words="meaning why confirmed_by_role",
        nobody={"slug name wording_version short_label": "The principles as Locality publishes them."},
    ),
    Table(PrincipleNote, words="text confirmed_by_role"),
    Table(QuestionSet, nobody={"title introduction": QUESTIONS}),
    Table(Statement, nobody={"key text hint could_point_to": QUESTIONS}),
    Table(LevelDescriptor, nobody={"text": QUESTIONS}),
    Table(LevelMeaning, nobody={"means true_if": QUESTIONS}),
    Table(
        WordingChange,
        title="Typing mistakes put right in the questions",
        people="by",
        words="reason",
        nobody={"place name old new": QUESTIONS},
        erased="The change and its reason stay, as a former colleague’s.",
    ),
    Table(StatementLink, nobody={"reason": QUESTIONS_CHANGE}),
    Table(Term, nobody={"word meaning": QUESTIONS}),
]
