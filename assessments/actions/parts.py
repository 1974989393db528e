"""Give statements to colleagues: those who are here, and those who are invited."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from assessments import messages
from assessments.models import Assignment
from assessments.permissions import can_give_parts
from councils import actions as councils
from councils.models import CouncilRole
from councils.powers import holders
from principles.models import Statement

TOO_LATE = "Choose a day up to {day}, which is the deadline."
GONE = "This day has passed. Choose a later one."


@transaction.atomic
def invite_to_team(*, council, email, kind, by, assessment=None, keys=(), due=None, **said):
    """Invite somebody as ``councils.actions.invite`` does, with parts that are theirs on accepting."""
    invitation = councils.invite(council=council, email=email, kind=kind, by=by, **said)
    if keys and kind in holders("answer") and not invitation.assignments.exists():
        can_give_parts(by, assessment).require()
        due = _checked_days(assessment, due)
        _add(assessment, _asked(assessment, keys), by, due, invitation=invitation)
    return invitation


@transaction.atomic
def join(*, invitation, generation, by, name=""):
    """Accept an invitation, and take over the parts that came with it."""
    taken = councils.accept(invitation=invitation, generation=generation, by=by, name=name)
    person = taken.role.user
    for part in taken.assignments.filter(person__isnull=True):
        if Assignment.objects.of(person, part.assessment_id).filter(statement=part.statement_id).exists():
            part.delete()
        else:
            part.person = person
            part.save(update_fields=["person"])
    return taken


@transaction.atomic
def give_parts(*, assessment, person, keys, by, note="", due=None):
    """Make these statements, and no others, the person's parts; tell them what is new.

    ``due`` maps numbers of principles, such as “1”, to the day by which their statements are to
    be answered; without it the days stay as they are. Returns the statements that are new or
    have another day. Raises ``PermissionDenied``, or ``ValidationError`` for somebody who does
    not answer here or a day that cannot be kept.
    """
    can_give_parts(by, assessment).require()
    here = CouncilRole.objects.of(person).filter(council=assessment.council, kind__in=holders("answer"))
    if not here.exists():
        raise ValidationError("Only lead officers and contributors answer, so only they can be given parts.")
    wanted = _asked(assessment, keys)
    Assignment.objects.filter(assessment=assessment, person=person).exclude(statement__in=wanted).delete()
    held = {part.statement_id: part for part in Assignment.objects.of(person, assessment)}
    days = _checked_days(assessment, due, [part.due_on for part in held.values()])
    new = [statement for statement in wanted if statement.pk not in held]
    _add(assessment, new, by, days, person=person, note=note)
    moved = [] if due is None else _move_days([held[s.pk] for s in wanted if s.pk in held], days, by, note)
    told = sorted([*new, *moved], key=lambda statement: statement.key)
    if told and person != by:
        messages.queue_parts(assessment, person, _with_days(told, person, assessment), by=by, note=note)
    return told


def _checked_days(assessment, due, known=()):
    """Return the days by principle, or raise ``ValidationError`` for those that nobody can keep."""
    errors, closes = {}, assessment.cycle.closes_on
    for number, day in (due or {}).items():
        if day and day > closes:
            errors[f"due_{number}"] = TOO_LATE.format(day=date_format(closes, "j F Y"))
        elif day and day < timezone.localdate() and day not in known:
            errors[f"due_{number}"] = GONE
    if errors:
        raise ValidationError(errors)
    return due or {}


def _move_days(parts, days, by, note):
    """Give parts that somebody has already their new day; return the statements of those that moved."""
    moved = [part for part in parts if days.get(part.statement.key[:-1]) != part.due_on]
    for part in moved:
        part.due_on, part.given_by, part.note = days.get(part.statement.key[:-1]), by, note or part.note
        part.save(update_fields=["due_on", "given_by", "note"])
    return [part.statement for part in moved]


def _with_days(statements, person, assessment):
    """Return pairs of a statement and its day, for the message."""
    days = dict(Assignment.objects.of(person, assessment).values_list("statement", "due_on"))
    return [(statement, days[statement.pk]) for statement in statements]


def _add(assessment, statements, by, days, **whose):
    rows = [
        Assignment(
            assessment=assessment,
            statement=statement,
            given_by=by,
            due_on=days.get(statement.key[:-1]),
            **whose,
        )
        for statement in statements
    ]
    # Two leads who give the same part at once have given it once.
    Assignment.objects.bulk_create(rows, ignore_conflicts=True)


def _asked(assessment, keys):
    """Return the statements of these keys; a principle's number stands for all of its statements."""
    asked = Statement.objects.filter(question_set=assessment.cycle.question_set_id).order_by("key")
    found = [statement for statement in asked if {statement.key, statement.key[:-1]} & set(keys)]
    known = {key for statement in found for key in (statement.key, statement.key[:-1])}
    if set(keys) - known:
        raise ValidationError("Choose statements from the list.")
    return found
