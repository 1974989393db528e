"""Naming who signs while a sign-off officer is away."""

from django import forms
from django.core.exceptions import ValidationError

from assessments.actions import invite_to_team
from assessments.forms.team import ADDRESS, Saves, note_field
from councils import actions as councils
from councils.models import CouncilRole
from records.fields import PlainLineField

SOMEBODY_NEW = "new"


class StandInForm(Saves):
    """Who is away, and who signs instead: another sign-off officer, or somebody who is invited."""

    away = forms.ChoiceField(
        label="Who is away?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who is away.", "invalid_choice": "Choose from the list."},
    )
    who = forms.ChoiceField(
        label="Who signs instead?",
        widget=forms.RadioSelect,
        help_text="Somebody of equal standing, who can stand behind the answers as the other would. "
        "Never a lead officer.",
        error_messages={"required": "Choose who signs instead.", "invalid_choice": "Choose from the list."},
    )
    email = forms.EmailField(
        label="Email address of somebody new",
        required=False,
        error_messages={"invalid": ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = PlainLineField(label="Their name", max_length=150, required=False)
    note = note_field("Message to them", "It goes into the email of somebody new.")

    def __init__(self, *args, council, roles, by, **kwargs):
        """``roles`` are the council's open sign-off officers."""
        super().__init__(*args, **kwargs)
        self.council, self.by = council, by
        self.roles = {str(role.pk): role for role in roles}
        named = [(str(role.pk), role.user.name) for role in roles]
        own = [(str(role.pk), role.user.name) for role in roles if not role.stands_in_for_id]
        self.fields["away"].choices = own
        # The only one who can be away is chosen already, and does not stand in for themselves.
        only = own[0] if len(own) == 1 else None
        self.fields["away"].initial = only and only[0]
        others = [pair for pair in named if pair != only]
        self.fields["who"].choices = [*others, (SOMEBODY_NEW, "Somebody new, whom we invite")]
        self.fields["who"].initial = None if others else SOMEBODY_NEW
        for name in ("email", "name"):
            self.fields[name].unmarked = True

    def clean(self):
        said = super().clean()
        if said.get("who") == SOMEBODY_NEW and not said.get("email") and "email" not in self.errors:
            self.add_error("email", ADDRESS)
        if said.get("email", "").lower() == self.by.email.lower():
            self.add_error("email", "This is your own address. Nobody gives themselves a role.")
        if said.get("who") and said.get("who") == said.get("away"):
            raise ValidationError("Choose two different people.")
        return said

    def act(self, said):
        away = self.roles[said["away"]]
        if said["who"] != SOMEBODY_NEW:
            return councils.name_stand_in(role=self.roles[said["who"]], away=away, by=self.by)
        said = {"email": said["email"], "name": said["name"], "note": said["note"]}
        kind = CouncilRole.Kind.SIGNER
        return invite_to_team(council=self.council, kind=kind, stands_in_for=away, by=self.by, **said)
