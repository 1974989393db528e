"""What staff see of readers: questions that wait for Locality, and how many follow what."""

from readers.admin.followers import FollowerAdmin
from readers.admin.questions import QuestionAdmin

__all__ = ["FollowerAdmin", "QuestionAdmin"]
