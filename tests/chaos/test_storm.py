"""Ten seconds of what ``./run chaos`` does for a minute; the control shows that losses would be seen."""

import pytest

from tests.chaos.storm import control, stage, storm
from tests.postgres import find_programs

pytestmark = [pytest.mark.thorough, pytest.mark.own_database, pytest.mark.feature("OF13")]
SECONDS = 10


@pytest.fixture(scope="module")
def on():
    if not find_programs():
        pytest.skip("LEFT OUT: no PostgreSQL 15 or newer is installed here.")
    with stage() as made:
        yield made


def test_nothing_that_was_acknowledged_is_lost_whatever_falls_over(on):
    outcome = storm(on, SECONDS)
    assert outcome.faults == []
    assert len(outcome.outages) == 2


def test_a_database_that_says_saved_too_early_loses_saves(on):
    assert control(on, SECONDS).lost
