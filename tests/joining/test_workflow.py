"""The table of states and moves holds together, and its drawing is up to date."""

import pytest

from joining.tables import drawing
from joining.workflow import MOVES, OPEN, OVER, STANDINGS, WITH_LOCALITY, Party, State, moves_from
from tests.house import read


def test_every_state_has_its_standing():
    assert set(STANDINGS) == set(State)


def test_states_that_are_over_have_no_way_out_and_all_others_have_one():
    for state in State:
        ways = [move for move in MOVES.values() if move.starts_from(state)]
        assert bool(ways) is (state not in OVER), state


@pytest.mark.parametrize("state", [state for state in State if STANDINGS[state].waits_for])
def test_whoever_is_waited_for_has_a_move(state):
    assert moves_from(state, STANDINGS[state].waits_for)


def test_every_state_is_reached():
    assert {move.target for move in MOVES.values()} == set(State) - {State.DRAFT}


def test_only_the_applicant_opens_what_is_a_draft():
    assert {move.party for move in MOVES.values() if move.starts_from(State.DRAFT)} == {Party.APPLICANT}
    assert set(OPEN) == {State.DRAFT, State.ASKED}
    assert set(WITH_LOCALITY) & set(OVER) == set()


def test_the_drawing_is_up_to_date():
    assert read("docs/joining.md") == drawing()
