"""Open and close a cycle. Opening freezes the questions and invites every member council."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.permissions import YES, no
from assessments import messages
from assessments.actions.closing import leave_cycle, resume_cycle
from assessments.models import Assessment, Cycle
from councils.models import Council, CouncilRole
from principles.models import Level, Principle

NOT_ALLOWED = "Only a Locality reviewer can open or close a cycle."


def may_run_cycles(user):
    """May this person open and close cycles?"""
    return YES if user.is_active and user.has_perm("assessments.run_cycle") else no(NOT_ALLOWED)


def open_problems(cycle):
    """Return a sentence for each reason why the cycle cannot open today; empty if it can."""
    problems = []
    today = timezone.localdate()
    if cycle.is_open:
        return ["This cycle is open already."]
    if not (cycle.opens_on and cycle.closes_on):
        return ["Give the first day and the deadline."]
    if cycle.opens_on > today:
        problems.append("The first day has not come yet. Change the first day if it is to open today.")
    if cycle.closes_on < today:
        problems.append("The deadline has passed. Give a later one.")
    return problems + _contact_problems(cycle) + _question_problems(cycle.question_set)


def _contact_problems(cycle):
    problems = []
    if not (cycle.contact_role and cycle.contact_email):
        problems.append("Say whom councils ask: a role at Locality and its email address.")
    if not cycle.days_before:
        problems.append("Give the reminders before the deadline, such as 20, 10, 5, 1.")
    if not cycle.days_after_sending:
        problems.append("Give the reminders to sign, such as 3, 7.")
    return problems


def _question_problems(question_set):
    statements = list(question_set.statements.prefetch_related("descriptors"))
    asked = {statement.principle_id for statement in statements}
    problems = [
        f"Principle {number} has no statement in {question_set}."
        for pk, number in Principle.objects.values_list("pk", "number")
        if pk not in asked
    ]
    if not statements:
        problems = [f"{question_set} has no statements."]
    return problems + [
        f"Statement {statement.key} does not describe all four levels."
        for statement in statements
        if len(statement.descriptors.all()) != len(Level)
    ]


def councils_to_invite(cycle):
    """Return the member councils of today that have no self-assessment in the cycle.

    Each says whether there is anybody to tell: a lead officer or a sign-off officer.
    """
    told = CouncilRole.objects.open().filter(council=OuterRef("pk"), kind__in=messages.AUDIENCES["opened"][0])
    members = Council.objects.members().current().exclude(assessments__cycle=cycle)
    return members.annotate(is_told=Exists(told)).order_by("name")


@transaction.atomic
def open_cycle(*, cycle, by):
    """Open a cycle (or a closed one again), freeze its questions, invite every member.

    Raises ``PermissionDenied`` with everything that stands in the way.
    """
    may_run_cycles(by).require()
    if problems := open_problems(cycle):
        raise PermissionDenied(" ".join(problems))
    now = timezone.now()
    opened = Cycle.objects.filter(pk=cycle.pk, opened_at=cycle.opened_at, closed_at=cycle.closed_at)
    if not opened.update(opened_at=cycle.opened_at or now, closed_at=None):
        raise PermissionDenied("Somebody was first: open the page again to see how the cycle stands.")
    cycle.refresh_from_db()
    cycle.question_set.freeze()
    resume_cycle(cycle)
    return _invite(cycle)


@transaction.atomic
def add_new_members(*, cycle, by):
    """Give councils that joined since the cycle opened their self-assessment; return them."""
    may_run_cycles(by).require()
    if not cycle.is_open:
        raise PermissionDenied("Open the cycle first.")
    return _invite(cycle)


@transaction.atomic
def close_cycle(*, cycle, by):
    """Close a cycle: what was never signed becomes “Not shared this year”. All work is kept.

    Returns what was moved. What Locality gave back after it was signed stays as it is.
    """
    may_run_cycles(by).require()
    if not Cycle.objects.filter(pk=cycle.pk).open().update(closed_at=timezone.now()):
        raise PermissionDenied("This cycle is not open.")
    cycle.refresh_from_db()
    return leave_cycle(cycle)


def _invite(cycle):
    """Make the rows that are missing and tell their leads and signers; return the councils."""
    councils = list(councils_to_invite(cycle))
    for council in councils:
        assessment, created = Assessment.objects.get_or_create(council=council, cycle=cycle, revision=1)
        if created:
            messages.queue_opening(assessment)
    return councils
