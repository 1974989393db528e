"""Add a document to the council's library, point an answer to it, take the pointer away.

Each is separate from saving an answer, so that a bad link never costs a level or a text.
"""

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments.actions.library import described, put_in_library
from assessments.models import MAX_EVIDENCE, AnswerEvidence, Assessment
from assessments.permissions import can_answer


def _locked(assessment):
    """Return the assessment read again under its row lock."""
    rows = Assessment.objects.select_related("cycle", "council").select_for_update(of=("self",))
    return rows.get(pk=assessment.pk)


@transaction.atomic
def add_evidence(*, answer, by, title, link="", held_by="", dated_on=None, is_public=False):
    """Add a document to the library of the answer's council and point the answer to it.

    Raises ``ValidationError`` unless it has a title and either a web link or who holds it.
    """
    can_answer(by, _locked(answer.assessment), answer.statement).require()
    said = described(title, link, held_by, dated_on, is_public)
    evidence = put_in_library(answer.assessment.council_id, said, by)
    return attach_evidence(answer=answer, evidence=evidence, by=by)


@transaction.atomic
def attach_evidence(*, answer, evidence, by):
    """Point an answer to a document that the council has already; twice changes nothing."""
    can_answer(by, _locked(answer.assessment), answer.statement).require()
    if evidence.council_id != answer.assessment.council_id:
        raise ValidationError("This document is not in your council's list.")
    pointer = AnswerEvidence.objects.filter(answer=answer, evidence=evidence).first()
    if pointer:
        return pointer
    if answer.pointers.count() >= MAX_EVIDENCE:
        raise ValidationError(f"Add up to {MAX_EVIDENCE} pieces of evidence. Remove one first.")
    return AnswerEvidence.objects.create(answer=answer, evidence=evidence, added_by=by)


@transaction.atomic
def detach_evidence(*, answer, evidence, by):
    """Take the pointer away. The document stays in the council's library."""
    can_answer(by, _locked(answer.assessment), answer.statement).require()
    AnswerEvidence.objects.filter(answer=answer, evidence=evidence).delete()
