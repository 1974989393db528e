"""Which answers say “How we work” without a text or without anything to point to."""

from django.db.models import Exists, OuterRef, Q

from assessments.models import AnswerEvidence
from principles.models import Level

LACKS_SUPPORT = Q(level=Level.HOW_WE_WORK) & (
    Q(basis="") | ~Exists(AnswerEvidence.objects.filter(answer=OuterRef("pk")))
)


def unsupported(assessment):
    """Return the answers that lack support, in order."""
    answers = assessment.answers.filter(LACKS_SUPPORT).select_related("statement__principle")
    return answers.order_by("statement__key")
