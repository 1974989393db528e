"""The moves that staff make: what each page says, its form, and what its button does."""

from dataclasses import dataclass

from django import forms
from django.utils import timezone

from joining.actions import approve, perform, publish
from joining.forms import ApproveForm, WordsForm
from joining.models.application import Part
from joining.workflow import MOVES


class SeenForm(forms.Form):
    """Nothing to fill in: the version of the page that was read."""

    seen = forms.IntegerField(min_value=0, max_value=2_147_483_647, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Verb:
    """One move as staff see it."""

    name: str
    explain: str
    done: str
    form_class: type = WordsForm

    @property
    def label(self):
        return MOVES[self.name].button

    @property
    def button(self):
        return MOVES[self.name].button

    def starts_from(self, state):
        return MOVES[self.name].starts_from(state)

    def form(self, data, application):
        return self.form_class(data, initial={"seen": application.version})

    def run(self, application, form, by):
        said = form.cleaned_data
        perform(application, self.name, by=by, note=said["note"], seen=said["seen"])


class Approve(Verb):
    """Needs a day and says what goes into the register."""

    def form(self, data, application):
        initial = {
            "seen": application.version,
            "publish_on": timezone.localdate(),
            "link": application.link,
            "parts": Part.values,
        }
        return self.form_class(data, initial=initial, application=application)

    def run(self, application, form, by):
        approve(application, by=by, **form.cleaned_data)


class Publish(Verb):
    """Asks nothing more: the day has come."""

    def run(self, application, form, by):
        publish(application, by=by)


_VERBS = (
    Approve(
        "approve",
        "The council becomes a member on the day you choose. On that day its page shows what the application "
        "says, with the application as its source, and the lead officer is invited. Before that day nothing "
        "is public. The applicant gets an email.",
        "{council} is approved.",
        ApproveForm,
    ),
    Verb(
        "ask",
        "The applicant gets your words by email with the link, can change the answers and sends them again.",
        "Your question to {council} is on its way.",
    ),
    Verb(
        "decline",
        "The application ends. The applicant gets your words by email, and may start again.",
        "The application of {council} is declined.",
    ),
    Verb(
        "reopen",
        "The approval is taken back and you decide again. The applicant gets your words by email.",
        "The approval of {council} is taken back. It waits for you again.",
    ),
    Publish(
        "publish",
        "The council becomes a member now: its page shows what the application says, and the lead officer is "
        "invited to the portal.",
        "{council} is a member.",
        SeenForm,
    ),
)
VERBS = {verb.name: verb for verb in _VERBS}
