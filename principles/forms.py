"""What is asked before a typing mistake in used questions is put right."""

from django import forms


class FixForm(forms.Form):
    """The text as it should be, why, and that the meaning stays."""

    seen = forms.CharField(widget=forms.HiddenInput, strip=False)
    new = forms.CharField(
        label="As it should be",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
        error_messages={"required": "Write the text as it should be."},
    )
    reason = forms.CharField(
        label="What was the mistake?",
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField", "aria-describedby": "id_reason_help"}),
        help_text="Everybody reads this in the list of changes. For example: “A word was missing.”",
        error_messages={"required": "Say what the mistake is. Everybody can read it."},
    )
    same_meaning = forms.BooleanField(
        label="I have read both. The meaning is the same.",
        error_messages={"required": "Tick this if the meaning is the same. If not, make a new version."},
    )
