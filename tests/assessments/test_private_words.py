"""What a council or a reviewer wrote for themselves: theirs to take away, and nobody reads it in passing."""

import json

import pytest

from accounts.actions import export
from accounts.erasure import UNREAD, Plan
from assessments.actions import say_what_happened
from assessments.actions.reading import save_reading
from assessments.workflow import State

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF23")]
WORDS = "Contributor Cole says that Zebrawort left."


@pytest.fixture
def happened(at_state, lead, contributor):
    """The lead says what happened where a level moved back, and names a colleague."""
    assessment = at_state(State.IN_PROGRESS)
    answer = assessment.answers.get(statement__key="1a")
    say_what_happened(answer=answer, by=lead, reason="people", words=WORDS)
    return lead


@pytest.fixture
def noted(at_state, reviewer, contributor):
    """A reviewer writes a private note that names an officer."""
    assessment = at_state(State.SUBMITTED)
    save_reading(assessment=assessment, flags={}, notes={"": WORDS}, by=reviewer)
    return reviewer


@pytest.mark.parametrize("author", ["happened", "noted"])
def test_only_its_author_gets_it_handed_out(author, request, contributor, superuser):
    person = request.getfixturevalue(author)
    assert "Zebrawort" in json.dumps(export(person=person, by=person))
    for whose in (person, contributor):
        assert "Zebrawort" not in json.dumps(export(person=whose, by=superuser, for_staff=True))
    assert UNREAD in [mention.excerpt for mention in Plan(contributor).mentions]
