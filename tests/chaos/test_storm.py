"""Ten seconds of what ``./run chaos`` does for a minute.

The control with a database that says "saved" too early belongs to ``./run chaos``, as how much it loses
depends on the machine; here the counting itself is shown to see a loss.
"""

from collections import Counter

import pytest

from tests.chaos.editors import Book
from tests.chaos.storm import Outcome, stage, storm
from tests.postgres import find_programs

pytestmark = pytest.mark.feature("OF13")
SECONDS = 10


@pytest.fixture
def on():
    if not find_programs():
        pytest.skip("LEFT OUT: no PostgreSQL 15 or newer is installed here.")
    with stage() as made:
        yield made


@pytest.mark.thorough
@pytest.mark.own_database
def test_nothing_that_was_acknowledged_is_lost_whatever_falls_over(on):
    outcome = storm(on, SECONDS)
    assert outcome.faults == []
    assert len(outcome.outages) == 2


@pytest.fixture
def outcome():
    """Two saves, both acknowledged, and a restart from second 10 to second 12."""
    book = Book(tried=["one", "two"], acknowledged=["one", "two"])
    return Outcome(SECONDS, book, outages=[(10, 12)], kept=Counter(one=1, two=1))


def test_a_storm_in_which_all_was_kept_has_no_fault(outcome):
    outcome.book.failed = [10.5, 13.9]
    assert outcome.faults == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda outcome: outcome.kept.pop("two"), "acknowledged and lost: 1"),
        (lambda outcome: outcome.kept.update(["two"]), "stands twice: 1"),
        (lambda outcome: outcome.book.strange.append("a read of b"), "read of another council: 1"),
        (
            lambda outcome: outcome.book.failed.append(14.1),
            "errors later than 2 s after the database was ready: 1",
        ),
        (lambda outcome: outcome.book.acknowledged.clear(), "storms in which nothing was saved: 1"),
    ],
)
def test_what_should_not_have_been_is_counted(outcome, change, fault):
    change(outcome)
    assert outcome.faults == [fault]
