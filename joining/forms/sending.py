"""Send an application, with a word for Locality where it had asked something."""

from django import forms

from records.fields import PlainTextField

MOST = 2_147_483_647


class SendForm(forms.Form):
    """The version that was read, and the answer to Locality's question."""

    seen = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)
    note = PlainTextField(
        label="Anything Locality should know?",
        help_text="For example what you have changed. You can leave it empty.",
        max_words=200,
        max_length=2000,
        required=False,
    )
    note.unmarked = True
