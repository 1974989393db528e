"""Inviting colleagues, changing roles, giving parts, naming a stand-in.

``save`` calls the verb; what the verb refuses for the words that were sent stands beside the field.
"""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from assessments.actions import give_parts, invite_to_team
from councils import actions as councils
from councils.models import CouncilRole
from councils.powers import WHO, holders, powers_of
from principles.models import Statement
from records.fields import PlainLineField, PlainTextField

ADDRESS = "Enter an email address like name@council.gov.uk."
ROLE = "Choose a role."
ORDER = ("contributor", "viewer", "signer", "champion", "lead")


class Saves(forms.Form):
    """A form whose verb may still refuse: then ``save`` gives nothing back and the form says why."""

    def save(self):
        """Do it and return what came of it, or None."""
        try:
            return self.act(self.cleaned_data)
        except ValidationError as refused:
            by_field = hasattr(refused, "error_dict")
            found = refused.error_dict if by_field else {NON_FIELD_ERRORS: refused.error_list}
            for name, errors in found.items():
                self.add_error(name if name in self.fields else None, ValidationError(errors))
        return None


def role_field(label):
    field = forms.ChoiceField(
        label=label,
        choices=[(kind, CouncilRole.Kind(kind).label) for kind in ORDER],
        widget=forms.RadioSelect,
        error_messages={"required": ROLE, "invalid_choice": ROLE},
    )
    field.hints = {kind: f"{WHO[kind]} Can {'; '.join(powers_of(kind)[:3])}." for kind in ORDER}
    return field


def day_field():
    return forms.DateField(
        label="To be answered by",
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": "Enter a day, such as 4/5/2026, or leave it empty."},
    )


def note_field(label, help_text):
    return PlainTextField(label=label, help_text=help_text, max_words=150, max_length=2000, required=False)


class HasParts(Saves):
    """Ticks for statements, and one for all of a principle's. Without an open assessment there are none."""

    def __init__(self, *args, assessment, **kwargs):
        super().__init__(*args, **kwargs)
        self.assessment, self.asked = assessment, {}
        if assessment is None:
            return
        asked = Statement.objects.filter(question_set=assessment.cycle.question_set_id)
        choices = []
        for statement in asked.select_related("principle").order_by("key"):
            if statement.principle not in self.asked:
                words = "All statements of this principle"
                choices.append((str(statement.principle.number), words))
                self.fields[f"due_{statement.principle.number}"] = day_field()
            self.asked.setdefault(statement.principle, []).append(statement.key)
            choices.append((statement.key, f"{statement.key}: {statement.text}"))
        self.fields["parts"] = forms.MultipleChoiceField(
            label="Parts to answer",
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            error_messages={"invalid_choice": "Choose statements from the list."},
        )

    def days(self, said):
        """Return ``{number of a principle: the day by which to answer it, or None}``."""
        numbers = [str(principle.number) for principle in self.asked]
        return {number: said.pop(f"due_{number}", None) for number in numbers}

    def part_groups(self):
        """Return each principle with its ticks, the first for all of it, its day, and whether any is used."""
        if "parts" not in self.fields:
            return []
        boxes = {str(box.data["value"]): box for box in self["parts"]}
        groups = []
        for principle, keys in self.asked.items():
            own = [boxes[str(principle.number)], *(boxes[key] for key in keys)]
            day = self[f"due_{principle.number}"]
            is_open = bool(day.errors) or any(box.data["selected"] for box in own)
            groups.append((principle, own, day, is_open))
        return groups


class InviteForm(HasParts):
    """Who, in which role, with which words and parts."""

    email = forms.EmailField(
        label="Their email address",
        help_text="At work. Only somebody who signs in with this address can accept.",
        error_messages={"required": ADDRESS, "invalid": ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = PlainLineField(label="Their name", max_length=150, required=False)
    kind = role_field("Their role")
    note = note_field(
        "Message to them",
        "It goes into their email, and they see it when they begin. For example “Can you answer 3a and 3b?”",
    )

    def __init__(self, *args, council, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.council, self.by = council, by

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email == self.by.email.lower():
            raise ValidationError("This is your own address. Nobody gives themselves a role.")
        return email

    def clean(self):
        said = super().clean()
        if said.get("parts") and said.get("kind") and said["kind"] not in holders("answer"):
            self.add_error("parts", "Only contributors and lead officers answer. Untick the parts.")
        rows = self.council.invitations.open().filter(email=said.get("email"), kind=said.get("kind"))
        if rows.exists():
            raise ValidationError(
                "This address has an invitation to this role already. Send it again from the team page."
            )
        return said

    def act(self, said):
        parts, due = said.pop("parts", []), self.days(said)
        more = {"assessment": self.assessment, "keys": parts, "due": due} if parts else {}
        return invite_to_team(council=self.council, by=self.by, **said, **more)


class ChangeRoleForm(Saves):
    """Another role in the place of the one that somebody has."""

    kind = role_field("Their role from now on")

    def __init__(self, *args, role, by, **kwargs):
        super().__init__(*args, initial={"kind": role.kind}, **kwargs)
        self.role, self.by = role, by

    def act(self, said):
        return councils.change_role(role=self.role, kind=said["kind"], by=self.by)


class PartsForm(HasParts):
    """The statements that one person is asked to answer, and by when."""

    note = note_field("Message to them", "It goes into the email about parts that are new or have a new day.")

    def __init__(self, *args, person, held, by, **kwargs):
        """``held`` are the parts that the person has."""
        initial = {"parts": [part.statement.key for part in held]}
        initial |= {f"due_{part.statement.key[:-1]}": part.due_on for part in held if part.due_on}
        super().__init__(*args, initial=initial, **kwargs)
        self.person, self.by = person, by

    def act(self, said):
        due = self.days(said)
        more = {"note": said["note"], "by": self.by, "due": due}
        give_parts(assessment=self.assessment, person=self.person, keys=said["parts"], **more)
        return self.person
