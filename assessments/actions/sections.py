"""Say that a section is finished, or not yet. Gaps are allowed, and an answer can still change."""

from django.db import transaction
from django.utils import timezone

from assessments.actions.plans import opened
from assessments.models import SectionCheck
from assessments.permissions import can_answer


def check_section(*, assessment, principle, is_finished, by):
    """Keep what somebody says of a section; the last one counts. Raises ``PermissionDenied``."""
    can_answer(by, assessment).require()
    with transaction.atomic():
        current = opened(assessment, by)
        said = {"is_finished": is_finished, "checked_by": by, "checked_at": timezone.now()}
        SectionCheck.objects.update_or_create(assessment=current, principle=principle, defaults=said)
