"""Readers who gave us an address: questions to a council, and what they follow by email."""

from readers.models.following import Follower, Following, What
from readers.models.happening import Happening
from readers.models.question import Question

__all__ = ["Follower", "Following", "Happening", "Question", "What"]
