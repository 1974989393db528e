"""Accepting an invitation."""

from django import forms

from records.fields import PlainLineField


class AcceptForm(forms.Form):
    """The name of somebody who has no account yet."""

    name = PlainLineField(
        label="Your name",
        max_length=150,
        help_text="As your colleagues know you. They see it beside what you write; it is not published.",
        error_messages={"required": "Enter your name."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
