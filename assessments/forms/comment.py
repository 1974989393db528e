"""A comment for colleagues."""

from django import forms

from assessments.actions import add_comment
from records.fields import PlainTextField


class CommentForm(forms.Form):
    """A few sentences."""

    text = PlainTextField(
        label="Write to your colleagues",
        max_words=200,
        max_length=4_000,
        error_messages={"required": "Write your comment first."},
    )

    def save(self, *, assessment, statement, by):
        """Keep the comment."""
        return add_comment(assessment=assessment, statement=statement, by=by, text=self.cleaned_data["text"])
