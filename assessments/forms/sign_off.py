"""Sending for sign-off, signing, and declining with a reason."""

from django import forms

from assessments.workflow import signing_statements
from records.fields import PlainTextField

MOST = 2_147_483_647


class SeenForm(forms.Form):
    """A form that remembers which state of the self-assessment its reader saw."""

    seen = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)


class SendForm(SeenForm):
    """Send for sign-off, with a message and, if there are gaps, a tick that they were seen."""

    note = PlainTextField(
        label="Message to the sign-off officer",
        help_text="It goes into their email and the history. Leave out personal and confidential details.",
        max_words=150,
        max_length=2000,
        required=False,
    )
    gaps_seen = forms.BooleanField(
        label="Send it without these answers",
        error_messages={"required": "Tick to send it without these answers, or go back and answer them."},
    )

    def __init__(self, *args, has_gaps, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_gaps:
            del self.fields["gaps_seen"]


class SignForm(SeenForm):
    """The two statements that the sign-off officer agrees to."""

    fair = forms.BooleanField(
        error_messages={"required": "Tick if you are content that this is a fair account. If not, decline."}
    )
    seen_public = forms.BooleanField(
        error_messages={"required": "Look at what will be public, then tick to say that you have seen it."}
    )

    def __init__(self, *args, council_name, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fair"].label, self.fields["seen_public"].label = signing_statements(council_name)


class DeclineForm(SeenForm):
    """Give it back to the lead, saying why."""

    note = PlainTextField(
        label="Why are you declining?",
        help_text="The lead officer gets it by email. Name the statements to look at.",
        max_words=200,
        max_length=3000,
        error_messages={"required": "Say why, so that your colleagues know what to look at."},
    )
