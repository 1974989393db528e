"""Choosing a priority, planning an action, and saying why none is planned."""

import uuid

from django import forms

from assessments.actions import put_first, save_action, save_priority
from assessments.actions.plans import CHOOSE_AIM, FULL
from assessments.models import MAX_WORDS, Aim, Planned
from principles.models import Level
from records.fields import PlainLineField, PlainTextField

MOST = 2_147_483_647
DATE = "Enter a date, such as 31/3/2027."
ROLE = "Give a role, such as “Head of Commissioning”, not a person."


class SeenVersionForm(forms.Form):
    """A form that remembers which version its reader saw, 0 for none."""

    seen_version = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)

    def shown_again(self, version):
        """Let this form, as it was typed, be sent again on top of a newer version."""
        self.data = self.data.copy()
        self.data["seen_version"] = version


class OrderForm(forms.Form):
    """Put one of the chosen priorities at another place; ``seen`` is where it stood on the page."""

    priority = forms.IntegerField(max_value=MOST)
    seen = forms.IntegerField(max_value=MOST)
    to = forms.IntegerField(max_value=MOST)

    def __init__(self, *args, chosen, **kwargs):
        super().__init__(*args, **kwargs)
        self.chosen = {one.pk: one for one in chosen}

    def save(self, *, by):
        """Move it; what is no longer chosen stays as it is."""
        said = self.cleaned_data
        if said["priority"] in self.chosen:
            put_first(
                priority=self.chosen[said["priority"]], by=by, seen_place=said["seen"], place=said["to"]
            )


class AimForm(SeenVersionForm):
    """Where the council wants to be with one statement; where three stand, in place of which."""

    aim = forms.ChoiceField(
        label="Where do you want to be in a year?",
        widget=forms.RadioSelect,
        help_text="Staying where you are is a good aim too, if keeping it up takes work.",
        error_messages={"required": CHOOSE_AIM, "invalid_choice": CHOOSE_AIM},
    )
    words = PlainTextField(
        label="What do you want to be true by then?",
        help_text="In your own words, a sentence or two.",
        max_words=MAX_WORDS,
        max_length=1000,
        required=False,
    )
    instead_of = forms.ChoiceField(
        label="Which one should it take the place of?",
        widget=forms.RadioSelect,
        help_text="That one is set aside with its actions. Choose it again, and they are back.",
        error_messages={"required": FULL, "invalid_choice": FULL},
    )

    def __init__(self, *args, statement, priority, level, standing, **kwargs):
        """``level`` is this year's, if any; ``standing`` are the priorities whose place it could take."""
        self.statement, self.priority = statement, priority
        self.standing = {str(one.pk): one for one in standing}
        said = {"seen_version": 0}
        if priority:
            said = {"seen_version": priority.version, "aim": priority.aim, "words": priority.words}
        super().__init__(*args, initial=said, **kwargs)
        field = self.fields["aim"]
        field.choices = [(str(one.value), self._label(one, level)) for one in Level if one >= (level or 1)]
        field.hints = {str(d.level): d.text for d in statement.descriptors.all()}
        if standing:
            self.fields["instead_of"].choices = [
                (pk, one.statement.text) for pk, one in self.standing.items()
            ]
        else:
            del self.fields["instead_of"]

    @staticmethod
    def _label(one, level):
        return f"{one.label} (stay where you are now)" if one == level else one.label

    def save(self, *, assessment, by):
        """Return the outcome; call only on a valid form."""
        said = self.cleaned_data
        return save_priority(
            assessment=assessment,
            statement=self.statement,
            by=by,
            seen_version=said["seen_version"],
            said=Aim(int(said["aim"]), said["words"], self.priority.no_action if self.priority else ""),
            instead_of=self.standing.get(said.get("instead_of")),
        )


class ReasonForm(SeenVersionForm):
    """Why no action is planned for a priority."""

    no_action = PlainTextField(
        label="Why is no action planned?",
        help_text="For example “We wait for the new council to be set up in April.”",
        max_words=MAX_WORDS,
        max_length=1000,
        error_messages={"required": "Say why no action is planned, or add an action."},
    )

    def __init__(self, *args, priority, **kwargs):
        self.priority = priority
        said = {"seen_version": priority.version, "no_action": priority.no_action}
        super().__init__(*args, initial=said, prefix="reason", **kwargs)

    def save(self, *, by):
        """Return the outcome; call only on a valid form."""
        now, said = self.priority.said, self.cleaned_data
        return save_priority(
            assessment=self.priority.assessment,
            statement=self.priority.statement,
            by=by,
            seen_version=said["seen_version"],
            said=Aim(now.aim, now.words, said["no_action"]),
        )

    def shown_again(self, version):
        self.data = self.data.copy()
        self.data["reason-seen_version"] = version


class ActionForm(SeenVersionForm):
    """One action: what, whose job, by when, what change will show, and what help it needs."""

    ticket = forms.UUIDField(widget=forms.HiddenInput)
    what = PlainTextField(
        label="What will you do?",
        help_text="One thing that somebody can start, such as “Ask three teams to try the short grant form.”",
        max_words=40,
        max_length=500,
        rows=3,
        error_messages={"required": "Say what you will do."},
    )
    owner_role = PlainLineField(
        label="Whose job is it?",
        help_text="A role, such as “Head of Commissioning”. Not a person’s name.",
        max_length=150,
        error_messages={"required": "Say which role it belongs to."},
    )
    by_when = forms.DateField(
        label="By when?",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": DATE, "invalid": DATE},
    )
    change = PlainTextField(
        label="What change will show?",
        help_text="What people outside would notice, and where you could see it.",
        max_words=40,
        max_length=500,
        rows=3,
        error_messages={"required": "Say what change will show."},
    )
    help_needed = PlainTextField(
        label="What help do you need?", max_words=40, max_length=500, rows=3, required=False
    )

    def __init__(self, *args, priority, people, action=None, **kwargs):
        """``people`` are the names of the team, which are no roles; ``action`` is None for a new one."""
        self.priority, self.action = priority, action
        self.people = {name.casefold() for name in people}
        said = {"seen_version": 0, "ticket": uuid.uuid4()}
        if action:
            said = {"seen_version": action.version, "ticket": action.ticket, **vars(action.said)}
        super().__init__(*args, initial=said, **kwargs)

    def clean_owner_role(self):
        role = self.cleaned_data["owner_role"]
        if "@" in role or role.casefold() in self.people:
            raise forms.ValidationError(ROLE)
        return role

    def clean_by_when(self):
        day, first = self.cleaned_data["by_when"], self.priority.assessment.cycle.opens_on
        if not first <= day or day.year > first.year + 20:
            raise forms.ValidationError("Enter a date after this self-assessment opened, within 20 years.")
        return day

    def save(self, *, by):
        """Return the outcome; call only on a valid form."""
        said = dict(self.cleaned_data)
        ticket, seen = said.pop("ticket"), said.pop("seen_version")
        return save_action(
            priority=self.priority,
            by=by,
            ticket=ticket,
            said=Planned(**said),
            action=self.action,
            seen_version=seen,
        )
