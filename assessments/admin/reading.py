"""The page on which a reviewer reads what was signed: flags, private notes, questions, what changed.

It shows signed snapshots, never live answers.
"""

from dataclasses import dataclass, field

from django import forms
from django.template.response import TemplateResponse
from django.urls import reverse

from assessments.actions.clarifying import MOST_DAYS, USUAL_DAYS
from assessments.differences import Change, changes_between
from assessments.forms.assisting import AssistForm
from assessments.models import Audience, Flag, Question, StaffNote
from assessments.permissions import EXTENDED, can_assist, can_extend, can_move
from assessments.results import reading, signed_result
from assessments.shown import StatementResult
from assessments.whole import signed_plans
from assessments.workflow import LOCALITY, MOVES, State
from principles.models import Principle
from records.fields import PlainTextField

NONE_YET = [("", "No flag")]


class ReadingForm(forms.Form):
    """A flag, a note and a question for each statement, a note on the whole, and days to reply in."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    days = forms.IntegerField(
        label="Working days to reply in",
        min_value=1,
        max_value=MOST_DAYS,
        initial=USUAL_DAYS,
        error_messages={"required": "Say in how many working days the council is to reply."},
    )
    note_ = PlainTextField(label="Private note on the whole", max_words=300, max_length=2000, required=False)

    def __init__(self, *args, keys, flags=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.keys = list(keys)
        for key in self.keys:
            self.fields[f"flag_{key}"] = forms.ChoiceField(
                label=f"{key}: how is it?",
                choices=NONE_YET + Flag.Found.choices,
                required=False,
                initial=(flags or {}).get(key, ""),
            )
            self.fields[f"note_{key}"] = self._words(f"{key}: private note, for reviewers only", 300, 2000)
            self.fields[f"question_{key}"] = self._words(f"{key}: question to the council", 150, 1000)

    def _words(self, label, words, length):
        return PlainTextField(label=label, max_words=words, max_length=length, rows=2, required=False)

    @property
    def flags(self):
        """Return what ``save_reading`` takes as flags."""
        return {key: self.cleaned_data[f"flag_{key}"] for key in self.keys}

    @property
    def notes(self):
        """Return what ``save_reading`` takes as notes; "" stands for the whole."""
        return {key: self.cleaned_data[f"note_{key}"] for key in ["", *self.keys]}

    @property
    def questions(self):
        """Return the questions that were typed, by statement."""
        return {key: text for key in self.keys if (text := self.cleaned_data[f"question_{key}"])}


@dataclass
class Row:
    """One signed statement with what reviewers keep beside it."""

    said: StatementResult
    flag: forms.BoundField
    fields: tuple
    notes: list[StaffNote] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    change: Change | None = None

    @property
    def is_open(self):
        """Whether something was typed that is not kept yet."""
        return any(bound.errors or bound.value() for bound in self.fields)


def form_for(assessment, snapshot, data=None):
    """Return the form of the reading page; ``data`` as posted, or None for a fresh one."""
    keys = [one.key for _, ones in reading(snapshot) for one in ones] if snapshot else []
    flags = dict(assessment.flags.values_list("statement__key", "found"))
    initial = {"seen": assessment.lock_version, "days": USUAL_DAYS}
    return ReadingForm(data, keys=keys, flags=flags, initial=initial)


def signed_last(assessment):
    """Return the version to read, or None: nothing signed, or withdrawn and so the council's alone."""
    if assessment.state == State.WITHDRAWN:
        return None
    snapshot = assessment.snapshots.select_related("signature").last()
    if snapshot is not None:
        snapshot.assessment = assessment
    return snapshot


def draw(page, request, assessment, *, reading_form=None, note_form=None, assist_form=None):
    """Draw the page; a form that was sent with mistakes comes back with what was typed."""
    snapshot = signed_last(assessment)
    form = reading_form or form_for(assessment, snapshot)
    changes = _changes(snapshot)
    context = {
        **page.admin_site.each_context(request),
        "title": str(assessment),
        "opts": page.opts,
        "assessment": assessment,
        "snapshot": snapshot,
        "principles": _rows(assessment, snapshot, form, changes),
        "changes": changes,
        "priorities": signed_plans(snapshot) if snapshot else (),
        "result": signed_result(snapshot, Audience.PUBLIC) if snapshot else None,
        "events": _events(assessment),
        "form": form,
        "note_form": note_form or NoteForm(initial={"seen": assessment.lock_version}),
        "notes": assessment.staff_notes.filter(statement=None).select_related("by") if snapshot else [],
        "assist_form": assist_form or AssistForm(),
        "may_assist": can_assist(request.user, assessment),
        "assistance": assessment.assistances.filter(ended_at=None).select_related("begun_by").first(),
        "list_path": reverse("admin:assessments_assessment_changelist"),
        **{name: can_move(request.user, assessment, name) for name in MOVES_HERE},
        "more_time": can_extend(request.user, assessment),
        "give_back": can_move(request.user, assessment, "return"),
    }
    return TemplateResponse(request, "admin/assessments/assessment/review.html", context)


MOVES_HERE = ("accept", "ask", "reopen", "merge")


class NoteForm(forms.Form):
    """Why a self-assessment goes back to the council, is opened again, or is closed by a merger."""

    note = forms.CharField(
        label="Reason",
        max_length=2000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60, "aria-describedby": "id_note_help"}),
        help_text="The council reads these words. Name the statements, such as 4a.",
        error_messages={"required": "Say why, so that the council knows what to look at."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


def _changes(snapshot):
    """Return what changed since the questions that this version answers; nothing if it answers none."""
    settles = getattr(snapshot, "settles", None) if snapshot else None
    if settles is None:
        return []
    settles.before.assessment = snapshot.assessment
    return changes_between(settles.before, snapshot)


def _rows(assessment, snapshot, form, changes):
    """Return pairs of a principle and its rows: what was signed, and what reviewers keep beside it."""
    if snapshot is None:
        return []
    changed = {change.key: change for change in changes}
    notes, questions = {}, {}
    for note in assessment.staff_notes.select_related("by", "statement").exclude(statement=None):
        notes.setdefault(note.statement.key, []).append(note)
    asked = Question.objects.filter(clarification__assessment=assessment)
    for question in asked.select_related("statement", "clarification"):
        questions.setdefault(question.statement.key, []).append(question)
    found: list[tuple[Principle, list[Row]]] = []
    for principle, ones in reading(snapshot):
        rows = [
            Row(
                said=one,
                flag=form[f"flag_{one.key}"],
                fields=(form[f"note_{one.key}"], form[f"question_{one.key}"]),
                notes=notes.get(one.key, []),
                questions=questions.get(one.key, []),
                change=changed.get(one.key),
            )
            for one in ones
        ]
        found.append((principle, rows))
    return found


def _events(assessment):
    """Return the timeline's moves; what the council's own people wrote to each other stays theirs."""
    ours = {name for name, move in MOVES.items() if set(move.parties) & set(LOCALITY)}
    events = [
        event for event in assessment.events.select_related("by") if event.is_move or event.move == EXTENDED
    ]
    for event in events:
        event.shown_note = event.note if event.move in (*ours, EXTENDED) else ""
    return events
