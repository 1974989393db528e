"""Who at the council asked Locality to enter its answers."""

from django import forms

from assessments.models import Assistance
from records.fields import PlainTextField


class AssistForm(forms.Form):
    """Who asked, and how the answers come."""

    asked_by = PlainTextField(
        label="Who at the council asked for it?",
        help_text="Name and role. The council's lead officers get a message that says so.",
        max_words=20,
        max_length=150,
        rows=1,
    )
    how = forms.ChoiceField(label="How do the answers come?", choices=Assistance.How.choices)
