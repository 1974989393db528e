"""Ask about signed statements, reply, and settle: the round of questions behind the moves."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.working_days import working_days_after
from assessments.models import Assessment, Clarification, Question, Snapshot
from assessments.permissions import can_move, unsupported
from assessments.permissions.replying import lacking, questions_asked, reply_move
from principles.models import Statement

# Working days that a council gets to reply.
USUAL_DAYS, MOST_DAYS = 10, 60
LEVEL_CHANGED = "A level has changed since it was signed, so the sign-off officer has to confirm it first."
NO_LEVEL_CHANGED = "No level has changed since it was signed, so send the replies straight to Locality."


@dataclass(frozen=True)
class Asked:
    """What Locality asks: ``questions`` maps statement keys to texts; ``days`` are working days."""

    questions: dict[str, str]
    days: int = USUAL_DAYS

    @property
    def due_on(self):
        """The last day to reply."""
        return working_days_after(timezone.localdate(), self.days)


def checked(assessment, asked):
    """Return the statements asked about with their questions, or raise ``ValidationError``."""
    questions = {
        key: text.strip() for key, text in (asked.questions if asked else {}).items() if text.strip()
    }
    if not questions:
        raise ValidationError({"questions": "Ask about at least one statement."})
    if not 1 <= asked.days <= MOST_DAYS:
        raise ValidationError({"days": f"Give between 1 and {MOST_DAYS} working days."})
    known = Statement.objects.filter(question_set=assessment.cycle.question_set_id, key__in=questions)
    found = {statement: questions[statement.key] for statement in known.order_by("key")}
    if len(found) != len(questions):
        raise ValidationError({"questions": "Choose statements from the list."})
    for statement, text in found.items():
        Question(statement=statement, text=text).clean_fields(exclude=["clarification", "replied_by"])
    return found


def open_round(assessment, asked, *, by):
    """Write down what is asked; the caller has claimed the move."""
    questions = checked(assessment, asked)
    last = Snapshot.objects.filter(assessment=assessment).last()
    clarification = Clarification.objects.create(
        assessment=assessment, asked_by=by, due_on=asked.due_on, before=last
    )
    Question.objects.bulk_create(
        Question(clarification=clarification, statement=statement, text=text)
        for statement, text in questions.items()
    )
    return clarification


def settle(assessment, snapshot):
    """Say which signed version came of the replies."""
    Clarification.objects.filter(assessment=assessment).open().update(after=snapshot)


def require_replies(assessment, move_name):
    """Refuse to send replies that are not ready, or on the way that is not theirs."""
    if sentences := lacking(assessment, unsupported(assessment)):
        raise PermissionDenied(" ".join(sentences))
    if reply_move(assessment) != move_name:
        raise PermissionDenied(LEVEL_CHANGED if move_name == "reply" else NO_LEVEL_CHANGED)


@transaction.atomic
def save_replies(*, assessment, replies, by):
    """Keep what is written so far; nothing goes out.

    ``replies`` maps statement keys to ``(text, is disputed, version seen)``. Returns the questions to
    which somebody else has replied since: these keep the other's words, and nothing else is lost.
    """
    current = Assessment.objects.select_for_update().get(pk=assessment.pk)
    can_move(by, current, "reply").require()
    overtaken = []
    for question in questions_asked(current):
        text, disputed, seen = replies.get(question.statement.key, (None, False, 0))
        if text is None or (question.reply, question.is_disputed) == (text, disputed):
            continue
        if question.version != seen:
            overtaken.append(question)
            continue
        question.reply, question.is_disputed = text, disputed
        question.clean_fields(exclude=["clarification", "statement"])
        question.replied_by, question.replied_at = by, timezone.now()
        question.version += 1
        question.save(update_fields=["reply", "is_disputed", "replied_by", "replied_at", "version"])
    return overtaken
