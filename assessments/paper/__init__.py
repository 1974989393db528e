"""A paper for a committee, ready but for its marked blanks: on the screen, on paper and as a Word file."""

from assessments.paper.contents import Paper, paper_of
from assessments.paper.word import WORD, paper_as_word

__all__ = ["WORD", "Paper", "paper_as_word", "paper_of"]
