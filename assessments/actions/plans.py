"""Choose priorities and plan actions. Two people at once: the second sees both, and nothing is lost."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assessments.actions.answers import tidy
from assessments.actions.moves import perform
from assessments.models import (
    MAX_ACTIONS,
    Aim,
    Assessment,
    Event,
    Planned,
    PlannedAction,
    PlannedActionVersion,
    Priority,
    PriorityVersion,
)
from assessments.models.plan import PLACES
from assessments.permissions import can_answer, open_for_answers
from assessments.workflow import State
from principles.models import Level

FULL = "Choose up to 3. Remove one first."
CHOOSE_AIM = "Select where you want to be."
NOT_HERE = "This statement is not part of this self-assessment."
NO_ROOM = f"A priority has room for {MAX_ACTIONS} actions. Remove one first."


@dataclass(frozen=True)
class PlanOutcome:
    """What came of a save: kept, or refused because somebody was first.

    ``row`` is the priority or action as it now stands; ``mine`` is what was sent. If ``saved``
    is false, show both and send again with ``seen_version=row.version``.
    """

    saved: bool
    row: Priority | PlannedAction
    mine: Aim | Planned


def save_priority(*, assessment, statement, by, seen_version, said, instead_of=None):
    """Choose a statement as a priority, or change what is said of one; ``said`` is an ``Aim``.

    Where three stand already, ``instead_of`` is the one whose place it takes; that one is set
    aside with all that belongs to it. Raises ``PermissionDenied``, or ``ValidationError`` for
    a fourth one or for what is no aim.
    """
    can_answer(by, assessment).require()
    if statement.question_set_id != assessment.cycle.question_set_id:
        raise ValidationError(NOT_HERE)
    if said.aim not in Level.values:
        raise ValidationError({"aim": CHOOSE_AIM})
    mine = Aim(said.aim, tidy(said.words), tidy(said.no_action))
    with transaction.atomic():
        current = opened(assessment, by)
        rows = Priority.objects.filter(assessment=current, statement=statement).select_related("saved_by")
        row = rows.first() or Priority(assessment=current, statement=statement, version=0, place=None)
        repeated = row.place is not None and row.saved_by_id == by.pk and row.said == mine
        if row.version != seen_version:
            return PlanOutcome(repeated, row, mine)
        if row.place is None:
            _give_place(row, instead_of, by)
        _save(row, mine, by)
        PriorityVersion.objects.create(priority=row, **_kept(row))
    return PlanOutcome(True, row, mine)


def set_aside(*, priority, by):
    """Take a priority out of the three; chosen again, it has its aim and its actions. Twice is once."""
    can_answer(by, priority.assessment).require()
    with transaction.atomic():
        current = opened(priority.assessment, by)
        row = Priority.objects.select_related("statement").get(pk=priority.pk)
        if row.place is not None:
            _set_aside(row, by)
            _close_ranks(current)


def put_first(*, priority, by, seen_place, place):
    """Put a priority at a place among the chosen, if it still stands where it was seen."""
    can_answer(by, priority.assessment).require()
    with transaction.atomic():
        current = opened(priority.assessment, by)
        rows = list(Priority.objects.filter(assessment=current, place__isnull=False).order_by("place"))
        here = next((row for row in rows if row.pk == priority.pk), None)
        if here is None or here.place != seen_place or place not in PLACES:
            return
        rows.remove(here)
        rows.insert(place - 1, here)
        _put_in_order(current, rows)


def save_action(*, priority, by, ticket, said, action=None, seen_version=0):
    """Add an action to a priority, or change one; ``said`` is a ``Planned``, ``ticket`` the form's number.

    Raises ``PermissionDenied``, or ``ValidationError`` where the list is full.
    """
    can_answer(by, priority.assessment).require()
    mine = Planned(**{name: tidy(v) if isinstance(v, str) else v for name, v in vars(said).items()})
    with transaction.atomic():
        opened(priority.assessment, by)
        rows = PlannedAction.objects.filter(priority=priority).select_related("saved_by")
        if action is None:
            row = rows.filter(ticket=ticket).first()
            if row is None and rows.standing().count() >= MAX_ACTIONS:
                raise ValidationError({"what": NO_ROOM})
            row = row or PlannedAction(priority=priority, ticket=ticket, version=0)
        else:
            row = rows.get(pk=action.pk)
        if row.version != seen_version:
            return PlanOutcome(row.saved_by_id == by.pk and row.said == mine, row, mine)
        row.removed_at = None
        _save(row, mine, by)
        PlannedActionVersion.objects.create(action=row, **_kept(row))
    return PlanOutcome(True, row, mine)


def remove_action(*, action, by):
    """Take an action off the list. Its row stays; removing twice is removing once."""
    can_answer(by, action.priority.assessment).require()
    with transaction.atomic():
        opened(action.priority.assessment, by)
        row = PlannedAction.objects.get(pk=action.pk)
        if row.removed_at is None:
            row.removed_at = timezone.now()
            _save(row, row.said, by)


def opened(assessment, by):
    """Lock the self-assessment while it is open for answers; the first save starts it."""
    rows = Assessment.objects.select_related("cycle", "council").select_for_update(of=("self",))
    current = rows.get(pk=assessment.pk)
    open_for_answers(current).require()
    if current.state == State.NOT_STARTED:
        perform(current, "start", by=by)
    return current


def _give_place(row, instead_of, by):
    """Give a priority the first free place, or that of another, which is set aside."""
    standing = list(Priority.objects.filter(assessment=row.assessment, place__isnull=False))
    taken = {one.place: one for one in standing}
    free = [place for place in PLACES if place not in taken]
    if free:
        row.place = free[0]
    else:
        other = next((one for one in standing if instead_of and one.pk == instead_of.pk), None)
        if other is None:
            raise ValidationError({"instead_of": FULL})
        row.place = other.place
        _set_aside(other, by)
    _record(row, "Chose a priority", by)


def _set_aside(row, by):
    row.place = None
    _save(row, row.said, by)
    _record(row, "Set a priority aside", by)


def _save(row, said, by):
    """Write these words as the next version of the row."""
    for name, value in asdict(said).items():
        setattr(row, name, value)
    row.version, row.saved_by, row.saved_at = row.version + 1, by, timezone.now()
    row.save()


def _kept(row):
    return {
        **asdict(row.said),
        "version": row.version,
        "saved_by": row.saved_by,
        "saved_at": row.saved_at,
    }


def _close_ranks(assessment):
    _put_in_order(
        assessment, Priority.objects.filter(assessment=assessment, place__isnull=False).order_by("place")
    )


def _put_in_order(assessment, rows):
    """Number the places anew; all are emptied first, as each can be taken only once."""
    keys = [row.pk for row in rows]
    Priority.objects.filter(assessment=assessment).update(place=None)
    for place, key in enumerate(keys, start=1):
        Priority.objects.filter(pk=key).update(place=place)


def _record(row, text, by):
    words = f"{text}: {row.statement.text}"[:200]
    Event.objects.create(assessment=row.assessment, move="plan", text=words, by=by)
