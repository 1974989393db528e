"""What every form has that a stranger can send: a box that stays empty, and an address in plain words."""

from django import forms

LEAVE_EMPTY = "The last box has to stay empty: it is there to catch programs. Empty it and send again."


class AddressField(forms.EmailField):
    """An email address, as it is compared: in small letters."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", "Your email address")
        kwargs.setdefault("max_length", 254)
        super().__init__(**kwargs)
        self.widget.attrs["autocomplete"] = "email"
        self.error_messages["required"] = "Enter your email address."
        self.error_messages["invalid"] = "Enter an email address like name@example.org."

    def clean(self, value):
        return super().clean(value).lower()


class OpenForm(forms.Form):
    """``trap`` is seen by programs that fill in every box, and by nobody else."""

    trap = forms.CharField(
        label="Leave this box empty",
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def clean(self):
        if self.cleaned_data.get("trap"):
            self.add_error(None, LEAVE_EMPTY)
        return self.cleaned_data

    @property
    def shown(self):
        """The boxes for people, in their order."""
        return [field for field in self.visible_fields() if field.name != "trap"]
