"""What people write on public pages' behalf: changes to a council's entry."""

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from councils.actions import ChampionFacts, InPost
from councils.actions.entry import LABELS
from councils.models import Champion, CommunityConversation
from records.fields import PlainLineField, PlainTextField, plain
from records.models import Suggestion

HELD = CommunityConversation.State.HELD
SALT = "network.forms.entry"
REFERENCES = signing.Signer(salt="network.forms.reference", sep=".")
LOOK_AGAIN = "What you wrote is still here. Look at it again, then send it."
NO_DAY = "Enter a day, such as 3 March 2020 or 03/03/2020."
NO_LINK = "Enter a link that begins with https:// or http://."
NOT_CABINET = [choice for choice in InPost.choices if choice[0] != InPost.IN_CABINET]
CABINET = [("", "Not recorded yet"), *((choice.value, choice.label) for choice in InPost if choice)]

CHAMPIONS = ("councillor_state", "councillor_role", "councillor_name")
CHAMPIONS += ("officer_state", "officer_role", "officer_name", "changed_on")
CONVERSATION = ("conversation", "held_on", "planned_for", "who_took_part", "what_was_agreed")
CONVERSATION += ("what_happened_next", "conversation_link")


def _line(label, help_text="", length=150):
    return PlainLineField(label=label, help_text=help_text, max_length=length, required=False)


def _text(label, help_text=""):
    return PlainTextField(
        label=label, help_text=help_text, max_words=120, max_length=1500, rows=3, required=False
    )


def _link(label, help_text="", length=500):
    return forms.URLField(
        label=label,
        help_text=help_text,
        max_length=length,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"], message=NO_LINK)],
        error_messages={"invalid": NO_LINK, "max_length": f"Use {length} characters or fewer."},
    )


def _day(label, help_text=""):
    return forms.DateField(
        label=label, help_text=help_text, required=False, error_messages={"invalid": NO_DAY}
    )


class SuggestionForm(forms.Form):
    """What a reader says should be put right. ``key`` makes sending it twice sending it once."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    topic = forms.ChoiceField(
        label="What is it about?",
        choices=Suggestion.Topic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is about."},
    )
    text = PlainTextField(
        label="What should we put right?",
        help_text="Say which fact you mean, what it should say, and where we can check it.",
        max_words=300,
        max_length=4000,
        rows=6,
        error_messages={"required": "Write what we should put right."},
    )
    reply_to = forms.EmailField(
        label="Your email address, if you would like an answer",
        help_text="We use it only to answer you, and remove it six months after we have.",
        required=False,
        max_length=254,
        error_messages={"invalid": "Enter an email address like name@example.org, or leave it empty."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reply_to"].unmarked = True


def seal_reference(reference):
    """Return a reference for an address, so that only who got it sees the page that thanks for it."""
    return REFERENCES.sign(reference)


def open_reference(token):
    """Return the reference, or nothing for a token that is not ours."""
    try:
        return REFERENCES.unsign(token)
    except signing.BadSignature:
        return ""


def seal(values):
    """Return the entry as it stands, for a form to carry."""
    return signing.dumps(values, salt=SALT, compress=True)


def already(proposal):
    """Return what an open proposal says, for the form to begin with."""
    if proposal is None:
        return {}
    return {**proposal.values, **{name: getattr(proposal, name) for name in EntryForm.UNPUBLISHED}}


class EntryForm(forms.Form):
    """A council's entry as it stands, to be changed; what differs from ``opened`` is the proposal.

    ``opened`` is the entry as it stood when the form was made. It travels in the form, sealed, so
    that a field which somebody else changed meanwhile does not count as changed here.
    """

    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    councillor_state = forms.ChoiceField(label="Champion councillor", choices=CABINET, required=False)
    councillor_role = _line("Councillor's post", "Such as “Lead Member for Communities”.")
    councillor_name = _line("Councillor's name", "Only if a public page names the person.")
    officer_state = forms.ChoiceField(label="Senior officer champion", choices=NOT_CABINET, required=False)
    officer_role = _line("Officer's post", "Such as “Director of Public Health”.")
    officer_name = _line("Officer's name", "Only if a public page names the person.")
    changed_on = _day(
        "First day of a new champion",
        "Only if somebody new has taken over, or a place fell empty. Such as 3 March 2026.",
    )
    conversation = forms.ChoiceField(
        label="Conversation with the community",
        choices=[("", "Not recorded yet"), *CommunityConversation.State.choices],
        required=False,
    )
    held_on = _day("Held on", "If it was held: the day, such as 3 March 2026.")
    planned_for = _line("Planned for", "If it is planned: a month or season, such as “spring 2027”.", 60)
    who_took_part = _text("Who took part", "Groups and organisations, not private people.")
    what_was_agreed = _text("What was agreed")
    what_happened_next = _text("What happened next")
    conversation_link = _link("Public note of the conversation")
    link = _link("Link to the decision to endorse the principles", "The minute or report, if it is public.")
    statement = _text("In your council's own words", "What you would like residents to know.")
    website = _link("Your council's website", length=200)
    note = _text("What has changed, in a sentence", "Locality reads this. It is not published.")
    source_link = _link("Where it can be checked", "A public page that says so, if there is one.")

    UNPUBLISHED = ("note", "source_link", "changed_on")
    PARTS = (
        ("Champions", CHAMPIONS),
        ("Conversation with the community", CONVERSATION),
        ("The council", ("link", "statement", "website")),
        ("For Locality", ("note", "source_link")),
    )

    def __init__(self, data=None, *, now, initial=None):
        """``now`` is the entry as it stands, ``initial`` what is already proposed of it."""
        self.now, self.opened_as = now, self._unseal(data, now)
        super().__init__(self._brought_up_to_date(data), initial={**self.opened_as, **(initial or {})})
        self.initial["opened"] = seal(now)
        for field in self.fields.values():
            field.unmarked = True  # the page says once that everything may stay as it is

    @staticmethod
    def _unseal(data, now):
        try:
            return {**now, **signing.loads((data or {}).get("opened", ""), salt=SALT)}
        except signing.BadSignature:
            return now

    def _brought_up_to_date(self, data):
        """Put what others changed meanwhile where this person changed nothing, and seal it anew."""
        self.moved = [key for key in self.now if self.now[key] != self.opened_as[key]]
        if data is None or not self.moved:
            return data
        data = data.copy()
        for key in self.moved:
            if plain(data.get(key, "")) == plain(self.opened_as[key]):
                data[key] = self.now[key]
        data["opened"] = seal(self.now)
        return data

    @property
    def parts(self):
        """Return each heading with its fields."""
        return [(title, [self[name] for name in names]) for title, names in self.PARTS]

    def clean(self):
        said = super().clean()
        if self.moved:
            labels = " and ".join(LABELS[key] for key in self.moved)
            self.add_error(None, f"The page has changed since you opened it: {labels}. {LOOK_AGAIN}")
        if said.get("conversation") == HELD and not said.get("held_on") and "held_on" not in self.errors:
            self.add_error("held_on", "Enter the day it was held, or choose “Planned”.")
        if said.get("conversation") != HELD and said.get("held_on"):
            self.add_error("held_on", "Choose “Held” if it was held, or leave the day empty.")
        for slot in Champion.Slot:
            self._clean_champion(slot)
        return said

    def _clean_champion(self, slot):
        facts, before = self._champion(slot, self.cleaned_data), self._champion(slot, self.now)
        if facts.is_filled and not facts.role:
            self.add_error(f"{slot}_role", "Enter the post, such as “Director of Public Health”.")
        elif not facts.is_filled and (facts.role or facts.name):
            self.add_error(f"{slot}_state", "Choose “In post”, or leave post and name empty.")
        elif facts.is_somebody_else(before) and not self.cleaned_data.get("changed_on"):
            self.errors.pop("changed_on", None)
            self.add_error("changed_on", "Enter the first day of the change, such as 3 March 2026.")

    @staticmethod
    def _champion(slot, values):
        return ChampionFacts(*(values.get(f"{slot}_{part}") or "" for part in ("state", "role", "name")))

    @property
    def values(self):
        """Return the fields that were changed, as plain texts."""
        said = {key: str(self.cleaned_data.get(key) or "") for key in self.now}
        return {key: value for key, value in said.items() if value != plain(self.now[key])}

    @property
    def about(self):
        """Return what is said of the change itself."""
        return {name: self.cleaned_data[name] for name in self.UNPUBLISHED}

    def sends(self, verb, **said):
        """Hand the change to a verb; whether it was taken. What is refused stands in the form."""
        try:
            verb(values=self.values, **self.about, **said)
        except ValidationError as refused:
            self.add_error(None, refused)
        return not self.errors
