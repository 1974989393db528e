"""A question to a council's lead officers, or to Locality."""

from django import forms
from django.utils.crypto import get_random_string

from readers.forms.open import AddressField, OpenForm
from records.fields import PlainLineField, PlainTextField


class QuestionForm(OpenForm):
    """Who asks, where the answer goes, and the question."""

    field_order = ["name", "address", "text", "trap", "nonce"]

    name = PlainLineField(
        label="Your name",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name, so that they know who asks."},
    )
    address = AddressField(help_text="The answer goes here. Only those who read your message see it.")
    text = PlainTextField(
        label="Your message",
        help_text="Leave out details about other people, and anything confidential.",
        max_words=500,
        max_length=5000,
        rows=10,
        error_messages={"required": "Write your message."},
    )
    nonce = forms.CharField(
        max_length=40, required=False, widget=forms.HiddenInput, initial=lambda: get_random_string(20)
    )

    @property
    def said(self):
        return {name: self.cleaned_data[name] for name in ("name", "address", "text")}
