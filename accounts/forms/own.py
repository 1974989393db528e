"""What people say of themselves, and how often they want to hear from the portal."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import User

PLAIN = "Leave out line breaks and signs that cannot be seen. Type it again rather than copying it."


def plain_line(text):
    """Raise ``ValidationError`` for text that is not one line of signs that can be seen."""
    if any(unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") for sign in text):
        raise ValidationError(PLAIN)


class DetailsForm(forms.ModelForm):
    """A person's own name and job title."""

    class Meta:
        model = User
        fields = ["name", "job_title"]
        labels = {"name": "Your name", "job_title": "Your job title"}
        help_texts = {
            "name": "As your colleagues know you. They see it beside what you write. It is never public.",
            "job_title": "If you sign a self-assessment, the public reads it as “signed by”. Name the post, "
            "not yourself, such as “Head of Commissioning”. You can leave it empty.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].error_messages["required"] = "Enter your name."
        for name, token in (("name", "name"), ("job_title", "organization-title")):
            self.fields[name].validators.append(plain_line)
            self.fields[name].widget.attrs["autocomplete"] = token

    def save(self, commit=True):
        """Write these two alone: whatever else changed meanwhile stays."""
        self.instance.save(update_fields=self.Meta.fields)
        return self.instance


class MessagesForm(forms.ModelForm):
    """How often somebody wants to hear of what is only good to know."""

    class Meta:
        model = User
        fields = ["digest"]
        labels = {"digest": "How often do you want to hear of it?"}
        help_texts = {"digest": ""}
        widgets = {"digest": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        unknown = "Choose one of these."
        self.fields["digest"].error_messages.update(required=unknown, invalid_choice=unknown)

    def save(self, commit=True):
        """Write this alone: whatever else changed meanwhile stays."""
        self.instance.save(update_fields=self.Meta.fields)
        return self.instance
