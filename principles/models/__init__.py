"""The six principles, and the sets of statements councils assess themselves by."""

from principles.models.change import CARRIED, Change, StatementLink
from principles.models.changes import WordingChange
from principles.models.principle import Principle, PrincipleNote
from principles.models.questions import Level, LevelDescriptor, LevelMeaning, Statement, Term
from principles.models.wording import FrozenError, QuestionSet

__all__ = [
    "CARRIED",
    "Change",
    "FrozenError",
    "Level",
    "LevelDescriptor",
    "LevelMeaning",
    "Principle",
    "PrincipleNote",
    "QuestionSet",
    "Statement",
    "StatementLink",
    "Term",
    "WordingChange",
]
