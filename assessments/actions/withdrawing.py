"""Withdraw a self-assessment: a lead officer asks, the sign-off officer confirms with a move."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from assessments import messages
from assessments.models import Assessment, Event
from assessments.permissions.withdrawing import can_ask_withdrawal, can_keep, can_refuse_withdrawal

ASKED, KEPT, REFUSED = "ask_withdrawal", "keep", "refuse_withdraw"


@transaction.atomic
def ask_withdrawal(*, assessment, by, note=""):
    """Ask the sign-off officer to withdraw it. Nothing is locked by asking."""
    current = _locked(assessment)
    can_ask_withdrawal(by, current).require()
    _change(current, withdrawal_asked_by=by, withdrawal_asked_at=timezone.now())
    event = _event(current, ASKED, "Asked to withdraw it", by, "Lead officer", note)
    messages.queue_withdrawal_asked(current, event)
    assessment.refresh_from_db()


@transaction.atomic
def refuse_withdrawal(*, assessment, by):
    """Leave it as it is: the lead takes the wish back, or the sign-off officer does not agree."""
    current = _locked(assessment)
    can_refuse_withdrawal(by, current).require()
    _change(current, withdrawal_asked_by=None, withdrawal_asked_at=None)
    _event(current, REFUSED, "It is not withdrawn", by)
    assessment.refresh_from_db()


@transaction.atomic
def keep(*, assessment, by):
    """Keep a withdrawn self-assessment for longer than the twelve months."""
    current = _locked(assessment)
    can_keep(by, current).require()
    if not current.kept_on_request:
        _change(current, kept_on_request=True)
        _event(current, KEPT, "Asked to keep it after the twelve months", by)
    assessment.refresh_from_db()


def _locked(assessment):
    return (
        Assessment.objects.select_related("council", "cycle")
        .select_for_update(of=("self",))
        .get(pk=assessment.pk)
    )


def _change(assessment, **columns):
    rows = Assessment.objects.filter(pk=assessment.pk, lock_version=assessment.lock_version)
    if not rows.update(lock_version=F("lock_version") + 1, **columns):
        raise PermissionDenied("Somebody was first. Open the page again to see how it stands.")


def _event(assessment, move, text, by, role="", note=""):
    return Event.objects.create(
        assessment=assessment, move=move, text=text, by=by, role=role, note=note.strip()
    )
