"""The questions, one page each. Who stops half way keeps what is there; going on asks for the whole page.

``seen`` is the mark of what the page showed when it was drawn, so that two people who write
at once both see what the other wrote.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.formats import date_format

from councils.actions import InPost
from joining.models.application import ROUTES, Route, Talk
from records.fields import PlainLineField, PlainTextField

NO_DAY = "Enter a day, such as 3 March 2026 or 03/03/2026."
NOT_YET = "This day is still to come. Save and come back when it has been decided."


class StepForm(forms.Form):
    """One page. ``title`` is its heading, ``lead`` a sentence under it; field names are the model's."""

    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)
    title = lead = ""

    def __init__(self, *args, application, partly=False, **kwargs):
        """``partly`` says that the reader wants to stop here: nothing is asked for then."""
        self.application, self.partly = application, partly
        initial = {name: getattr(application, name) for name in self.base_fields if name != "seen"}
        super().__init__(*args, initial=initial, **kwargs)
        self.adapt()
        self.initial["seen"] = application.fingerprint(self.names)
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)
            field.required = field.required and not partly

    def adapt(self):
        """Fit the page to what has been answered on the pages before."""

    @property
    def names(self):
        return [name for name in self.fields if name != "seen"]

    @property
    def values(self):
        """Return what to save under the model's names."""
        return {name: self.cleaned_data[name] for name in self.names}

    @property
    def only_radios(self):
        """Whether the page is one group of radios, whose legend is then its heading."""
        return getattr(self.fields[self.names[0]], "legend_is_title", False)

    def shown_again(self, application):
        """Let the form that is shown again start from what is saved now."""
        self.data = self.data.copy()
        self.data["seen"] = application.fingerprint(self.names)
        return self

    def in_words(self, name, value):
        """Return a field's value as a person would say it."""
        choices = dict(getattr(self.fields[name], "choices", ()))
        if value in choices:
            return str(choices[value])
        return date_format(value) if hasattr(value, "year") else value


def _radios(label, choices, hints=None, required="Choose one."):
    field = forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": required, "invalid_choice": required},
    )
    field.hints = hints or {}
    field.legend_is_title = True
    return field


def _day(label, help_text):
    widget = forms.DateInput(format="%d/%m/%Y", attrs={"autocomplete": "off"})
    field = forms.DateField(label=label, help_text=help_text, widget=widget)
    field.error_messages = {**field.error_messages, "required": NO_DAY, "invalid": NO_DAY}
    return field


def _line(label, help_text="", most=150, required=True, say="", **attrs):
    field = PlainLineField(
        label=label, help_text=help_text, max_length=most, required=required, widget=forms.TextInput(attrs)
    )
    field.error_messages["required"] = say or f"Enter {label[0].lower()}{label[1:]}."
    return field


def _not_to_come(day):
    if day is None:
        return day
    if day > timezone.localdate():
        raise ValidationError(NOT_YET)
    if day.year < 2000:
        raise ValidationError("Check the year.")
    return day


class EndorsementForm(StepForm):
    """Who endorsed the six principles."""

    route = _radios(
        "How did the council endorse the six principles?",
        ROUTES,
        {Route.SIGNED: "The leader, or the cabinet member responsible, and the chief executive sign it."},
        "Choose how it was endorsed.",
    )
    route.help_text = "Each of these will do. It is the council's choice."


class DecisionForm(StepForm):
    """When, and by whom or where it can be read."""

    title = "The decision"
    decided_on = _day("On which day?", "For example 3 March 2026.")
    signed_councillor = _line(
        "Which councillor signed?",
        "The post, such as “Leader of the Council”.",
        say="Enter the councillor's post.",
    )
    signed_officer = _line(
        "Which officer signed?", "The post, such as “Chief Executive”.", say="Enter the officer's post."
    )
    link = PlainLineField(
        label="Link to the decision",
        help_text="The minute or report, if it is public. It starts with https://. You can add it later.",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )

    def adapt(self):
        self.lead = dict(ROUTES).get(self.application.route, "")
        if self.application.route == Route.SIGNED:
            self.fields["decided_on"].label = "On which day was it signed?"
            self.fields["link"].label = "Link to the signed letter"
        else:
            del self.fields["signed_councillor"], self.fields["signed_officer"]

    def clean_decided_on(self):
        return _not_to_come(self.cleaned_data["decided_on"])

    def clean_link(self):
        link = self.cleaned_data["link"]
        if link:
            said = "Enter a link that starts with https://, or leave it empty."
            URLValidator(schemes=["http", "https"], message=said)(link)
        return link


class ChampionForm(StepForm):
    """Who speaks up for the principles in one of the two places."""

    slot = ""

    @property
    def role_name(self):
        return f"{self.slot}_role"

    def clean(self):
        said = self.cleaned_data
        if said.get(self.slot) == InPost.APPOINTING:
            said[self.role_name] = ""
            self.errors.pop(self.role_name, None)
        elif said.get(self.slot) and not self.partly and not (said.get(self.role_name) or self.errors):
            self.add_error(self.role_name, "Enter the post, or choose “Being appointed”.")
        return said


class CouncillorForm(ChampionForm):
    """The champion councillor."""

    slot = "councillor"
    councillor = _radios(
        "Who is the champion among the councillors?",
        [
            (InPost.IN_CABINET, "A member of the cabinet"),
            (InPost.IN_POST, "Another councillor, or the council has no cabinet"),
            (InPost.APPOINTING, "Being appointed"),
        ],
        {InPost.APPOINTING: "That is enough for now. The council's page will say so."},
        "Choose one, or “Being appointed”.",
    )
    councillor.help_text = "A councillor who keeps the principles in view, in the cabinet where there is one."
    councillor_role = _line(
        "The councillor's post", "Such as “Lead Member for Communities”. No name.", required=False
    )
    councillor_role.unmarked = True


class OfficerForm(ChampionForm):
    """The champion in the senior management team."""

    slot = "officer"
    officer = _radios(
        "Who is the champion among the senior officers?",
        [(InPost.IN_POST, "Somebody in the senior management team"), (InPost.APPOINTING, "Being appointed")],
        {InPost.APPOINTING: "That is enough for now. The council's page will say so."},
        "Choose one, or “Being appointed”.",
    )
    officer_role = _line(
        "The officer's post", "Such as “Director of Public Health”. No name.", required=False
    )
    officer_role.unmarked = True


class ConversationForm(StepForm):
    """Whether the conversation was held."""

    conversation = _radios(
        "Has the conversation with your community been held?",
        [(Talk.HELD, "Yes, it was held"), (Talk.PLANNED, "Not yet, it is planned")],
        required="Choose whether it was held or is planned.",
    )
    conversation.help_text = (
        "Local organisations and residents say what the principles should mean in your place. You can apply "
        "before it has happened."
    )


class TalkForm(StepForm):
    """What came of it, or when it is to be."""

    title = "The conversation"
    held_on = _day("On which day was it held?", "If on several, the last one.")
    who_took_part = PlainTextField(
        label="Who took part?",
        help_text="Groups and organisations, not the names of private people.",
        max_words=100,
        max_length=1500,
        rows=3,
        error_messages={"required": "Say who took part."},
    )
    what_was_agreed = PlainTextField(
        label="What was agreed?",
        help_text="In two or three plain sentences.",
        max_words=150,
        max_length=2000,
        error_messages={"required": "Say what was agreed, or that nothing was agreed yet."},
    )
    planned_for = _line(
        "When is it planned for?",
        "A month or a season, such as “spring 2027”.",
        most=60,
        say="Say when it is planned for.",
    )

    def adapt(self):
        held = ("held_on", "who_took_part", "what_was_agreed")
        for name in ("planned_for",) if self.application.conversation == Talk.HELD else held:
            del self.fields[name]

    def clean_held_on(self):
        return _not_to_come(self.cleaned_data["held_on"])


class LeadForm(StepForm):
    """Who will be the council's lead officer in the portal."""

    title = "The lead officer"
    lead = (
        "Once the council is a member, this person is invited to the portal, keeps its page right and starts "
        "the self-assessment. It may be you. Their name and address are never public."
    )
    lead_name = _line("Their name", say="Enter their name.", autocomplete="off")
    lead_role = _line(
        "Their post", "Such as “Head of Communities”.", autocomplete="off", say="Enter their post."
    )
    lead_email = forms.EmailField(
        label="Their work email address",
        max_length=254,
        error_messages={
            "required": "Enter their email address.",
            "invalid": "Enter an email address like name@council.gov.uk.",
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_lead_email(self):
        return self.cleaned_data["lead_email"].lower()


STEPS = {
    "endorsement": EndorsementForm,
    "decision": DecisionForm,
    "councillor": CouncillorForm,
    "officer": OfficerForm,
    "conversation": ConversationForm,
    "talk": TalkForm,
    "lead": LeadForm,
}
