"""A council's own answers to take away at any time, as CSV and as Word; a draft says so on every page.

What colleagues write to each other is never in it.
"""

import datetime
import io
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from assessments.models import Assessment, Snapshot
from assessments.permissions import unconfirmed
from assessments.results import in_full, own_answers
from principles.exports import blank_document, for_xml
from records.exports import as_csv

NOT_CONFIRMED = "Brought forward from an earlier year, not confirmed yet"


@dataclass(frozen=True)
class OwnCopy:
    """Everything a council says of itself, as signed or as a draft, at one moment."""

    assessment: Assessment
    principles: list
    snapshot: Snapshot | None
    at: datetime.datetime
    to_confirm: frozenset

    @classmethod
    def of(cls, assessment):
        """Read it as it stands now."""
        answers, snapshot = own_answers(assessment)
        waiting = () if snapshot else unconfirmed(assessment).values_list("statement__key", flat=True)
        now = timezone.localtime()
        return cls(assessment, in_full(assessment, answers), snapshot, now, frozenset(waiting))

    @property
    def state(self):
        """What it is, such as “Draft, in progress” or “Signed version 1 (KIL-2026-0042), complete”."""
        state = self.assessment.get_state_display().lower()
        if self.snapshot is None:
            return f"Draft, {state}"
        return f"Signed version {self.snapshot.number} ({self.assessment.reference}), {state}"

    @property
    def taken(self):
        """When it was taken, such as “25 November 2026 at 14:02”."""
        return f"{date_format(self.at, 'j F Y')} at {date_format(self.at, 'H:i')}"

    @property
    def name(self):
        """The name of a file without its ending: what, whose, which questions, and whether it is a draft."""
        kind = "signed" if self.snapshot else "draft"
        return f"keep-it-local-{self.assessment.council.slug}-{self.at:%Y-%m-%d}-{kind}"

    @property
    def rows(self):
        """Each statement with its principle."""
        return [(principle, one) for principle, statements in self.principles for one in statements]


def as_sheet(copy):
    """Return the copy as CSV text: one statement a row, each row with what the file is."""
    about = copy.assessment
    columns = [
        ("Council", lambda row: about.council.official_name),
        ("Self-assessment", lambda row: about.cycle.title),
        ("Questions", lambda row: about.cycle.question_set.title),
        ("State", lambda row: copy.state),
        ("Taken", lambda row: copy.taken),
        ("Principle", lambda row: row[0].name),
        ("Key", lambda row: row[1].key),
        ("Statement", lambda row: row[1].text),
        ("Answer", lambda row: row[1].label),
        ("Done by", lambda row: row[1].done_by),
        ("Based on", lambda row: row[1].basis),
        ("Evidence", lambda row: "; ".join(map(_document, row[1].evidence))),
        ("Note", lambda row: NOT_CONFIRMED if row[1].key in copy.to_confirm else ""),
    ]
    return as_csv(columns, copy.rows)


def as_word(copy):
    """Return the bytes of a .docx file; the head of every page says what it is, and when it was taken."""
    about = copy.assessment
    document = blank_document(f"{about.council.official_name}: {about.cycle.title}")
    marked = "" if copy.snapshot else "DRAFT. "
    head = document.sections[0].header.paragraphs[0].add_run(for_xml(f"{marked}{copy.state}. {copy.taken}."))
    head.bold = True
    document.add_paragraph(for_xml(f"It answers these questions: {about.cycle.question_set.title}."))
    if not copy.snapshot:
        document.add_paragraph("Nobody has signed this yet. It can still change.")
    for principle, statements in copy.principles:
        document.add_heading(for_xml(f"{principle.number}. {principle.name}"), level=1)
        for one in statements:
            _write(document, one, copy)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _write(document, one, copy):
    document.add_heading(for_xml(f"{one.key}  {one.text}"), level=2)
    answer = f"{one.label}: {one.done_by}" if one.done_by else one.label
    document.add_paragraph().add_run(for_xml(answer)).bold = True
    if one.key in copy.to_confirm:
        document.add_paragraph(f"{NOT_CONFIRMED}.")
    if one.basis:
        document.add_paragraph(for_xml(one.basis))
    for document_named in one.evidence:
        document.add_paragraph(for_xml(_document(document_named)), style="List Bullet")


def _document(evidence):
    """Return a document in one line: its title, where it is, and its day."""
    where = evidence.link or f"held by {evidence.held_by}"
    dated = f", {date_format(evidence.dated_on, 'j F Y')}" if evidence.dated_on else ""
    return f"{evidence.title} ({where}{dated})"
