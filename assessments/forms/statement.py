"""The form of one statement: the answer, what it is based on, and what it points to.

What is good is kept even when something else is wrong: a bad link never costs a level
or a text, and a text that is too long never costs a level.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import SimpleLazyObject
from django.utils.html import format_html

from assessments.actions import SaveOutcome, add_evidence, attach_evidence, detach_evidence, save_answer
from assessments.forms.evidence import EvidenceFields, blank_evidence_fields
from assessments.models import MAX_EVIDENCE, MAX_WORDS, Kind, Words
from principles.models import Level
from records.fields import PlainLineField, PlainTextField

CHOOSE = "Select the answer that fits best, or “We do not know yet”."
WHOSE = "Say which council or body does it."
EVIDENCE_FIELDS = ("title", "link", "held_by", "dated_on", "is_public", "reuse", "remove")
MOST = 2_147_483_647


class StatementForm(EvidenceFields):
    """One statement. ``seen_version`` is the answer's version when the page was drawn, 0 for none."""

    seen_version = forms.IntegerField(min_value=0, max_value=MOST, widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        widget=forms.RadioSelect,
        help_text="Choose the highest level that is true in full. "
        "If “Trying it out” is not yet true in full, choose “Early days”.",
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )
    done_by = PlainLineField(
        label="If it is not your service, which council or body does it?", max_length=160, required=False
    )
    basis = PlainTextField(
        label="In a sentence or two, what is this based on?",
        help_text="Say what happens, where, since when.",
        max_words=MAX_WORDS,
        max_length=1000,
        required=False,
    )
    remove = forms.MultipleChoiceField(
        label="Remove from this statement",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="It stays in your council's list.",
    )
    reuse = forms.MultipleChoiceField(
        label="Use again from your council's list", widget=forms.CheckboxSelectMultiple, required=False
    )

    field_order = (
        *("seen_version", "choice", "done_by", "basis", "remove"),
        *("title", "link", "held_by", "dated_on", "is_public", "reuse"),
    )

    def __init__(self, *args, statement, answer, library, wording, draft=None, **kwargs):
        """``library`` is all of the council's evidence; ``answer`` is None before the first save.

        ``wording`` is asked only when the form is drawn.
        ``draft`` is what the reader has typed before, by field: the form begins with it.
        """
        self.statement, self.answer, self.wording = statement, answer, wording
        self.library = {str(document.pk): document for document in library}
        self.attached = {str(p.evidence_id) for p in answer.pointers.all()} if answer else set()
        self.saved_part = False
        super().__init__(*args, initial=self._initial() | (draft or {}), **kwargs)
        for field in self.fields.values():
            field.unmarked = True  # “How we work” wants words and evidence, so “optional” would mislead
        self._ask_for_levels()
        self._offer_evidence()

    def _initial(self):
        if self.answer is None:
            return {"seen_version": 0}
        said = self.answer.words
        choice = said.level if said.kind == Kind.LEVEL else said.kind
        return {
            "seen_version": self.answer.version,
            "choice": choice,
            "done_by": said.done_by,
            "basis": said.basis,
        }

    def _ask_for_levels(self):
        field = self.fields["choice"]
        field.label = self.statement.text
        field.choices = [(str(level.value), level.label) for level in Level]
        field.choices += [(Kind.DO_NOT_KNOW.value, Kind.DO_NOT_KNOW.label)]
        if self.statement.allows_not_our_service:
            field.choices += [(Kind.NOT_OUR_SERVICE.value, Kind.NOT_OUR_SERVICE.label)]
        else:
            del self.fields["done_by"]
        field.hints = SimpleLazyObject(lambda: self.wording.levels)
        field.or_before = Kind.DO_NOT_KNOW.value
        field.legend_is_title = True
        field.under_legend = SimpleLazyObject(lambda: self.wording.words_we_use)
        if self.statement.hint:
            field.help_text = format_html("{}<br>{}", self.statement.hint, field.help_text)

    def _offer_evidence(self):
        """Offer to remove what is pointed to, and to use the rest of the library again."""
        known = [(pk, str(document)) for pk, document in self.library.items()]
        # What a colleague has removed or added meanwhile is still a valid wish: both are safe to repeat.
        for name, wanted in (("remove", True), ("reuse", False)):
            self.fields[name].choices = known
            self.fields[name].widget.choices = [
                pair for pair in known if (pair[0] in self.attached) is wanted
            ]

    def clean(self):
        said = self.cleaned_data
        if (
            said.get("choice") == Kind.NOT_OUR_SERVICE
            and not said.get("done_by")
            and "done_by" not in self.errors
        ):
            self.add_error("done_by", WHOSE)
        if self.names_a_document:
            self.check_document(said)
        return said

    @property
    def names_a_document(self):
        """Whether anything was typed about a new piece of evidence."""
        return any(self.data.get(name, "").strip() for name in ("title", "link", "held_by", "dated_on"))

    @property
    def changes_evidence(self):
        """Whether a document was named, used again or removed."""
        return self.names_a_document or bool(
            self.cleaned_data.get("reuse") or self.cleaned_data.get("remove")
        )

    @property
    def evidence_fields(self):
        """The boxes for a new document, as markup; those of an empty form are drawn once."""
        touched = self.is_bound or any(self.initial.get(name) for name in EVIDENCE_FIELDS)
        return self.drawn_evidence_fields() if touched else blank_evidence_fields()

    @property
    def evidence_is_open(self):
        """Whether the evidence part needs the reader: something in it is wrong."""
        return self.is_bound and any(name in self.errors for name in EVIDENCE_FIELDS)

    def save(self, *, assessment, by):
        """Keep what is good; return the ``SaveOutcome``, or None if there was no answer to keep.

        Look at ``errors`` afterwards: what is named there was not kept and is shown again.
        """
        if {"seen_version", "choice", "done_by"} & self.errors.keys():
            return None
        outcome = self._save_answer(assessment, by)
        if not outcome.saved:
            return outcome
        self.answer = outcome.answer
        if not self.evidence_is_open:
            self._save_evidence(outcome.answer, by)
        if self.errors:
            self.saved_part = True
            self._draw_from(outcome.answer.version)
        return outcome

    def _words(self):
        said = self.cleaned_data
        basis = said.get("basis", self.answer.basis if self.answer else "")
        if said["choice"] in Kind.values:
            done_by = said.get("done_by", "") if said["choice"] == Kind.NOT_OUR_SERVICE else ""
            return Words(said["choice"], None, basis, done_by)
        return Words(Kind.LEVEL.value, int(said["choice"]), basis)

    def _save_answer(self, assessment, by):
        words, seen = self._words(), self.cleaned_data["seen_version"]
        if self.answer and self.answer.version == seen and self.answer.words == words:
            return SaveOutcome(True, self.answer, words)  # nothing changed: keep who saved it, and when
        outcome = save_answer(
            assessment=assessment, statement=self.statement, by=by, seen_version=seen, **vars(words)
        )
        if not outcome.saved and outcome.answer.words == outcome.mine:
            return SaveOutcome(True, outcome.answer, words)  # both said the same
        return outcome

    def _save_evidence(self, answer, by):
        said = self.cleaned_data
        for pk in said["remove"]:
            detach_evidence(answer=answer, evidence=self.library[pk], by=by)
        try:
            for pk in said["reuse"]:
                attach_evidence(answer=answer, evidence=self.library[pk], by=by)
            if self.names_a_document:
                new = {name: said[name] for name in ("title", "link", "held_by", "dated_on", "is_public")}
                add_evidence(answer=answer, by=by, **new)
        except ValidationError as error:
            # Only a full list is left to refuse; the rest was checked above.
            self.add_error("title" if self.names_a_document else "reuse", error.messages)

    def _draw_from(self, version):
        """Let the form that is shown again start from the version just saved."""
        self.data = self.data.copy()
        self.data["seen_version"] = version

    def shown_again(self, version):
        """Return this form as it was typed, to be sent again on top of a newer version."""
        self._draw_from(version)
        return self

    @property
    def can_reuse(self):
        """Whether the library holds anything that this statement does not point to yet."""
        return bool(self.library.keys() - self.attached)

    @property
    def room_for_evidence(self):
        """Whether one more document fits."""
        return len(self.attached) < MAX_EVIDENCE
