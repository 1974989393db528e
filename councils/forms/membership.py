"""A membership on one page: the council, its endorsement, its champions and its conversation."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from councils.actions import ChampionFacts, InPost, MembershipFacts, champion_now
from councils.models import Champion, CommunityConversation, Endorsement, Membership

NO_DAY = "Enter a day, such as 3 March 2020 or 03/03/2020."
ROUTE, STANDING = Endorsement.Route, Endorsement.Standing
HELD, PLANNED = CommunityConversation.State.HELD, CommunityConversation.State.PLANNED
ENDORSED_CHOICES = [
    (f"{STANDING.MADE}:", "Not recorded yet"),
    ("The decision is on record", [(f"{STANDING.MADE}:{route}", route.label) for route in ROUTE if route]),
    (
        "Recommended, but no record of the decision was found",
        [(f"{STANDING.RECOMMENDED}:{route}", f"{route.label}, recommended") for route in ROUTE if route]
        + [(f"{STANDING.RECOMMENDED}:", "Recommended, not recorded by whom")],
    ),
]


def _text(label, help_text, length=150):
    return forms.CharField(
        label=label,
        max_length=length,
        required=False,
        help_text=help_text,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


def _day(label, help_text):
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        widget=AdminDateWidget,
        error_messages={"invalid": NO_DAY},
    )


class MembershipForm(forms.ModelForm):
    """The same page for a new member and for one whose champions change."""

    endorsed = forms.ChoiceField(
        label="How it was endorsed",
        choices=ENDORSED_CHOICES,
        help_text="Who decided, and whether the decision itself is on record.",
    )
    decided_on = _day("Decided on", "The day of the decision or signature.")
    link = forms.URLField(
        label="Link to the decision",
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text="The minute or report, if public.",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )
    councillor_state = forms.ChoiceField(
        label="Champion councillor",
        required=False,
        choices=InPost.choices,
        help_text="Choose “cabinet” only if the source says so.",
    )
    councillor_role = _text("Councillor's post", "Such as “Lead Member for Communities”.")
    councillor_name = _text("Councillor's name", "Only if a public source names the person.")
    officer_state = forms.ChoiceField(
        label="Senior officer champion",
        required=False,
        choices=[choice for choice in InPost.choices if choice[0] != InPost.IN_CABINET],
        help_text="Whether somebody is in post.",
    )
    officer_role = _text("Officer's post", "Such as “Director of Public Health”.")
    officer_name = _text("Officer's name", "Only if a public source names the person.")
    conversation = forms.ChoiceField(
        label="Conversation",
        required=False,
        choices=[("", "Not recorded yet"), *CommunityConversation.State.choices],
        help_text="What this means locally, talked over with the community.",
    )
    conversation_when = _text(
        "When", "The day it was held, such as 3 March 2020, or when it is planned, such as “spring 2027”.", 60
    )
    champions_changed_on = _day(
        "If a champion has changed: first day of the new one",
        "The one before then ends on this day and stays in the history. Leave empty to correct a mistake.",
    )

    class Meta:
        model = Membership
        fields = [
            "council",
            "joined_on",
            "source",
            "joined_precision",
            "joined_note",
            "ended_on",
            "ended_note",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.champions = {}
        self.initial.update(self._recorded() if self.instance.pk else {})
        source = self.fields["source"]
        source.required = self.instance.pk is None
        source.help_text = "Fills every fact here that has no source yet. A fact that has one keeps it."
        source.error_messages["required"] = "Choose the source that says so. Use the plus sign to add one."
        self.initial["source"] = None

    def _recorded(self):
        """Return what is on record, under the names of this form's own fields."""
        endorsement = getattr(self.instance, "endorsement", None)
        self.champions = {slot: champion_now(self.instance.council, slot) for slot in Champion.Slot}
        values = {
            "endorsed": f"{endorsement.standing}:{endorsement.route}" if endorsement else f"{STANDING.MADE}:",
            "decided_on": endorsement and endorsement.decided_on,
            "link": endorsement.link if endorsement else "",
        }
        for slot, champion in self.champions.items():
            facts = ChampionFacts.of(champion)
            values |= {f"{slot}_state": facts.state, f"{slot}_role": facts.role, f"{slot}_name": facts.name}
        talk = self.instance.conversations.first()
        if talk:
            self.fields["conversation"].choices = CommunityConversation.State.choices
            when = date_format(talk.held_on) if talk.held_on else talk.planned_for
            values |= {"conversation": talk.state, "conversation_when": when}
        return values

    def clean_council(self):
        council = self.cleaned_data["council"]
        if self.instance.pk is None and council.memberships.open().exists():
            raise ValidationError("This council is a member already. Change its membership instead.")
        return council

    def clean(self):
        super().clean()
        self.facts_of_champions = {slot: self._clean_champion(slot) for slot in Champion.Slot}
        self._clean_conversation()
        self._clean_source()
        return self.cleaned_data

    def _clean_champion(self, slot):
        facts, before = self._champion_facts(slot), ChampionFacts.of(self.champions.get(slot))
        day = self.cleaned_data.get("champions_changed_on")
        if facts.state == InPost.APPOINTING and (facts.role or facts.name):
            message = "Choose “In post”, or leave post and name empty while somebody is being appointed."
            self.add_error(f"{slot}_state", message)
        elif facts.is_filled and not facts.role:
            self.add_error(f"{slot}_role", "Enter the post, such as “Director of Public Health”.")
        elif facts.is_somebody_else(before) and not day:
            message = "Enter the first day of the change, so that the champion before stays in the history."
            if facts.name and before.name:
                message += " To correct the spelling of a name, open “People named in public” instead."
            self.add_error("champions_changed_on", message)
        elif facts != before:
            self._clean_change(slot, facts, day)
        return facts

    def _clean_change(self, slot, facts, day):
        champion = self.champions.get(slot)
        if champion and day and champion.from_on and day < champion.from_on:
            begun = date_format(champion.from_on)
            self.add_error("champions_changed_on", f"The one before began on {begun}. Enter a later day.")
        if champion and not day and facts.name and champion.person and champion.person.removed_on:
            message = (
                "This name was taken down on request. If it is somebody else, enter the day they began below."
            )
            self.add_error(f"{slot}_name", message)

    def _champion_facts(self, slot):
        """Read one champion. A post typed where none was recorded means that somebody is in it."""
        state, role, name = (
            self.cleaned_data.get(f"{slot}_{part}", "") for part in ("state", "role", "name")
        )
        if not state and (role or name) and not self.initial.get(f"{slot}_state"):
            state = InPost.IN_POST
        if not state:
            role = name = ""
        return ChampionFacts(state, role, name)

    def _clean_conversation(self):
        """Read “when” as a day or as words, as the state asks."""
        state, when = (self.cleaned_data.get(name, "") for name in ("conversation", "conversation_when"))
        self.talk = {"conversation": state, "held_on": None, "planned_for": when if state == PLANNED else ""}
        if state == HELD:
            try:
                self.talk["held_on"] = forms.DateField().clean(when)
            except ValidationError:
                message = "Enter the day the conversation was held, such as 3 March 2020."
                self.add_error("conversation_when", message)
        elif when and not state:
            self.add_error("conversation", "Choose whether the conversation is planned or was held.")

    def _clean_source(self):
        """A fact that is new on this page needs a source too."""
        before = {slot: ChampionFacts.of(champion) for slot, champion in self.champions.items()}
        changed = before and any(
            facts.state and (not before[slot].state or facts.is_somebody_else(before[slot]))
            for slot, facts in self.facts_of_champions.items()
        )
        talked = self.talk["conversation"] and not self.initial.get("conversation")
        if self.instance.pk and (changed or talked) and not self.cleaned_data.get("source"):
            self.add_error("source", "Choose the source for what is new here.")

    @property
    def facts(self):
        """The whole page as plain values for ``councils.actions``."""
        data = self.cleaned_data
        standing, route = data["endorsed"].split(":")
        same = ("joined_on", "joined_precision", "joined_note", "ended_on", "ended_note", "source")
        kept = {name: data[name] if name in data else getattr(self.instance, name) for name in same}
        return MembershipFacts(
            **kept,
            route=route,
            standing=standing,
            decided_on=data["decided_on"],
            link=data["link"],
            **{slot.value: facts for slot, facts in self.facts_of_champions.items()},
            **self.talk,
        )
