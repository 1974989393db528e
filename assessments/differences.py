"""What changed between two signed versions, or since the last one: old beside new, statement by statement."""

from dataclasses import dataclass

from assessments.models import Question, Snapshot
from assessments.results import in_full, live_answers, reading
from assessments.shown import StatementResult


@dataclass(frozen=True)
class Change:
    """One statement before and after."""

    before: StatementResult
    after: StatementResult

    @property
    def key(self):
        """The statement's key, such as 4a."""
        return self.after.key

    @property
    def is_of_level(self):
        """Whether the answer itself changed, and not only what is written under it."""
        return _answer(self.before) != _answer(self.after)

    @property
    def is_of_words(self):
        """Whether what it is based on changed."""
        return self.before.basis != self.after.basis

    @property
    def is_of_evidence(self):
        """Whether what it points to changed."""
        return self.before.evidence != self.after.evidence


def _answer(one):
    return one.kind, one.level, one.done_by


def changes_between(before, after):
    """Return the statements that differ between two signed versions of the same questions."""
    return _differences(reading(before), reading(after))


def changes_since(snapshot):
    """Return the statements whose answers as they stand differ from this signed version."""
    assessment = snapshot.assessment
    return _differences(reading(snapshot), in_full(assessment, live_answers(assessment)))


def asked_now(assessment):
    """Return the keys of the statements that Locality asks about in the round that is not settled."""
    open_round = Question.objects.filter(clarification__assessment=assessment, clarification__after=None)
    return set(open_round.values_list("statement__key", flat=True))


def changes_in_reply(assessment):
    """Return what the council changed since it was signed last, of what it was asked about."""
    last = Snapshot.objects.filter(assessment=assessment).last()
    if last is None:
        return []
    last.assessment = assessment
    asked = asked_now(assessment)
    return [change for change in changes_since(last) if change.key in asked]


@dataclass(frozen=True)
class LastTime:
    """What was published before, and what differs from it now; nothing where the questions differ."""

    snapshot: Snapshot
    same_questions: bool
    changes: list


def since_last_time(assessment):
    """Return what changed since the council's last accepted version, or None in its first year."""
    before = Snapshot.objects.published().filter(assessment__council=assessment.council_id)
    rows = before.select_related("assessment__cycle", "assessment__council")
    last = rows.exclude(assessment=assessment).order_by("-made_at").first()
    if last is None:
        return None
    same = last.assessment.cycle.question_set_id == assessment.cycle.question_set_id
    if not same:
        return LastTime(last, same, [])
    now = in_full(assessment, live_answers(assessment))
    return LastTime(last, same, _differences(in_full(assessment, last.data["answers"]), now))


def _differences(before, after):
    old = {one.key: one for _, ones in before for one in ones}
    pairs = [Change(old[one.key], one) for _, ones in after for one in ones if one.key in old]
    return [change for change in pairs if change.is_of_level or change.is_of_words or change.is_of_evidence]
