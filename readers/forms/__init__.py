"""Forms for readers without an account."""

from readers.forms.follow import ChooseForm, FollowForm
from readers.forms.question import QuestionForm

__all__ = ["ChooseForm", "FollowForm", "QuestionForm"]
