"""The cabinet champion's sentence: say it, take it down."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from assessments.actions.answers import tidy
from assessments.models import Assessment, ChampionSentence, Event
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
    # The lock lets a second press find what the first has written.
    Assessment.objects.select_for_update().get(pk=assessment.pk)
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
    """Take the sentence off the public page at once; twice is once.

    That of an earlier version goes too: it is public until the one that was opened again is accepted.
    """
    can_take_down(by, assessment).require()
    same = {"assessment__council": assessment.council_id, "assessment__cycle": assessment.cycle_id}
    rows = ChampionSentence.objects.filter(**same, taken_down_at=None)
    for row in rows:
        row.taken_down_at = timezone.now()
        row.save(update_fields=["taken_down_at"])
    if rows:
        Event.objects.create(assessment=assessment, move="champion", text="Took down the sentence", by=by)
