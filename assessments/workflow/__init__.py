"""The self-assessment's life: states, parties and moves as one table. No queries.

``manage.py draw_workflow`` draws docs/workflow.md from this table.
"""

from assessments.workflow.kinds import Move, Note, Party, Standing, State
from assessments.workflow.table import ALL_MOVES, STANDINGS

__all__ = [
    "CAME_BACK",
    "LOCALITY",
    "MOVES",
    "OPEN_STATES",
    "READ_STATES",
    "SIGNED_STATES",
    "STANDINGS",
    "UNFINISHED",
    "Move",
    "Note",
    "Party",
    "Standing",
    "State",
    "confirming_statements",
    "moves_from",
    "signing_statements",
]

MOVES = {move.name: move for move in ALL_MOVES}
# What becomes “Not shared this year” when the time is over.
UNFINISHED = MOVES["leave"].sources
# The moves that bring it back to those who answer, with a reason.
CAME_BACK = ("decline", "return", "reopen")
# Who moves for Locality; all others move for the council.
LOCALITY = (Party.REVIEWER, Party.ADMIN)

# Parties whose roles on the council are open for the move, whatever the state: the
# council's own people may read at any time, a reviewer only what has been signed.
SIGNED_STATES = (State.SUBMITTED, State.CLARIFICATION, State.CONFIRMATION, State.COMPLETE)
# Signed, and not yet accepted.
READ_STATES = SIGNED_STATES[:-1]
OPEN_STATES = tuple(state for state, standing in STANDINGS.items() if standing.answers_open)


def moves_from(state):
    """Return the moves that start from a state, in the table's order."""
    return [move for move in ALL_MOVES if move.starts_from(state)]


def signing_statements(council_name):
    """Return the two statements that the sign-off officer agrees to."""
    return (
        f"I am content this is a fair account by {council_name}.",
        "I have seen what will be public.",
    )


def confirming_statements(council_name):
    """Return what the sign-off officer agrees to who confirms a change after the signature."""
    return (f"I confirm the changed answers. With them this is a fair account by {council_name}.",)
