"""Replying to Locality, confirming a change, withdrawing."""

from django import forms

from assessments.forms.sign_off import MOST, SeenForm
from records.fields import PlainTextField

STANDS = "We disagree, and our answer stands"
STANDS_HELP = "Wherever this answer is shown, it is then marked “Locality asked about this”."
BOTH = (
    "{name} replied while you were writing: “{reply}” Your words are in the box. Keep them, or add the "
    "other words, and save again."
)
AGAIN = "This page did not fit what is saved. Your words are still here: save them again."


class ReplyForm(SeenForm):
    """A reply to each question, which can be saved before all of them are written."""

    def __init__(self, *args, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            self._add(question, question.statement.key)

    def _add(self, question, key):
        reply = PlainTextField(
            label="Your reply",
            help_text="Locality reads it. It is not published.",
            max_words=200,
            max_length=2000,
            required=False,
            initial=question.reply,
        )
        disputed = forms.BooleanField(
            label=STANDS, help_text=STANDS_HELP, required=False, initial=question.is_disputed
        )
        version = forms.IntegerField(
            min_value=0, max_value=MOST, widget=forms.HiddenInput, initial=question.version
        )
        # Each is needed before they are sent, and none before they are saved.
        reply.unmarked = disputed.unmarked = True
        self.fields |= {f"reply_{key}": reply, f"disputed_{key}": disputed, f"version_{key}": version}

    def rows(self):
        """Return each question with its three fields, for the page."""
        for question in self.questions:
            key = question.statement.key
            yield question, self[f"reply_{key}"], self[f"disputed_{key}"], self[f"version_{key}"]

    def replies(self):
        """Return what ``save_replies`` takes."""
        said = self.cleaned_data
        keys = [question.statement.key for question in self.questions]
        return {key: (said[f"reply_{key}"], said[f"disputed_{key}"], said[f"version_{key}"]) for key in keys}

    def show_both(self, overtaken):
        """Say what somebody else wrote meanwhile; the next save counts from their version."""
        self.data = self.data.copy()
        for question in overtaken:
            key = question.statement.key
            self.data[f"version_{key}"] = question.version
            self.add_error(f"reply_{key}", _both(question))


def _both(question):
    if question.replied_by is None:  # a page that was never drawn like this
        return AGAIN
    return BOTH.format(name=question.replied_by.get_short_name(), reply=question.reply)


class SendBackForm(SeenForm):
    """Why the sign-off officer does not confirm a change."""

    note = PlainTextField(
        label="Why do you send it back?",
        help_text="The lead officer gets it by email.",
        max_words=200,
        max_length=3000,
        error_messages={"required": "Say why, so that your colleagues know what to look at."},
    )


class WithdrawForm(SeenForm):
    """Ask to withdraw, confirm it, leave it as it is, or keep it: which of these, and words if wanted."""

    do = forms.ChoiceField(
        choices=[(name, name) for name in ("ask", "confirm", "leave", "keep")],
        widget=forms.HiddenInput,
        error_messages={
            "required": "Press one of the buttons.",
            "invalid_choice": "Press one of the buttons.",
        },
    )
    note = PlainTextField(
        label="Why?",
        help_text="The sign-off officer gets it by email, and it stays in your history.",
        max_words=150,
        max_length=2000,
        required=False,
    )
