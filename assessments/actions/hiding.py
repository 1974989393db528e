"""Hide a document that holds personal data, at once and wherever it was signed; tell the lead, log it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from assessments import messages
from assessments.models import Event, Evidence, Snapshot
from assessments.permissions import can_review
from assessments.redaction import hide_document
from records.models import RegisterVersion

HIDDEN = "hide"


@transaction.atomic
def hide_evidence(*, assessment, key, number, by):
    """Hide a document that the last signed version puts to a statement; ``number`` counts from 0.

    It goes from all signed versions of the council, and the council's own copy is public no more. Each
    version keeps both fingerprints. Hiding it twice changes nothing. Returns whether anything did.
    """
    can_review(by, assessment).require()
    document = find_document(assessment, key, number)
    if document is None:
        raise PermissionDenied("There is no such document in what was signed last.")
    if document.get("hidden"):
        return False
    hide_document(Snapshot.objects.filter(assessment__council=assessment.council_id), document)
    same = {name: document[name] for name in ("title", "link", "held_by")}
    Evidence.objects.filter(council=assessment.council_id, **same).update(is_public=False)
    Event.objects.create(
        assessment=assessment,
        move=HIDDEN,
        text=f"Hid a document of statement {key}, as it holds personal details",
        by=by,
        role="Locality reviewer",
    )
    RegisterVersion.step()
    messages.queue_hidden(assessment, key, by)
    return True


def find_document(assessment, key, number):
    """Return the document's values in the last signed version, or None."""
    last = Snapshot.objects.filter(assessment=assessment).last()
    answers = last.data["answers"] if last else []
    documents = next((answer["evidence"] for answer in answers if answer["key"] == key), [])
    return documents[number] if 0 <= number < len(documents) else None
