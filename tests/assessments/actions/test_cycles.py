"""Opening and closing a cycle: by whom, when, and what opening does."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from post_office.models import Email

from assessments.actions import add_new_members, close_cycle, open_cycle
from assessments.actions.cycles import open_problems
from assessments.models import Assessment, Cycle
from assessments.workflow import State
from principles.models import LevelDescriptor, Statement
from tests import factories

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def members():
    return [factories.MembershipFactory().council for _ in range(3)]


def test_opening_freezes_the_questions_and_invites_every_member(members, reviewer):
    factories.CouncilFactory(name="Outside")
    left = factories.MembershipFactory(ended_on=timezone.localdate()).council
    cycle = factories.CycleFactory()
    assert set(open_cycle(cycle=cycle, by=reviewer)) == set(members)
    assert cycle.is_open
    assert not left.assessments.exists()
    assert set(Assessment.objects.values_list("state", flat=True)) == {State.NOT_STARTED}
    statement = cycle.question_set.statements.first()
    statement.text = "We do something else."
    with pytest.raises(ValidationError, match="cannot change"):
        statement.save()


def test_leads_and_signers_hear_of_it(members, reviewer):
    lead = factories.CouncilRoleFactory(council=members[0]).user
    factories.CouncilRoleFactory(council=members[0], kind="viewer")
    open_cycle(cycle=factories.CycleFactory(), by=reviewer)
    assert [email.to for email in Email.objects.all()] == [[lead.email]]


def test_a_council_that_joins_later_is_added_once(members, reviewer):
    cycle = factories.CycleFactory(opened=True)
    assert Assessment.objects.count() == 3
    late = factories.MembershipFactory().council
    assert add_new_members(cycle=cycle, by=reviewer) == [late]
    assert add_new_members(cycle=cycle, by=reviewer) == []
    assert Assessment.objects.count() == 4


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"contact_email": ""}, "whom councils ask"),
        ({"contact_role": ""}, "whom councils ask"),
        ({"reminder_days": ""}, "reminders before the deadline"),
        ({"signing_days": ""}, "reminders to sign"),
        ({"opens_on": None}, "Give the first day"),
        ({"closes_on": None}, "Give the first day"),
        ({"opens_on": DAY, "closes_on": 9 * DAY}, "has not come yet"),
        ({"opens_on": -9 * DAY, "closes_on": -DAY}, "deadline has passed"),
    ],
)
@pytest.mark.feature("ST13")
def test_it_cannot_open_without_its_days_reminders_and_contact(change, problem, reviewer):
    days = {name: timezone.localdate() + value if value else value for name, value in change.items()}
    cycle = factories.CycleFactory(**{"closes_on": timezone.localdate() + DAY, **days})
    with pytest.raises(PermissionDenied, match=problem):
        open_cycle(cycle=cycle, by=reviewer)
    assert not Cycle.objects.open().exists()


@pytest.mark.parametrize(
    ("remove", "problem"),
    [
        (
            lambda: LevelDescriptor.objects.filter(statement__key="4a", level=2).delete(),
            "4a does not describe all four",
        ),
        (lambda: Statement.objects.filter(principle__number=3).delete(), "Principle 3 has no statement"),
        (lambda: Statement.objects.all().delete(), "has no statements"),
    ],
)
def test_it_cannot_open_with_half_a_question_set(remove, problem, reviewer):
    cycle = factories.CycleFactory()
    remove()
    assert any(problem in sentence for sentence in open_problems(cycle))
    with pytest.raises(PermissionDenied, match=problem):
        open_cycle(cycle=cycle, by=reviewer)


def test_only_reviewers_open_and_close(people):
    cycle = factories.CycleFactory()
    for name, person in people.items():
        if person.is_authenticated and name not in {"reviewer", "superuser"}:
            for verb in (open_cycle, close_cycle, add_new_members):
                with pytest.raises(PermissionDenied, match="Only a Locality reviewer"):
                    verb(cycle=cycle, by=person)
    assert not Cycle.objects.filter(opened_at__isnull=False).exists()


def test_closing_keeps_everything_and_can_be_undone(at_state, reviewer):
    assessment = at_state(State.IN_PROGRESS)
    cycle, began = assessment.cycle, assessment.cycle.opened_at
    close_cycle(cycle=cycle, by=reviewer)
    assert not cycle.is_open
    assert assessment.answers.count() == 24
    with pytest.raises(PermissionDenied, match="not open"):
        close_cycle(cycle=cycle, by=reviewer)
    with pytest.raises(PermissionDenied, match="Open the cycle first"):
        add_new_members(cycle=cycle, by=reviewer)
    open_cycle(cycle=cycle, by=reviewer)
    assert (cycle.is_open, cycle.opened_at) == (True, began)


def test_two_people_open_it_and_one_is_told(reviewer):
    cycle = factories.CycleFactory()
    stale = Cycle.objects.get(pk=cycle.pk)
    open_cycle(cycle=cycle, by=reviewer)
    with pytest.raises(PermissionDenied, match="Somebody was first"):
        open_cycle(cycle=stale, by=reviewer)
