"""What was signed is read with the words of its time, whatever becomes of the questions later."""

import pytest

from assessments.accepted import public_results
from assessments.models import Audience, Item, Snapshot
from assessments.results import reading
from assessments.workflow import State
from principles.actions import copy_questions, fix_wording, take_out
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF21")]

EVERYTHING = {(item, ""): Audience.PUBLIC for item in Item.values}


@pytest.fixture
def last_year(at_state):
    return at_state(State.COMPLETE, choices=EVERYTHING)


def record(assessment):
    """Return everything that anybody reads of last year's self-assessment, and what was signed."""
    snapshot = Snapshot.objects.get(assessment=assessment.pk)
    return public_results(assessment.council), reading(snapshot), snapshot.content, snapshot.is_intact


def test_changing_this_years_wording_leaves_last_years_record_identical(last_year, curator):
    before = record(last_year)
    draft = copy_questions(question_set=last_year.cycle.question_set, by=curator)
    for statement in draft.statements.all():
        statement.text = "We do something else."
        statement.save()
    take_out(draft.statements.get(key="4a"), by=curator)
    factories.CycleFactory(question_set=draft, opened=False)
    assert record(last_year) == before


def test_a_mistake_put_right_leaves_what_was_signed_before_as_it_was(last_year, curator, sign_in, lead):
    before = record(last_year)
    said = {"key": "1a-text", "seen": "We do 1a well.", "new": "We do 1a very well.", "reason": "A word."}
    fix_wording(question_set=last_year.cycle.question_set, by=curator, **said)
    after = record(last_year)
    assert [one for _, one in after[0][0].principles] == [one for _, one in before[0][0].principles]
    assert after[1:] == before[1:]
    newer = factories.AssessmentFactory(cycle=last_year.cycle, state=State.COMPLETE, choices=EVERYTHING)
    (result,) = public_results(newer.council)
    assert result.principles[0][1][0].text == "We do 1a very well."


def test_it_costs_one_query_and_only_where_something_was_put_right(
    last_year, curator, django_assert_num_queries
):
    public_results(last_year.council)  # what workers keep of the questions is made
    with django_assert_num_queries(4):
        public_results(last_year.council)
    said = {"key": "1a-text", "seen": "We do 1a well.", "new": "We do 1a very well.", "reason": "A word."}
    fix_wording(question_set=last_year.cycle.question_set, by=curator, **said)
    public_results(last_year.council)
    with django_assert_num_queries(5):
        public_results(last_year.council)
