"""What is asked before a cycle is copied for the next year."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone

from assessments.models import Cycle

DAY = {"invalid": "Enter a day, such as 3 March 2020 or 03/03/2020."}


class CopyCycleForm(forms.ModelForm):
    """The new cycle's name and days; all else is taken over from the old one."""

    new_questions = forms.BooleanField(
        label="Draft new questions too",
        required=False,
        help_text="A draft of the next version, copied from this cycle’s questions. Otherwise they stay.",
    )

    class Meta:
        model = Cycle
        fields = ("title", "opens_on", "closes_on")
        widgets = {
            "title": forms.TextInput(attrs={"class": "vTextField"}),
            "opens_on": AdminDateWidget,
            "closes_on": AdminDateWidget,
        }
        error_messages = {
            "title": {"unique": "There is a cycle with this name already. Give another."},
            "opens_on": DAY,
            "closes_on": DAY,
        }

    def __init__(self, *args, may_draft, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_draft:
            del self.fields["new_questions"]


class CycleForm(forms.ModelForm):
    """A cycle as staff change it."""

    def clean_closes_on(self):
        """An open cycle cannot be made to end in the past: that would close every council at once."""
        day, cycle = self.cleaned_data["closes_on"], self.instance
        is_moved = day and cycle.is_open and "closes_on" in self.changed_data
        if is_moved and cycle.opens_on < day < timezone.localdate():
            raise forms.ValidationError("Choose today or a later day. To end it now, close the cycle.")
        return day
