"""The self-assessment's life: states, parties and moves as one table. No queries.

``manage.py draw_workflow`` draws docs/workflow.md from this table.
"""

from dataclasses import dataclass

from django.db.models import TextChoices


class Party(TextChoices):
    """Who can make a move. The first three are roles on the council, the last is Locality's."""

    LEAD = "lead", "Lead officer"
    CONTRIBUTOR = "contributor", "Contributor"
    SIGNER = "signer", "Sign-off officer"
    REVIEWER = "reviewer", "Locality reviewer"


class State(TextChoices):
    """Where a self-assessment stands, in the words that people see."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    AWAITING_SIGN_OFF = "awaiting_sign_off", "Awaiting sign-off"
    SUBMITTED = "submitted", "Submitted"
    COMPLETE = "complete", "Complete"


class Note(TextChoices):
    """Whether words come with a move."""

    NONE = "none", "No"
    OPTIONAL = "optional", "If wanted"
    REQUIRED = "required", "Yes, a reason"


@dataclass(frozen=True)
class Standing:
    """What a state means: whether answers can change, and whose move it is."""

    answers_open: bool
    waits_for: tuple[Party, ...]
    meaning: str


@dataclass(frozen=True)
class Move:
    """One way from a state to another."""

    name: str
    sources: tuple[State, ...]
    target: State
    parties: tuple[Party, ...]
    button: str
    event: str
    note: Note = Note.NONE
    needs_open_cycle: bool = True
    guards: tuple[str, ...] = ()

    def starts_from(self, state):
        """Whether the move exists from this state."""
        return state in self.sources


STANDINGS = {
    State.NOT_STARTED: Standing(
        True, (Party.LEAD, Party.CONTRIBUTOR), "The cycle is open and nothing has been saved yet."
    ),
    State.IN_PROGRESS: Standing(True, (Party.LEAD, Party.CONTRIBUTOR), "The council is answering."),
    State.AWAITING_SIGN_OFF: Standing(
        False, (Party.SIGNER,), "Answers are locked while the sign-off officer reads them."
    ),
    State.SUBMITTED: Standing(
        False,
        (Party.REVIEWER,),
        "Signed. Locality checks that it is complete and clear, not that it is good.",
    ),
    State.COMPLETE: Standing(False, (), "Accepted. What the signer chose to share can be read."),
}

_MOVES = (
    Move(
        "start",
        (State.NOT_STARTED,),
        State.IN_PROGRESS,
        (Party.LEAD, Party.CONTRIBUTOR),
        button="Start now",
        event="Started",
    ),
    Move(
        "send",
        (State.IN_PROGRESS,),
        State.AWAITING_SIGN_OFF,
        (Party.LEAD,),
        button="Send for sign-off",
        event="Sent for sign-off",
        note=Note.OPTIONAL,
        guards=(
            "somebody other than the sender can sign",
            "the council has chosen what to share",
            "every answer brought forward from an earlier year is confirmed or changed",
            "every “How we work” answer says what it is based on and points to something",
            "the lead has seen which statements have no answer",
        ),
    ),
    Move(
        "recall",
        (State.AWAITING_SIGN_OFF,),
        State.IN_PROGRESS,
        (Party.LEAD,),
        button="Take it back",
        event="Taken back before it was signed",
        needs_open_cycle=False,
    ),
    Move(
        "decline",
        (State.AWAITING_SIGN_OFF,),
        State.IN_PROGRESS,
        (Party.SIGNER,),
        button="Decline and say why",
        event="Declined by the sign-off officer",
        note=Note.REQUIRED,
        needs_open_cycle=False,
    ),
    Move(
        "sign",
        (State.AWAITING_SIGN_OFF,),
        State.SUBMITTED,
        (Party.SIGNER,),
        button="Sign and submit",
        event="Signed and submitted",
        guards=("the signer did not send it and is not a lead", "the signer agrees to both statements"),
    ),
    Move(
        "return",
        (State.SUBMITTED,),
        State.IN_PROGRESS,
        (Party.REVIEWER,),
        button="Return with a reason",
        event="Returned by Locality",
        note=Note.REQUIRED,
    ),
    Move(
        "accept",
        (State.SUBMITTED,),
        State.COMPLETE,
        (Party.REVIEWER,),
        button="Accept as complete",
        event="Accepted as complete by Locality",
        needs_open_cycle=False,
        guards=("the council is not in a pre-election pause",),
    ),
)

MOVES = {move.name: move for move in _MOVES}
# The moves that bring it back to those who answer, with a reason.
CAME_BACK = ("decline", "return")

# Parties whose roles on the council are open for the move, whatever the state: the
# council's own people may read at any time, a reviewer only what has been signed.
SIGNED_STATES = (State.SUBMITTED, State.COMPLETE)
OPEN_STATES = tuple(state for state, standing in STANDINGS.items() if standing.answers_open)


def moves_from(state):
    """Return the moves that start from a state, in the table's order."""
    return [move for move in _MOVES if move.starts_from(state)]


def signing_statements(council_name):
    """Return the two statements that the sign-off officer agrees to."""
    return (
        f"I am content this is a fair account by {council_name}.",
        "I have seen what will be public.",
    )
