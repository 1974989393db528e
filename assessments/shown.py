"""What readers see of a self-assessment, as plain values for templates and downloads."""

import datetime
from dataclasses import dataclass, field

from django.utils.formats import date_format

from assessments.models import ChampionSentence
from assessments.movement import Movement
from assessments.planned import PriorityResult
from principles.models import QuestionSet
from principles.published import AskedUnder


@dataclass(frozen=True)
class EvidenceResult:
    """A document that an answer points to."""

    title: str
    link: str
    held_by: str
    dated_on: datetime.date | None
    is_public: bool


@dataclass(frozen=True)
class StatementResult:
    """What is shared of one answer. ``label`` is empty if the level is not shared."""

    key: str
    text: str
    kind: str = ""
    level: int | None = None
    label: str = ""
    done_by: str = ""
    basis: str = ""
    evidence: tuple[EvidenceResult, ...] = ()
    for_council: bool = False
    """Locality entered it for the council, which signed it."""
    is_disputed: bool = False
    """Locality asked about it, and the council stands by its words."""
    moved: str = ""
    last_level: int | None = None
    last_label: str = ""

    @property
    def shows_anything(self):
        """Whether any part of it is shared."""
        return bool(self.label or self.basis or self.evidence)


@dataclass(frozen=True)
class Result:
    """One council's self-assessment of one cycle, as one kind of reader may see it."""

    cycle: int
    """The key of the cycle, which stands in addresses."""
    cycle_title: str
    question_set: QuestionSet
    completed_on: datetime.date | None
    signed_on: datetime.date | None
    signer_role: str
    standard_line: str
    shows_levels: bool
    principles: list[tuple[AskedUnder, list[StatementResult]]] = field(default_factory=list)
    sentence: ChampionSentence | None = None
    shares_plans: bool = False
    priorities: tuple[PriorityResult, ...] = ()
    movement: Movement | None = None
    is_first: bool = False

    @property
    def statements(self):
        """All statements of which anything is shown, in order."""
        return [statement for _, statements in self.principles for statement in statements]


def standard_line(council_name, signer_role, signed_on):
    """Return the sentence that goes wherever a result goes (product rule 8.2)."""
    day = date_format(signed_on, "j F Y") if signed_on else "the day it is signed"
    return (
        f"Self-assessed by {council_name}, signed off by the {signer_role.removeprefix('the ')} on {day}. "
        "Locality checked that it is complete. It has not been inspected, and councils answer for different "
        "services and places, so it should not be used to rank them."
    )
