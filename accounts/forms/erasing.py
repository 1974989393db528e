"""What staff say when they erase somebody, or answer somebody who asked for it."""

from django import forms
from django.core.exceptions import ValidationError

MOST_LINES, SHORTEST = 20, 4


class EraseForm(forms.Form):
    """More words to look for. Which places are about somebody else is ticked beside each."""

    also = forms.CharField(
        label="Other words to take out",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line: a phone number, a nickname, a name before marriage. "
        "Names and email addresses from the account, earlier ones too, are looked for anyway.",
    )

    def clean_also(self):
        """Return the lines; a very short one would be found in half of all words."""
        lines = [" ".join(line.split()) for line in self.cleaned_data["also"].splitlines()]
        lines = [line for line in lines if line]
        short = [line for line in lines if sum(sign.isalnum() for sign in line) < SHORTEST]
        if short:
            raise ValidationError(f"“{short[0]}” is too short: use at least {SHORTEST} letters or figures.")
        if len(lines) > MOST_LINES:
            raise ValidationError(f"Enter {MOST_LINES} lines at most.")
        return lines


class AnswerForm(forms.Form):
    """Why somebody who asked is not erased, or not yet."""

    note = forms.CharField(
        label="Your answer",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="It goes to the person by email. Say what stays, and why.",
        error_messages={"required": "Say why: the person gets it by email."},
    )
