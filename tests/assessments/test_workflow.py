"""The table itself: it hangs together, and its drawing is fresh."""

from django.conf import settings
from django.core.management import call_command

from assessments.tables import drawing
from assessments.workflow import LOCALITY, MOVES, STANDINGS, Note, Party, State, moves_from


def test_every_state_has_its_standing():
    assert set(STANDINGS) == set(State)


def test_every_state_can_be_reached_from_the_first():
    reached, new = set(), {State.NOT_STARTED}
    while new:
        reached |= new
        new = {move.target for state in new for move in moves_from(state)} - reached
    assert reached == set(State)


def test_only_what_is_withdrawn_or_merged_has_no_way_on():
    assert [state for state in State if not moves_from(state)] == [State.WITHDRAWN, State.MERGED]


def test_whoever_is_waited_for_has_a_move():
    for state, standing in STANDINGS.items():
        for party in standing.waits_for:
            if party == Party.CONTRIBUTOR and state == State.IN_PROGRESS:
                continue  # A contributor answers; only the lead sends.
            assert any(party in move.parties for move in moves_from(state)), (state, party)


def test_a_move_back_that_judges_gives_its_reason():
    judges = {"decline", "return", "send_back", "reopen", "merge", "resume"}
    assert {name for name, move in MOVES.items() if move.note == Note.REQUIRED} == judges


def test_a_move_is_the_councils_or_localitys_and_never_both():
    for move in MOVES.values():
        if Party.PORTAL in move.parties:
            continue  # What the portal does by itself is nobody's, or what Locality may do as well.
        assert set(move.parties) <= set(LOCALITY) or not set(move.parties) & set(LOCALITY)


def test_the_drawing_in_the_documentation_is_fresh():
    drawn = (settings.BASE_DIR / "docs" / "workflow.md").read_text(encoding="utf-8")
    assert drawn == drawing(), "Run ./run manage draw_workflow and commit docs/workflow.md."


def test_the_drawing_names_every_state_and_move():
    text = drawing()
    for state in State:
        assert state.label in text
    for move in MOVES.values():
        assert move.button in text


def test_the_command_writes_the_drawing(tmp_path):
    target = tmp_path / "workflow.md"
    call_command("draw_workflow", output=target, verbosity=0)
    assert target.read_text(encoding="utf-8") == drawing()
