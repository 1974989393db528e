"""Priorities and actions side by side, where they are public, with a question and no rank."""

import pytest

from assessments.models import Audience, Item
from assessments.workflow import State
from tests import factories
from tests.factories.assessments import walk
from tests.factories.plans import choose, plan

NOTHING = dict.fromkeys(((item, "") for item in Item.values), Audience.US)


@pytest.fixture
def working(db):
    """Return a function that completes a council's self-assessment with one priority, shared as said."""
    cycle = factories.CycleFactory(opened=True)

    def complete(name, words, audience=Audience.PUBLIC):
        choices = NOTHING | {(Item.PLANS, ""): audience}
        assessment = factories.AssessmentFactory(
            council=factories.CouncilFactory(name=name), cycle=cycle, state=State.IN_PROGRESS, choices=choices
        )
        lead = factories.officer(assessment.council, "lead")
        plan(choose(assessment, "4a", lead, words=words).row, lead, f"{name} holds a planning day.")
        walk(assessment, State.COMPLETE)

    return complete


@pytest.fixture
def compared(client):
    return lambda: " ".join(client.get("/compare/?a=aldham&b=brackwell").content.decode().split())


@pytest.mark.feature("PU15")
class TestPlans:
    def test_both_stand_there_with_a_question_where_they_differ(self, working, compared):
        working("Aldham", "More money before crisis.")
        working("Brackwell", "Fewer forms.")

        text = compared()

        assert "What they are working on" in text
        assert "More money before crisis." in text
        assert "Brackwell holds a planning day. (Head of Commissioning, by 31 March 2040)" in text
        assert "They work on different things. What made each of them start there?" in text

    def test_what_one_shares_with_the_network_alone_is_not_there(self, working, compared):
        working("Aldham", "More money before crisis.")
        working("Brackwell", "Fewer forms.", Audience.NETWORK)

        text = compared()

        assert "More money before crisis." in text
        assert "Fewer forms." not in text
        assert "Nothing to read here" in text
        assert "says in public what comes next. What would Brackwell" in text

    def test_where_nobody_shares_them_there_is_no_row(self, working, compared):
        working("Aldham", "More money before crisis.", Audience.US)
        working("Brackwell", "Fewer forms.", Audience.NETWORK)

        assert "What they are working on" not in compared()
