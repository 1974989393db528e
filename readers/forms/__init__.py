"""Forms for readers without an account."""

from readers.forms.question import QuestionForm

__all__ = ["QuestionForm"]
