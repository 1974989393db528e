"""Begin an application, save its answers, and keep its address right. Done by whoever holds the link."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from joining import messages
from joining.models import Application
from joining.permissions import can_begin, can_change
from joining.workflow import State

MOST_LINKS = 5


@dataclass(frozen=True)
class Saved:
    """What came of a save: kept, or refused because somebody changed the same answers first."""

    kept: bool
    application: Application


@transaction.atomic
def begin(*, council, email, by=None):
    """Start a draft for a council and mail the way back to it. Returns the draft.

    Others of the same council may have drafts too: nobody learns of them here.
    """
    can_begin(council).require()
    application = Application.objects.create(council=council, email=email)
    messages.queue_link(application)
    return application


@transaction.atomic
def save_answers(application, *, values, seen, by=None):
    """Save the answers of one page, if nobody has changed the same ones since they were shown.

    ``seen`` is the ``fingerprint`` of these fields when the page was drawn. Answers on
    other pages may have changed meanwhile: they are not touched.
    """
    current = Application.objects.select_for_update().get(pk=application.pk)
    can_change(current).require()
    wanted = Application(**values)
    if all(getattr(current, name) == getattr(wanted, name) for name in values):
        return Saved(True, current)
    if current.fingerprint(values) != seen:
        return Saved(False, current)
    rows = Application.objects.filter(pk=current.pk, version=current.version)
    now = timezone.now()
    if not rows.update(**values, version=F("version") + 1, touched_at=now):
        current.refresh_from_db()
        return Saved(False, current)
    current.refresh_from_db()
    return Saved(True, current)


@transaction.atomic
def prove(application, *, by=None):
    """Remember that the mailed link was used, so that the address is known to work."""
    rows = Application.objects.filter(pk=application.pk, proved_at=None)
    # No new version: whoever is about to send it in another tab has seen all there is to see.
    rows.update(proved_at=timezone.now())
    application.refresh_from_db()


@transaction.atomic
def change_address(application, *, email, by=None):
    """Write to this address from now on, and mail the way back to it. Returns the row.

    If it is another one than before, the links that went to that one end.
    """
    can_change(application).require()
    if email.lower() == application.email.lower():
        messages.queue_link(application)
        return application
    rows = Application.objects.filter(pk=application.pk)
    raised = {"generation": F("generation") + 1, "version": F("version") + 1}
    rows.update(email=email, proved_at=None, touched_at=timezone.now(), **raised)
    application.refresh_from_db()
    messages.queue_link(application)
    return application


@transaction.atomic
def send_links(*, email, by=None):
    """Mail the way back to each application of an address, the newest first; an unknown one gets nothing."""
    rows = Application.objects.filter(email__iexact=email, erased_at=None).exclude(state=State.WITHDRAWN)
    for application in rows.select_related("council").order_by("-touched_at")[:MOST_LINKS]:
        messages.queue_link(application)
