"""What a reply to Locality still lacks, and whether the sign-off officer has to confirm it."""

from assessments.differences import changes_in_reply
from assessments.models import Question


def questions_asked(assessment):
    """Return the questions that the council has still to settle, in the order of their statements."""
    asked = Question.objects.filter(clarification__assessment=assessment, clarification__after=None)
    return asked.select_related("statement__principle", "replied_by", "clarification__asked_by").order_by(
        "statement__key"
    )


def question_about(assessment, statement):
    """Return what Locality asks about one statement now, or None. No query but where it has asked."""
    if not assessment.standing.some_open:
        return None
    return questions_asked(assessment).filter(statement=statement).first()


def lacking(assessment, unsupported=()):
    """Return a sentence for each thing that must be done before the replies can be sent."""
    sentences = [
        f"Statement {question.statement.key} has no reply yet."
        for question in questions_asked(assessment)
        if not question.reply
    ]
    return sentences + [
        f"Statement {answer.statement.key} says “How we work”: say what it is based on, and add at least one "
        "piece of evidence."
        for answer in unsupported
    ]


def reply_move(assessment):
    """Return the move by which the replies are sent: a changed level goes by the sign-off officer."""
    changed = any(change.is_of_level for change in changes_in_reply(assessment))
    return "reply_changed" if changed else "reply"
