"""The cabinet champion's sentence: say it, take it down."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assessments.actions.answers import tidy
from assessments.models import ChampionSentence, Event
from assessments.sentences import can_speak, can_take_down

NOTHING = "Write a sentence."


@transaction.atomic
def speak(*, assessment, text, by):
    """Say one public sentence, in place of any before it. The same again changes nothing.

    What Locality has hidden stays hidden until Locality shows it again. Raises
    ``PermissionDenied``, or ``ValidationError`` for no words.
    """
    can_speak(by, assessment).require()
    text = tidy(text)
    if not text:
        raise ValidationError({"text": NOTHING})
    row = ChampionSentence.objects.filter(assessment=assessment).first()
    if row is not None and (row.text, row.said_by_id, row.taken_down_at) == (text, by.pk, None):
        return row
    row = row or ChampionSentence(assessment=assessment)
    row.text, row.said_by, row.said_at, row.taken_down_at = text, by, timezone.now(), None
    row.save()
    Event.objects.create(assessment=assessment, move="champion", text="The champion said something", by=by)
    return row


@transaction.atomic
def take_down(*, assessment, by):
    """Take the sentence off the public page at once; twice is once."""
    can_take_down(by, assessment).require()
    row = ChampionSentence.objects.filter(assessment=assessment, taken_down_at=None).first()
    if row is not None:
        row.taken_down_at = timezone.now()
        row.save(update_fields=["taken_down_at"])
        Event.objects.create(assessment=assessment, move="champion", text="Took down the sentence", by=by)
