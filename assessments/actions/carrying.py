"""Bring last year's answers forward, confirm each, and say what happened where a level moved back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from assessments.actions.moves import perform
from assessments.earlier import bringing
from assessments.models import (
    UNCONFIRMED,
    Answer,
    AnswerEvidence,
    AnswerVersion,
    Assessment,
    Carried,
    Event,
    Evidence,
    Verdict,
    WhatHappened,
)
from assessments.permissions import can_answer, open_for_answers
from assessments.workflow import State

CARRIED = "carried"
FIRST_YEAR = "Your council has no earlier complete self-assessment, so there is nothing to bring forward."
CHANGED = "This answer has been changed or confirmed since you opened the page. Open it again to see it."


@transaction.atomic
def bring_forward(*, assessment, by):
    """Bring the last complete year's answers to statements that have none; return how many.

    Each is marked, and has to be confirmed before it can be sent. Nothing that is there is
    touched. Raises ``PermissionDenied`` if this person may not answer now, or in a first year.
    """
    can_answer(by, assessment).require()
    # The row lock keeps a colleague's answer from slipping in between.
    current = _locked(assessment)
    found = bringing(current)
    if found is None:
        raise PermissionDenied(FIRST_YEAR)
    if not found.lines:
        return 0
    if current.state == State.NOT_STARTED:
        perform(current, "start", by=by)
    _write(current, found, by)
    text = f"Answers brought forward from {found.earlier.title}: {len(found.lines)}"
    Event.objects.create(assessment=current, move=CARRIED, text=text, by=by)
    return len(found.lines)


def _locked(assessment):
    rows = Assessment.objects.select_related("cycle__question_set", "council").select_for_update(of=("self",))
    current = rows.get(pk=assessment.pk)
    open_for_answers(current).require()
    return current


def _write(assessment, found, by):
    """Write answers, their first versions, where they come from, and what they point to."""
    now = timezone.now()
    sources = {row.statement_key: row for row in found.earlier.snapshot.answers.all()}
    papers = {}
    for paper in Evidence.objects.filter(council=assessment.council_id).order_by("-pk"):
        papers[paper.title, paper.link, paper.held_by] = paper
    answers = []
    for line in found.lines:
        words = {name: line.said[name] for name in ("kind", "level", "basis", "done_by")}
        said = {**words, "version": 1, "saved_by": by, "saved_at": now}
        answers.append(Answer(assessment=assessment, statement=line.statement, **said))
    answers = Answer.objects.bulk_create(answers)
    versions, carried, pointers = [], [], []
    for answer, line in zip(answers, found.lines, strict=True):
        version = {"version": 1, "saved_by": by, "saved_at": now}
        versions.append(AnswerVersion(answer=answer, **vars(answer.words), **version))
        source = {"source": sources[line.way.key], "is_reworded": line.is_reworded}
        carried.append(Carried(answer=answer, carried_by=by, carried_at=now, **source))
        known = [(one["title"], one["link"], one["held_by"]) for one in line.said["evidence"]]
        found_papers = {papers[one].pk: papers[one] for one in known if one in papers}
        pointers += [AnswerEvidence(answer=answer, evidence=p, added_by=by) for p in found_papers.values()]
    AnswerVersion.objects.bulk_create(versions)
    Carried.objects.bulk_create(carried)
    AnswerEvidence.objects.bulk_create(pointers)


@transaction.atomic
def confirm(*, answer, verdict, by):
    """Say whether a carried answer is still true. Anything else waits until its new words are saved.

    The same person confirming twice changes nothing. Raises ``PermissionDenied`` if it may not
    be answered now, or if somebody has changed it meanwhile.
    """
    can_answer(by, answer.assessment).require()
    _locked(answer.assessment)
    carried = Carried.objects.filter(answer=answer)
    if not Answer.objects.filter(UNCONFIRMED, pk=answer.pk).exists():
        if carried.filter(confirmed_by=by, verdict=verdict, answer__version=1).exists():
            return
        raise PermissionDenied(CHANGED)
    said = {"verdict": verdict}
    if verdict == Verdict.STILL_TRUE:
        said |= {"confirmed_by": by, "confirmed_at": timezone.now()}
    carried.update(**said)


@transaction.atomic
def say_what_happened(*, answer, by, reason, words=""):
    """Keep why the level is lower than the last time. It is for the council alone, and can be said anew."""
    can_answer(by, answer.assessment).require()
    _locked(answer.assessment)
    said = {"reason": reason, "words": words, "said_by": by, "said_at": timezone.now()}
    return WhatHappened.objects.update_or_create(answer=answer, defaults=said)[0]
