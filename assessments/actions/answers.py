"""Save one answer. Two people at once: the second sees both texts, and nothing is lost."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.actions.moves import perform
from assessments.models import Answer, AnswerVersion, Assessment, Kind, Words
from assessments.permissions import can_answer, open_for_answers
from assessments.workflow import State
from principles.models import Level


@dataclass(frozen=True)
class SaveOutcome:
    """What came of a save: kept as a new version, or refused because somebody was first.

    ``answer`` is the answer as it now stands; ``mine`` is what was sent. If ``saved`` is
    false, show both and send again with ``seen_version=answer.version``.
    """

    saved: bool
    answer: Answer
    mine: Words


def save_answer(*, assessment, statement, by, seen_version, kind, level=None, basis="", done_by=""):
    """Save what a person says about one statement, if nobody has since they looked.

    ``seen_version`` is the answer's version when the form was drawn, 0 if there was
    none. Raises ``PermissionDenied`` if this person may not answer now, and
    ``ValidationError`` for words that are no answer to this statement.
    """
    # What can be asked first is asked outside the transaction: SQLite lets one writer in
    # at a time, and sixteen of them must not wait for each other's questions.
    can_answer(by, assessment).require()
    mine = _checked(assessment, statement, Words(kind, level, tidy(basis), tidy(done_by)))
    kept, answer = _keep(assessment, by=by, statement=statement, words=mine, seen_version=seen_version)
    if assessment.state == State.NOT_STARTED:
        assessment.refresh_from_db(fields=["state", "state_since", "lock_version"])
    # The same person pressing Save twice has lost nothing: say saved.
    repeated = not kept and answer.saved_by == by and answer.words == mine
    return SaveOutcome(kept or repeated, answer, mine)


@transaction.atomic
def _keep(assessment, *, by, statement, words, seen_version):
    """Write the answer and its version unless somebody has since; return whether, and the answer."""
    # The row lock keeps an answer from slipping in while the assessment is being sent.
    rows = Assessment.objects.select_related("cycle", "council").select_for_update(of=("self",))
    current = rows.get(pk=assessment.pk)
    open_for_answers(current).require()
    if current.state == State.NOT_STARTED:
        perform(current, "start", by=by)
    now = timezone.now()
    if seen_version == 0:
        kept = _insert(current, statement, words, by, now)
    else:
        kept = _replace(current, statement, words, by, now, seen_version)
    answer = Answer.objects.select_related("saved_by", "statement")
    answer = answer.get(assessment=current, statement=statement)
    if kept:
        AnswerVersion.objects.create(
            answer=answer, version=answer.version, saved_by=by, saved_at=now, **vars(words)
        )
    return kept, answer


def tidy(text):
    """Return a text with one kind of line end and no space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _checked(assessment, statement, words):
    """Return the words as they will be stored, or raise ``ValidationError``."""
    if statement.question_set_id != assessment.cycle.question_set_id:
        raise ValidationError("This statement is not part of this self-assessment.")
    if words.kind == Kind.NOT_OUR_SERVICE and not statement.allows_not_our_service:
        raise ValidationError({"kind": "“Not our service” cannot be chosen for this statement."})
    if words.kind == Kind.LEVEL and words.level not in Level.values:
        raise ValidationError({"level": "Select the answer that fits best, or “We do not know yet”."})
    if words.kind == Kind.NOT_OUR_SERVICE and not words.done_by:
        raise ValidationError({"done_by": "Say which council does it."})
    words = Words(
        words.kind,
        words.level if words.kind == Kind.LEVEL else None,
        words.basis,
        words.done_by if words.kind == Kind.NOT_OUR_SERVICE else "",
    )
    draft = Answer(assessment=assessment, statement=statement, **vars(words))
    draft.clean_fields(exclude=["saved_by", "assessment", "statement"])
    return words


def _insert(assessment, statement, words, by, now):
    """Make the first version; false if somebody already has."""
    try:
        with transaction.atomic():
            Answer.objects.create(
                assessment=assessment, statement=statement, saved_by=by, saved_at=now, **vars(words)
            )
    except IntegrityError:
        return False
    return True


def _replace(assessment, statement, words, by, now, seen_version):
    """Put these words in the place of the version that was seen; false if it is gone."""
    seen = Answer.objects.filter(assessment=assessment, statement=statement, version=seen_version)
    return bool(seen.update(version=seen_version + 1, saved_by=by, saved_at=now, **vars(words)))
