"""What waits for staff: questions from readers that no council and no mailbox gets."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from readers.models import Question
from readers.permissions import can_answer
from records.queue import Waiting


def waiting(user):
    """Return the questions that wait for an answer from Locality."""
    if not can_answer(user):
        return []
    rows = Question.objects.waiting().select_related("council", "study").order_by("sent_at", "pk")
    return [
        Waiting(
            kind="Questions from readers",
            what=f"{row.reference}: {row.about}",
            why=f"Answer by email, by {date_format(row.answer_by)}. Then mark it as answered.",
            since=timezone.localdate(row.sent_at),
            path=reverse("admin:readers_question_change", args=[row.pk]),
        )
        for row in rows
    ]
