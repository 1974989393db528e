"""An application's life: states, parties and moves as one table. No queries.

``manage.py draw_joining`` draws docs/joining.md from this table.
"""

from dataclasses import dataclass

from django.db.models import TextChoices


class Party(TextChoices):
    """Who can make a move."""

    APPLICANT = "applicant", "Whoever holds the emailed link"
    STAFF = "staff", "Locality"
    CLOCK = "clock", "The calendar"


class State(TextChoices):
    """Where an application stands, in the words that people see."""

    DRAFT = "draft", "Not sent yet"
    SENT = "sent", "With Locality"
    ASKED = "asked", "Locality has asked something"
    APPROVED = "approved", "Approved"
    JOINED = "joined", "Joined"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Withdrawn"
    LAPSED = "lapsed", "Lapsed"


class Note(TextChoices):
    """Whether words come with a move."""

    NONE = "none", "No"
    OPTIONAL = "optional", "If wanted"
    REQUIRED = "required", "Yes"


@dataclass(frozen=True)
class Standing:
    """What a state means: whether the answers can change, and whose move it is."""

    answers_open: bool
    waits_for: Party | None
    meaning: str


@dataclass(frozen=True)
class Move:
    """One way from a state to another."""

    name: str
    sources: tuple[State, ...]
    target: State
    party: Party
    button: str
    event: str
    note: Note = Note.NONE
    guards: tuple[str, ...] = ()

    def starts_from(self, state):
        """Whether the move exists from this state."""
        return state in self.sources


STANDINGS = {
    State.DRAFT: Standing(
        True,
        Party.APPLICANT,
        "Somebody writes it. Locality does not read it, and nobody sees that it is there.",
    ),
    State.SENT: Standing(False, Party.STAFF, "Locality reads it. Nothing of it is public."),
    State.ASKED: Standing(
        True, Party.APPLICANT, "Locality needs to know more. The answers can be changed and sent again."
    ),
    State.APPROVED: Standing(
        False,
        Party.CLOCK,
        "The council is a member from the chosen day on. Until then nothing is public.",
    ),
    State.JOINED: Standing(False, None, "The council is in the register, and its lead officer is invited."),
    State.DECLINED: Standing(False, None, "Locality said no, with its reason."),
    State.WITHDRAWN: Standing(False, None, "The applicant took it back."),
    State.LAPSED: Standing(False, None, "Nobody answered Locality's question for six months."),
}

_MOVES = (
    Move(
        "send",
        (State.DRAFT, State.ASKED),
        State.SENT,
        Party.APPLICANT,
        button="Send to Locality",
        event="Sent to Locality",
        note=Note.OPTIONAL,
        guards=(
            "every question is answered",
            "the emailed link has been opened once",
            "the council can still join",
            "no other application of this council is with Locality",
        ),
    ),
    Move(
        "withdraw",
        (State.DRAFT, State.SENT, State.ASKED),
        State.WITHDRAWN,
        Party.APPLICANT,
        button="Withdraw it",
        event="Withdrawn by the applicant",
    ),
    Move(
        "ask",
        (State.SENT,),
        State.ASKED,
        Party.STAFF,
        button="Ask the applicant",
        event="Locality asked something",
        note=Note.REQUIRED,
    ),
    Move(
        "approve",
        (State.SENT,),
        State.APPROVED,
        Party.STAFF,
        button="Approve",
        event="Approved by Locality",
        note=Note.OPTIONAL,
        guards=(
            "there is a link to the decision, or somebody at Locality has seen it",
            "the council is in no pre-election pause on the chosen day",
        ),
    ),
    Move(
        "decline",
        (State.SENT, State.ASKED),
        State.DECLINED,
        Party.STAFF,
        button="Decline",
        event="Declined by Locality",
        note=Note.REQUIRED,
    ),
    Move(
        "reopen",
        (State.APPROVED,),
        State.SENT,
        Party.STAFF,
        button="Take the approval back",
        event="Locality took its approval back",
        note=Note.REQUIRED,
    ),
    Move(
        "publish",
        (State.APPROVED,),
        State.JOINED,
        Party.CLOCK,
        button="Publish now",
        event="The council is a member",
        guards=("the chosen day has come", "the council is in no pre-election pause"),
    ),
    Move(
        "lapse",
        (State.ASKED,),
        State.LAPSED,
        Party.CLOCK,
        button="–",
        event="Lapsed: no answer came in six months",
    ),
)

MOVES = {move.name: move for move in _MOVES}
# In these an application is Locality's business: one of each council at most.
WITH_LOCALITY = (State.SENT, State.ASKED, State.APPROVED)
OVER = tuple(state for state, standing in STANDINGS.items() if standing.waits_for is None)
OPEN = tuple(state for state, standing in STANDINGS.items() if standing.answers_open)


def moves_from(state, party):
    """Return the moves that a party has from a state, in the table's order."""
    return [move for move in _MOVES if move.starts_from(state) and move.party == party]
