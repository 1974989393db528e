"""What the table of the self-assessment's life is made of: states, parties, notes and moves."""

from dataclasses import dataclass

from django.db.models import TextChoices


class Party(TextChoices):
    """Who can make a move: three roles on the council, two of Locality's, and the portal by itself."""

    LEAD = "lead", "Lead officer"
    CONTRIBUTOR = "contributor", "Contributor"
    SIGNER = "signer", "Sign-off officer"
    REVIEWER = "reviewer", "Locality reviewer"
    ADMIN = "admin", "Locality admin"
    PORTAL = "portal", "The portal"


class State(TextChoices):
    """Where a self-assessment stands, in the words that people see."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    AWAITING_SIGN_OFF = "awaiting_sign_off", "Awaiting sign-off"
    SUBMITTED = "submitted", "Submitted"
    CLARIFICATION = "clarification", "Clarification asked"
    CONFIRMATION = "confirmation", "Change to confirm"
    COMPLETE = "complete", "Complete"
    WITHDRAWN = "withdrawn", "Withdrawn"
    MERGED = "merged", "Closed by merger"
    NOT_SHARED = "not_shared", "Not shared this year"


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
    some_open: bool = False
    """Only the answers that Locality asked about can change."""


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
