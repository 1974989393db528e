"""What a reviewer finds while reading: a flag for each statement, and notes that stay with Locality."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from assessments.models import Flag, StaffNote
from assessments.permissions import can_review
from principles.models import Statement


@transaction.atomic
def save_reading(*, assessment, flags, notes, by):
    """Keep flags and add notes.

    ``flags`` maps statement keys to a ``Flag.Found`` or "" for none; ``notes`` maps keys, or "" for the
    whole, to texts. The same note by the same person is kept once.
    """
    can_review(by, assessment).require()
    asked = Statement.objects.filter(question_set=assessment.cycle.question_set_id)
    known = {statement.key: statement for statement in asked}
    if set(flags) - set(known) or set(notes) - {*known, ""}:
        raise PermissionDenied("This statement is not part of this self-assessment.")
    held = {flag.statement_id: flag for flag in assessment.flags.all()}
    for key, found in flags.items():
        _flag(assessment, known[key], held.get(known[key].pk), found, by)
    for key, text in notes.items():
        said = {"assessment": assessment, "statement": known.get(key), "text": text.strip(), "by": by}
        if said["text"] and not StaffNote.objects.filter(**said).exists():
            StaffNote.objects.create(**said)


def _flag(assessment, statement, held, found, by):
    """Set, change or take away one flag; the same again changes nothing."""
    if (held.found if held else "") == found:
        return
    if not found:
        held.delete()
        return
    Flag.objects.update_or_create(
        assessment=assessment,
        statement=statement,
        defaults={"found": Flag.Found(found), "by": by, "at": timezone.now()},
    )
