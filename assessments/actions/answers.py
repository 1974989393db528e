"""Save one answer. Two people at once: the second sees both texts, and nothing is lost."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.actions.moves import perform
from assessments.models import Answer, AnswerVersion, Assessment, Kind, Words
from assessments.permissions import assists, can_answer, open_for_answers, roles_on
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
    can_answer(by, assessment, statement).require()
    mine = checked(assessment, statement, Words(kind, level, tidy(basis), tidy(done_by)))
    rows = Answer.objects.filter(assessment=assessment, statement=statement).select_related("saved_by")
    answer = rows.first() or Answer(assessment=assessment, statement=statement, version=0)
    for_council = assists(by, assessment) and not roles_on(by, assessment.council)
    seen_version = seen_version if answer.pk else 0
    kept = _keep(answer, by=by, words=mine, seen_version=seen_version, for_council=for_council)
    if assessment.state == State.NOT_STARTED:
        assessment.refresh_from_db(fields=["state", "state_since", "lock_version"])
    if not kept:
        answer = rows.get()
    # The same person pressing Save twice has lost nothing: say saved.
    repeated = not kept and answer.saved_by == by and answer.words == mine
    return SaveOutcome(kept or repeated, answer, mine)


@transaction.atomic
def _keep(answer, *, by, words, seen_version, for_council=False):
    """Write the answer and its version; false if somebody has since the person looked."""
    # The row lock keeps an answer from slipping in while the assessment is being sent.
    rows = Assessment.objects.select_related("cycle", "council").select_for_update(of=("self",))
    current = rows.get(pk=answer.assessment_id)
    open_for_answers(current, answer.statement).require()
    if current.state == State.NOT_STARTED:
        perform(current, "start", by=by)
    said = {
        **vars(words),
        "for_council": for_council,
        "version": seen_version + 1,
        "saved_by": by,
        "saved_at": timezone.now(),
    }
    if not (_replace(answer, said, seen_version) if seen_version else _insert(answer, said)):
        return False
    AnswerVersion.objects.create(answer=answer, **said)
    return True


def tidy(text):
    """Return a text with one kind of line end and no space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def checked(assessment, statement, words):
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


def _insert(answer, said):
    """Make the first version; false if somebody already has."""
    if answer.pk:
        return False
    _set(answer, said)
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _replace(answer, said, seen_version):
    """Put these words in the place of the version that was seen; false if it is gone."""
    _set(answer, said)
    return bool(Answer.objects.filter(pk=answer.pk, version=seen_version).update(**said))


def _set(answer, said):
    for name, value in said.items():
        setattr(answer, name, value)
