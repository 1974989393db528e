"""Open a complete self-assessment again: a new revision begins, and what is public stays as it is."""

from assessments.models import (
    AnswerVersion,
    Assessment,
    Assignment,
    ChampionSentence,
    PlannedActionVersion,
    PriorityVersion,
    WhatHappened,
)
from assessments.workflow import State

OWN = {"id", "answer_id", "priority_id", "action_id"}


def begin_revision(assessment):
    """Make the next revision, with a copy of what the council wrote, chose and shared out.

    What else a self-assessment is made of is copied by the functions in ``CARRIED``.
    """
    revision = Assessment.objects.create(
        council=assessment.council,
        cycle=assessment.cycle,
        revision=assessment.revision + 1,
        state=State.IN_PROGRESS,
        sharing_chosen_at=assessment.sharing_chosen_at,
    )
    for carry in CARRIED:
        carry(assessment, revision)
    return revision


def _values(row):
    columns = [column.attname for column in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in columns if name != "id"}


def _copy(row, **other):
    """Write a row once more, with these columns otherwise."""
    values = {
        name: value for name, value in _values(row).items() if f"{name.removesuffix('_id')}" not in other
    }
    return type(row).objects.create(**{**values, **other})


def _first_version(model, of, **owner):
    """Write the first version of something that was copied: what stands in it now."""
    known = {column.attname for column in model._meta.concrete_fields} - OWN
    said = {name: value for name, value in _values(of).items() if name in known}
    model.objects.create(**said, **owner)


def _answers(old, new):
    happened = {one.answer_id: one for one in WhatHappened.objects.filter(answer__assessment=old)}
    for answer in old.answers.order_by("pk"):
        copy = _copy(answer, assessment=new, version=1)
        _first_version(AnswerVersion, copy, answer=copy)
        for pointer in answer.pointers.all():
            _copy(pointer, answer=copy)
        if answer.pk in happened:
            _copy(happened[answer.pk], answer=copy)


def _plans(old, new):
    for priority in old.priorities.order_by("pk"):
        copy = _copy(priority, assessment=new, version=1)
        _first_version(PriorityVersion, copy, priority=copy)
        for action in priority.actions.standing():
            again = _copy(action, priority=copy, version=1)
            _first_version(PlannedActionVersion, again, action=again)


def _sharing(old, new):
    """The choices as they stand: what was signed is a ceiling of the old revision alone."""
    for row in old.sharing.all():
        _copy(row, assessment=new, ceiling=None)


def _parts(old, new):
    for part in Assignment.objects.filter(assessment=old, person__isnull=False):
        _copy(part, assessment=new, invitation=None)


def _sentence(old, new):
    """What the champion said stays with its day, hidden or taken down as it is."""
    for row in ChampionSentence.objects.filter(assessment=old):
        _copy(row, assessment=new)


CARRIED = [_answers, _plans, _sharing, _parts, _sentence]
