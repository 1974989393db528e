"""What a council signed before: the last complete year, which need not be last year.

Everything here comes from the accepted snapshot, never from answers that can still change.
"""

import datetime
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from assessments.models import Kind, Snapshot
from assessments.movement import Movement, compare, known_ways
from assessments.results import NOT_ANSWERED, StatementResult, in_full, own_answers, signed_answer
from principles.changes import Way, way_of, ways
from principles.models import Statement

# After so long a reader is told to take care; in years and in months as people count them.
OLD_AFTER = datetime.timedelta(days=730)
OLD_EVIDENCE = datetime.timedelta(days=3 * 365 + 1)
LAST_YEARS = "assessment__cycle"
READ = [
    *("content", "made_at", "assessment__council", "assessment__reference"),
    *(f"{LAST_YEARS}__{name}" for name in ("title", "question_set")),
]


@dataclass(frozen=True)
class Earlier:
    """The last complete self-assessment before one: its answers by key."""

    snapshot: Snapshot

    @property
    def title(self):
        """Which cycle it was, such as “Self-assessment 2025”."""
        return self.snapshot.assessment.cycle.title

    @property
    def question_set(self):
        """The key of the version that was asked."""
        return self.snapshot.assessment.cycle.question_set_id

    @property
    def signed_on(self):
        """The day on which it was signed."""
        return timezone.localdate(self.snapshot.made_at)

    @property
    def is_old(self):
        """Whether it was signed more than 24 months ago."""
        return timezone.localdate() - self.signed_on > OLD_AFTER

    @cached_property
    def answers(self):
        """What was signed, by the keys of then."""
        return {answer["key"]: answer for answer in self.snapshot.data["answers"]}


@dataclass(frozen=True)
class Before:
    """What was said of one statement the last time; ``answer`` is None if nothing fits."""

    earlier: Earlier
    answer: StatementResult | None = None
    is_reworded: bool = False


@dataclass(frozen=True)
class Forward:
    """An answer that can be brought forward to a statement of today."""

    statement: Statement
    said: dict
    way: Way

    @property
    def label(self):
        """Its words, such as “In regular use”."""
        return signed_answer(self.said).label

    @property
    def is_reworded(self):
        """Whether the statement was asked in other words."""
        return not self.way.change.is_compared


@dataclass
class Bringing:
    """What can be brought forward now, and what cannot, each with its reason."""

    earlier: Earlier
    lines: list[Forward] = field(default_factory=list)
    left: dict[str, list[Statement]] = field(default_factory=dict)


ANSWERED = "You have answered these already. Nothing you wrote is touched"
NOT_LINKED = "These are new, or were split, merged or changed, so an old answer does not fit"
NOTHING_SAID = "There was no answer the last time, or one that cannot be given to this statement"


def earlier_than(assessment):
    """Return the council's last complete self-assessment before this one's cycle, or None; one query."""
    snapshot = _complete_before(assessment).select_related("assessment__cycle").only(*READ).first()
    return Earlier(snapshot) if snapshot else None


def earlier_title(assessment):
    """Return what the last complete one is called, empty in a first year; one query, without its content."""
    return _complete_before(assessment).values_list("assessment__cycle__title", flat=True).first() or ""


def _complete_before(assessment):
    """The newest first: of a cycle, the newest revision that was accepted."""
    rows = Snapshot.objects.filter(
        published_for__council=assessment.council_id,
        published_for__cycle__opens_on__lt=assessment.cycle.opens_on,
    )
    return rows.order_by("-published_for__cycle__opens_on", "-published_for__revision")


def before(assessment, statement):
    """Return what was said of a statement the last time, or None in a first year; one query, or two."""
    earlier = earlier_than(assessment)
    if earlier is None:
        return None
    way = way_of(earlier.question_set, statement.question_set_id, statement.key)
    if way is None or not way.change.is_carried or way.key not in earlier.answers:
        return Before(earlier)
    answer = signed_answer(earlier.answers[way.key], way.text)
    return Before(earlier, answer, is_reworded=not way.change.is_compared)


@dataclass(frozen=True)
class Compared:
    """A council's own answers of this year beside the last complete one's."""

    earlier: Earlier
    principles: list
    movement: Movement
    is_signed: bool


def moved(assessment):
    """Return what moved since the last complete year, by what is signed or drafted; None in a first year."""
    earlier = earlier_than(assessment)
    if earlier is None:
        return None
    answers, snapshot = own_answers(assessment)
    today = in_full(assessment, answers)
    now = [statement for _, statements in today for statement in statements]
    known = known_ways(earlier.question_set, assessment.cycle.question_set_id, [one.key for one in now], {})
    last = [signed_answer(answer) for answer in earlier.answers.values()]
    gaps = {way.key for way in known.values()} - earlier.answers.keys()
    last += [StatementResult(key, "", label=NOT_ANSWERED) for key in gaps]
    compared, counts = compare(now, last, known)
    left = iter(compared)
    principles = [(principle, [next(left) for _ in ones]) for principle, ones in today]
    return Compared(earlier, principles, Movement(earlier.title, counts), snapshot is not None)


def bringing(assessment):
    """Return what can be brought forward into a self-assessment, or None in a first year; four queries."""
    earlier = earlier_than(assessment)
    if earlier is None:
        return None
    found = Bringing(earlier)
    known = ways(earlier.question_set, assessment.cycle.question_set_id)
    answered = set(assessment.answers.values_list("statement", flat=True))
    for statement in assessment.cycle.question_set.statements.order_by("key"):
        way = known.get(statement.key)
        said = earlier.answers.get(way.key) if way else None
        if statement.pk in answered:
            found.left.setdefault(ANSWERED, []).append(statement)
        elif way is None or not way.change.is_carried:
            found.left.setdefault(NOT_LINKED, []).append(statement)
        elif said is None or not _fits(said, statement):
            found.left.setdefault(NOTHING_SAID, []).append(statement)
        else:
            found.lines.append(Forward(statement, said, way))
    return found


def _fits(said, statement):
    """“We do not know yet” is no answer to bring forward; “not our service” only where it is offered."""
    if said["kind"] == Kind.NOT_OUR_SERVICE:
        return statement.allows_not_our_service
    return said["kind"] == Kind.LEVEL


def is_old_evidence(dated_on):
    """Whether a document is older than three years, so that somebody should look at it again."""
    return dated_on is not None and timezone.localdate() - dated_on > OLD_EVIDENCE
