"""What can be done to several self-assessments at once: say who reads them, and remind councils."""

from django import forms
from django.contrib import messages
from django.utils import timezone
from django.utils.timesince import timesince

from accounts.working_days import working_days_after
from assessments.actions import assign, remind
from assessments.permissions import can_remind, reviewers, whose_turn
from assessments.workflow import State
from records.admin import previewed

# Working days after which the queue says in words that nobody reads it.
UNREAD_DAYS = 5


class ReaderForm(forms.Form):
    """Who reads the chosen self-assessments."""

    reader = forms.ModelChoiceField(
        None,
        label="Who reads them?",
        required=False,
        empty_label="Nobody yet",
        help_text="Only people who review for Locality are here.",
        error_messages={"invalid_choice": "That person does not review for Locality. Choose from the list."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reader"].queryset = reviewers()


def read_by(assessment):
    """Return who reads it, or since when it has waited for somebody."""
    if assessment.reader:
        return assessment.reader.name
    if assessment.state != State.SUBMITTED:
        return ""
    late = working_days_after(timezone.localdate(assessment.state_since), UNREAD_DAYS)
    if timezone.localdate() > late:
        return f"Nobody yet: has waited {timesince(assessment.state_since, depth=1)}"
    return "Nobody yet"


@previewed(
    label="Say who reads them",
    explain="The chosen self-assessments will be in the list of whom you choose. Councils see no name.",
    button="Save who reads them",
    permission="view",
    form_class=ReaderForm,
    say=lambda request, assessment: read_by(assessment),
)
def assign_chosen(modeladmin, request, queryset, form):
    """Give the chosen self-assessments to a reviewer."""
    rows = list(queryset)
    to = form.cleaned_data["reader"]
    count = assign(assessments=rows, to=to, by=request.user)
    for assessment in rows:
        modeladmin.log_change(request, assessment, f"Read by {to.name if to else 'nobody yet'}.")
    messages.success(request, f"{count} changed. Read by {to.name if to else 'nobody yet'}.")


def _who_gets_one(request, assessment):
    """Return the roles that would get a message, or why there would be none."""
    verdict = can_remind(request.user, assessment)
    if not verdict:
        return f"no message. {verdict.reason}"
    people = [f"{role.user.name} ({role.get_kind_display().lower()})" for role in whose_turn(assessment)]
    return f"to {', '.join(people)}"


@previewed(
    label="Send a reminder",
    explain="Each person named here gets one email that says what is left and when the deadline is.",
    button="Send the reminders",
    permission="view",
    say=_who_gets_one,
)
def remind_chosen(modeladmin, request, queryset, form):
    """Remind the councils whose turn it is."""
    rows = list(queryset)
    count = remind(assessments=rows, by=request.user)
    left = len(rows) - count
    said = "1 council is" if count == 1 else f"{count} councils are"
    rest = f" No message for {left}: it is not their turn, or they were reminded today." if left else ""
    messages.success(request, f"{said} being reminded.{rest}")
