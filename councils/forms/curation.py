"""What an admin action asks before it runs."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget


class EndMembershipsForm(forms.Form):
    """The day and the reason why councils left."""

    ended_on = forms.DateField(
        label="The day they left",
        widget=AdminDateWidget,
        help_text="For example 31/03/2026.",
        error_messages={"required": "Enter the day they left."},
    )
    ended_note = forms.CharField(
        label="Why they left",
        max_length=250,
        required=False,
        help_text="In one neutral sentence, shown on the council's page. May stay empty.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
