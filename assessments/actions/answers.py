"""Save one answer. Two people at once: the second sees both texts, and nothing is lost."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.actions.moves import perform
from assessments.models import Answer, AnswerVersion, Assessment, Kind, Words
from assessments.permissions import can_answer
from assessments.workflow import State


@dataclass(frozen=True)
class SaveOutcome:
    """What came of a save: kept as a new version, or refused because somebody was first.

    ``answer`` is the answer as it now stands; ``mine`` is what was sent. If ``saved`` is
    false, show both and send again with ``seen_version=answer.version``.
    """

    saved: bool
    answer: Answer
    mine: Words


@transaction.atomic
def save_answer(*, assessment, statement, by, seen_version, kind, level=None, basis="", done_by=""):
    """Save what a person says about one statement, if nobody has since they looked.

    ``seen_version`` is the answer's version when the form was drawn, 0 if there was
    none. Raises ``PermissionDenied`` if this person may not answer now, and
    ``ValidationError`` for words that are no answer to this statement.
    """
    # The row lock keeps an answer from slipping in while the assessment is being sent.
    current = Assessment.objects.select_related("cycle", "council").select_for_update(of=("self",))
    current = current.get(pk=assessment.pk)
    can_answer(by, current).require()
    mine = _checked(current, statement, Words(kind, level, tidy(basis), tidy(done_by)))
    if current.state == State.NOT_STARTED:
        perform(current, "start", by=by)
        assessment.refresh_from_db(fields=["state", "state_since", "lock_version"])
    if seen_version == 0:
        kept = _insert(current, statement, mine, by)
    else:
        kept = _replace(current, statement, mine, by, seen_version)
    answer = Answer.objects.select_related("saved_by", "statement").get(
        assessment=current, statement=statement
    )
    if kept:
        AnswerVersion.objects.create(
            answer=answer, version=answer.version, saved_by=by, saved_at=answer.saved_at, **vars(mine)
        )
    # The same person pressing Save twice has lost nothing: say saved.
    repeated = not kept and answer.saved_by == by and answer.words == mine
    return SaveOutcome(kept or repeated, answer, mine)


def tidy(text):
    """Return a text with one kind of line end and no space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _checked(assessment, statement, words):
    """Return the words as they will be stored, or raise ``ValidationError``."""
    if statement.question_set_id != assessment.cycle.question_set_id:
        raise ValidationError("This statement is not part of this self-assessment.")
    if words.kind == Kind.NOT_OUR_SERVICE and not statement.allows_not_our_service:
        raise ValidationError({"kind": "“Not our service” cannot be chosen for this statement."})
    if words.kind != Kind.NOT_OUR_SERVICE:
        words = Words(words.kind, words.level, words.basis)
    if words.kind != Kind.LEVEL:
        words = Words(words.kind, None, words.basis, words.done_by)
    draft = Answer(assessment=assessment, statement=statement, **vars(words))
    draft.clean_fields(exclude=["saved_by", "assessment", "statement"])
    draft.validate_constraints(exclude=["assessment", "statement", "saved_by"])
    return words


def _insert(assessment, statement, words, by):
    """Make the first version; false if somebody already has."""
    try:
        with transaction.atomic():
            Answer.objects.create(assessment=assessment, statement=statement, saved_by=by, **vars(words))
    except IntegrityError:
        return False
    return True


def _replace(assessment, statement, words, by, seen_version):
    """Put these words in the place of the version that was seen; false if it is gone."""
    return bool(
        Answer.objects.filter(assessment=assessment, statement=statement, version=seen_version).update(
            version=seen_version + 1, saved_by=by, saved_at=timezone.now(), **vars(words)
        )
    )
