"""Where the way back to an application is mailed."""

from django import forms


class AddressForm(forms.Form):
    """One email address."""

    email = forms.EmailField(
        label="Your work email address",
        max_length=254,
        help_text="We send a link, so that you can stop and come back on any device. You need no account.",
        error_messages={
            "required": "Enter your email address.",
            "invalid": "Enter an email address like name@council.gov.uk.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A browser would cut what is too long in silence.
        self.fields["email"].widget.attrs.pop("maxlength", None)

    def clean_email(self):
        return self.cleaned_data["email"].lower()
