"""Open a complete self-assessment again: a new revision begins, and what is public stays as it is."""

from assessments.models import Answer, AnswerEvidence, AnswerVersion, Assessment, Assignment, SharingChoice
from assessments.workflow import State

ANSWER = ("statement_id", "kind", "level", "basis", "done_by", "saved_by_id", "saved_at", "for_council")


def begin_revision(assessment):
    """Make the next revision, with a copy of the answers, their evidence, the sharing and the parts.

    What else a self-assessment is made of is copied by the functions in ``CARRIED``.
    """
    revision = Assessment.objects.create(
        council=assessment.council,
        cycle=assessment.cycle,
        revision=assessment.revision + 1,
        state=State.IN_PROGRESS,
        sharing_chosen_at=assessment.sharing_chosen_at,
    )
    for carry in CARRIED:
        carry(assessment, revision)
    return revision


def _answers(old, new):
    for answer in old.answers.order_by("pk"):
        said = {name: getattr(answer, name) for name in ANSWER}
        copy = Answer.objects.create(assessment=new, version=1, **said)
        said.pop("statement_id")
        AnswerVersion.objects.create(answer=copy, version=1, **said)
        AnswerEvidence.objects.bulk_create(
            AnswerEvidence(
                answer=copy,
                evidence_id=pointer.evidence_id,
                added_by_id=pointer.added_by_id,
                added_at=pointer.added_at,
            )
            for pointer in answer.pointers.all()
        )


def _sharing(old, new):
    """The choices as they stand: what was signed is a ceiling of the old revision alone."""
    SharingChoice.objects.bulk_create(
        SharingChoice(
            assessment=new,
            item=row.item,
            scope=row.scope,
            audience=row.audience,
            chosen_by_id=row.chosen_by_id,
            chosen_at=row.chosen_at,
        )
        for row in old.sharing.all()
    )


def _parts(old, new):
    Assignment.objects.bulk_create(
        Assignment(
            assessment=new,
            statement_id=part.statement_id,
            person_id=part.person_id,
            given_by_id=part.given_by_id,
            note=part.note,
            due_on=part.due_on,
        )
        for part in Assignment.objects.filter(assessment=old, person__isnull=False)
    )


CARRIED = [_answers, _sharing, _parts]
