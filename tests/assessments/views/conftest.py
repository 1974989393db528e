"""What the tests of the officers' pages share: council A's self-assessment and its addresses."""

import pytest

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
