"""Enter answers for a council that asked. The council still signs; whoever enters does not review."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments import messages
from assessments.actions.moves import FOR_COUNCIL
from assessments.models import Assistance, Event
from assessments.permissions import can_assist


@transaction.atomic
def begin_assistance(*, assessment, asked_by, how, by):
    """Write down who at the council asked and how the answers come; the leads are told. Twice is once."""
    can_assist(by, assessment).require()
    running = assessment.assistances.filter(ended_at=None).first()
    if running:
        if running.begun_by_id != by.pk:
            raise ValidationError({"asked_by": "A colleague enters answers for this council already."})
        return running
    assistance = Assistance(assessment=assessment, asked_by=asked_by.strip(), how=how, begun_by=by)
    assistance.full_clean(exclude=["assessment", "begun_by"], validate_constraints=False)
    try:
        with transaction.atomic():
            assistance.save()
    except IntegrityError:
        raise ValidationError({"asked_by": "A colleague was first: open the page again."}) from None
    text = f"Locality began to enter answers for the council: {assistance.get_how_display().lower()}"
    _event(assessment, "assist", text, by, f"Asked by {assistance.asked_by}")
    messages.queue_assisted(assistance)
    return assistance


@transaction.atomic
def end_assistance(*, assistance, by):
    """Say that everything is entered; the person can no longer see the answers."""
    mine = Assistance.objects.filter(pk=assistance.pk, begun_by=by, ended_at=None)
    if mine.update(ended_at=timezone.now()):
        _event(assistance.assessment, "assisted", "Locality has entered what it was given", by)


def _event(assessment, move, text, by, note=""):
    Event.objects.create(assessment=assessment, move=move, text=text, note=note, by=by, role=FOR_COUNCIL)
