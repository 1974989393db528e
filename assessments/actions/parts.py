"""Give statements to colleagues: those who are here, and those who are invited."""

from django.core.exceptions import ValidationError
from django.db import transaction

from assessments import messages
from assessments.models import Assignment
from assessments.permissions import can_give_parts
from councils import actions as councils
from councils.models import CouncilRole
from councils.powers import holders
from principles.models import Statement


@transaction.atomic
def invite_to_team(*, council, email, kind, by, assessment=None, keys=(), **said):
    """Invite somebody as ``councils.actions.invite`` does, with parts that are theirs on accepting."""
    invitation = councils.invite(council=council, email=email, kind=kind, by=by, **said)
    if keys and kind in holders("answer") and not invitation.assignments.exists():
        can_give_parts(by, assessment).require()
        _add(assessment, _asked(assessment, keys), by, invitation=invitation)
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
def give_parts(*, assessment, person, keys, by, note=""):
    """Make these statements, and no others, the person's parts; tell them what is new.

    Raises ``PermissionDenied``, or ``ValidationError`` for somebody who does not answer here.
    """
    can_give_parts(by, assessment).require()
    here = CouncilRole.objects.of(person).filter(council=assessment.council, kind__in=holders("answer"))
    if not here.exists():
        raise ValidationError("Only lead officers and contributors answer, so only they can be given parts.")
    wanted = _asked(assessment, keys)
    Assignment.objects.filter(assessment=assessment, person=person).exclude(statement__in=wanted).delete()
    held = set(Assignment.objects.of(person, assessment).values_list("statement", flat=True))
    new = [statement for statement in wanted if statement.pk not in held]
    _add(assessment, new, by, person=person, note=note)
    if new and person != by:
        messages.queue_parts(assessment, person, new, by=by, note=note)
    return new


def _add(assessment, statements, by, **whose):
    rows = [
        Assignment(assessment=assessment, statement=statement, given_by=by, **whose)
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
