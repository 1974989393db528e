"""What the tests of the officers' pages share: council A's self-assessment and its addresses."""

import pytest

from assessments import actions
from assessments.workflow import State
from principles.models import Level
from tests import factories


@pytest.fixture
def assessment(at_state):
    """Council A's self-assessment, started, with nothing answered."""
    return at_state(State.IN_PROGRESS, said={})


@pytest.fixture
def url(assessment):
    """Return a function from the last part of an address to the whole of it."""
    return lambda page="": f"{assessment.get_absolute_url()}{page}"


@pytest.fixture
def answers(assessment, lead):
    """Return a function that saves answers as the lead: ``answers({"1a": {...}})``."""
    return lambda said: factories.answer_all(assessment, lead, said)


@pytest.fixture
def said():
    """Return a function that says what ``save_answer`` takes for one level."""

    def at_level(level=Level.REGULAR_USE, basis="In three wards since 2024.", **more):
        return {"kind": "level", "level": level, "basis": basis, **more}

    return at_level


@pytest.fixture
def fill():
    """Return a function that gives a statement form's fields as a browser sends them."""

    def fields(choice="3", seen_version=0, basis="In three wards since 2024.", **more):
        return {"choice": choice, "seen_version": seen_version, "basis": basis, **more}

    return fields


# --- Year after year --------------------------------------------------------------------


@pytest.fixture
def questions():
    return factories.QuestionSetFactory(version=1)


@pytest.fixture
def last_said():
    """What was signed a year ago."""
    return {
        "1a": {"kind": "level", "level": Level.REGULAR_USE, "basis": "In two wards since 2023."},
        "1b": {"kind": "level", "level": Level.TRYING_OUT, "basis": "One ward."},
        "1c": {"kind": "level", "level": Level.EARLY_DAYS},
        "1d": {"kind": "do_not_know"},
        "2a": {"kind": "level", "level": Level.REGULAR_USE},
    }


@pytest.fixture
def last_year(council_a, lead, signer, questions, last_said):
    """Council A's complete self-assessment of a year ago."""
    return factories.complete_before(council_a, questions, said=last_said)


@pytest.fixture
def this_year(council_a, last_year, curator):
    """This year's, not started: 1b is reworded, 1c split, 2a retired, the rest as it was."""
    kinds = {"1b": "reworded", "1c": "split", "2a": "retired"}
    asked = factories.next_version(last_year.cycle.question_set, curator, **kinds)
    cycle = factories.CycleFactory(question_set=asked, opened=True)
    return factories.AssessmentFactory(council=council_a, cycle=cycle)


@pytest.fixture
def brought(this_year, lead):
    """This year's, with last year's answers brought forward: 1a and 1b."""
    actions.bring_forward(assessment=this_year, by=lead)
    return this_year
