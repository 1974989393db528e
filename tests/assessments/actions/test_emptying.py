"""What is withdrawn is deleted after twelve months, unless the council asks to keep it."""

import datetime

import pytest
from django.utils import timezone

from accounts.retention import tidy
from assessments.actions import add_evidence, perform
from assessments.actions.emptying import due_to_empty, empty
from assessments.actions.withdrawing import ask_withdrawal, keep
from assessments.models import Answer, Assessment, Event, Evidence, Snapshot
from assessments.permissions.colleagues import can_comment
from assessments.workflow import State
from tests import factories

pytestmark = pytest.mark.django_db
WHAT = "What a council wrote in a self-assessment that it has withdrawn"


@pytest.fixture
def withdrawn(at_state, lead, signer):
    assessment = at_state(State.IN_PROGRESS)
    add_evidence(answer=assessment.answers.first(), by=lead, title="Map", held_by="Planning")
    perform(assessment, "send", by=lead)
    perform(assessment, "sign", by=signer, agreed=True)
    ask_withdrawal(assessment=assessment, by=lead, note="We are reorganising.")
    return perform(assessment, "withdraw", by=signer)


def age(assessment, days):
    since = timezone.now() - datetime.timedelta(days=days)
    Assessment.objects.filter(pk=assessment.pk).update(state_since=since)


def counted():
    return next(count for what, count, _ in tidy(dry_run=False) if what == WHAT)


def test_nothing_goes_before_its_time(withdrawn):
    age(withdrawn, 360)
    assert counted() == 0
    assert Answer.objects.count() == 24


def test_edge_32_all_goes_after_twelve_months_but_the_row_with_its_reference(withdrawn):
    age(withdrawn, 370)
    reference = withdrawn.reference
    assert counted() == 1
    assert counted() == 0
    left = Assessment.objects.get()
    assert (left.reference, bool(left.emptied_at)) == (reference, True)
    assert not Answer.objects.exists()
    assert not Snapshot.objects.exists()
    assert Event.objects.filter(move="withdraw").exists()
    assert not Event.objects.exclude(note="").exists()
    assert Evidence.objects.exists()


def test_nothing_is_written_where_nothing_would_delete_it(withdrawn, lead):
    assert can_comment(lead, withdrawn)
    age(withdrawn, 370)
    assert counted() == 1
    withdrawn.refresh_from_db()
    assert "has been deleted" in can_comment(lead, withdrawn).reason


def test_what_the_council_asked_to_keep_stays(withdrawn, lead):
    keep(assessment=withdrawn, by=lead)
    age(withdrawn, 370)
    assert counted() == 0


def test_another_councils_work_is_not_touched(withdrawn, council_b):
    other = factories.AssessmentFactory(council=council_b, cycle=withdrawn.cycle, state=State.SUBMITTED)
    age(withdrawn, 370)
    empty(due_to_empty(timezone.now()))
    assert other.answers.count() == 24
    assert other.snapshots.count() == 1
