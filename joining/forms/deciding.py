"""What staff fill in to ask, approve or decline."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.utils import timezone

from joining.actions.approving import UNSEEN
from joining.models.application import Part
from joining.permissions import can_be_member_from
from records.fields import PlainTextField

MOST = 2_147_483_647
LATEST_YEARS = 2


def _words(label, help_text, required):
    return PlainTextField(
        label=label,
        help_text=help_text,
        max_words=400,
        max_length=4000,
        rows=6,
        required=required,
        error_messages={"required": "Write what the applicant needs to know."},
    )


class WordsForm(forms.Form):
    """Words that are mailed to the applicant. ``seen`` is the version of the page that was read."""

    seen = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)
    note = _words("What you write to the applicant", "They get these words by email and see them here.", True)


class ApproveForm(forms.Form):
    """When the council becomes a member, and what goes into the register."""

    seen = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)
    publish_on = forms.DateField(
        label="Member from",
        widget=AdminDateWidget,
        help_text="Today or a later day. Nothing is public before that day.",
        error_messages={
            "required": "Enter the day.",
            "invalid": "Enter a day, such as 3 March 2027 or 03/03/2027.",
        },
    )
    link = forms.URLField(
        label="Link to the decision",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="Shown on the council's page. You can put in a better one than the applicant gave.",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )
    has_seen = forms.BooleanField(
        label="I have seen the decision or the signed letter",
        required=False,
        help_text="Tick this if there is no public link.",
    )
    parts = forms.MultipleChoiceField(
        label="Take into the register",
        choices=Part.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Untick what you do not want to publish: the page then says “Not yet recorded”.",
    )
    note = _words("Words for the applicant", "If you like. They are mailed with the day.", False)

    def __init__(self, *args, application, **kwargs):
        self.application = application
        super().__init__(*args, **kwargs)

    def clean_publish_on(self):
        day = self.cleaned_data["publish_on"]
        if day.year > timezone.localdate().year + LATEST_YEARS:
            raise forms.ValidationError("That is too far ahead. Check the year.")
        verdict = can_be_member_from(self.application, day)
        if not verdict:
            raise forms.ValidationError(verdict.reason)
        return day

    def clean(self):
        said = self.cleaned_data
        if "link" not in self.errors and not said.get("link") and not said.get("has_seen"):
            self.add_error("link", UNSEEN)
        return said
