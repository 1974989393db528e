"""The address that somebody wants to sign in with from now on."""

from django import forms

LIKE_THIS = "Enter an email address like name@council.gov.uk."


class NewAddressForm(forms.Form):
    """A new address. Whether somebody else has it is told to nobody here: only its mailbox learns more."""

    email = forms.EmailField(
        label="New email address",
        max_length=254,
        help_text="The one you have at work. We send a link to it; until you use that, nothing changes.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Enter the new address.", "invalid": LIKE_THIS},
    )

    def __init__(self, person, data=None):
        super().__init__(data)
        self.person = person

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if not email.isascii():
            raise forms.ValidationError(LIKE_THIS)
        if email == self.person.email:
            raise forms.ValidationError("This is the address you have now. Enter another.")
        return email
