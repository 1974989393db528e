"""All of a self-assessment, shared or not: for the council's own people and for Locality's reviewers."""

from dataclasses import dataclass

from assessments.models import Kind
from assessments.planned import PriorityResult, live_priorities, priority_results
from assessments.results import asked_of, in_full, live_answers, reading
from assessments.workflow import SIGNED_STATES
from principles.models import Level, Principle


@dataclass(frozen=True)
class Part:
    """One principle with all that is said under it."""

    principle: Principle
    statements: list

    @property
    def sentence(self):
        """Return “3 of 4 in regular use or how we work. 1 not answered.” (product rule 8.1).

        Counted of the statements that are the council's service; what has no answer stays
        among them and is named. Never a sum across principles.
        """
        kinds = [one.kind for one in self.statements]
        ours = len(kinds) - kinds.count(Kind.NOT_OUR_SERVICE)
        high = sum((one.level or 0) >= Level.REGULAR_USE for one in self.statements)
        parts = [f"{high} of {ours} in regular use or how we work"] if ours else []
        counts = [
            (kinds.count(""), "not answered"),
            (kinds.count(Kind.DO_NOT_KNOW), "not known yet"),
            (kinds.count(Kind.NOT_OUR_SERVICE), "not our service"),
        ]
        parts += [f"{count} {words}" for count, words in counts if count]
        return "".join(f"{part}. " for part in parts).strip()


@dataclass(frozen=True)
class Whole:
    """Everything that a self-assessment says, as it was signed or as it stands."""

    parts: list[Part]
    priorities: tuple[PriorityResult, ...]
    snapshot: object = None

    @property
    def is_signed(self):
        return self.snapshot is not None

    @property
    def statements(self):
        """Return each statement by its key."""
        return {one.key: one for part in self.parts for one in part.statements}


def whole(assessment):
    """Return all of it: the last signed version if nothing can have changed since, otherwise as it stands."""
    snapshot = None
    if assessment.state in SIGNED_STATES:
        snapshot = assessment.snapshots.select_related("signature").last()
    if snapshot is None:
        read, plans = in_full(assessment, live_answers(assessment)), live_plans(assessment)
    else:
        snapshot.assessment = assessment
        read, plans = reading(snapshot), signed_plans(snapshot)
    return Whole([Part(*pair) for pair in read], plans, snapshot)


def signed_plans(snapshot):
    """Return all priorities that were signed; old versions hold none."""
    said = snapshot.data.get("priorities", [])
    return priority_results(said, asked_of(snapshot.assessment), lambda key: True)


def live_plans(assessment):
    """Return the priorities as they stand."""
    return priority_results(live_priorities(assessment), asked_of(assessment), lambda key: True)
