"""How long applications are kept: drafts that nobody touches go, and so does what tells who somebody was."""

import datetime
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from joining.actions.moves import perform
from joining.models import Application, ApplicationEvent
from joining.workflow import OVER, State

UNTOUCHED = datetime.timedelta(days=183)
KEPT_AFTER = datetime.timedelta(days=365)
GONE = "erased@anonymised.invalid"


@dataclass(frozen=True)
class Clearance:
    """What was done, or would be: drafts removed, questions lapsed, people forgotten."""

    drafts: list = field(default_factory=list)
    lapsed: list = field(default_factory=list)
    erased: list = field(default_factory=list)


def clear_old(*, dry_run=False, by=None):
    """Do what retention asks of applications today; safe to repeat. Returns the ``Clearance``.

    Drafts untouched for six months are removed. A question of Locality's that nobody answered
    for six months lapses. A year after an application is over, the people in it are forgotten.
    """
    now = timezone.now()
    rows = Application.objects.select_related("council").order_by("pk")
    old = Clearance(
        list(rows.filter(state=State.DRAFT, touched_at__lt=now - UNTOUCHED)),
        list(rows.filter(state=State.ASKED, touched_at__lt=now - UNTOUCHED, state_since__lt=now - UNTOUCHED)),
        list(rows.filter(state__in=OVER, erased_at=None, state_since__lt=now - KEPT_AFTER)),
    )
    if not dry_run:
        _clear(old)
    return old


@transaction.atomic
def _clear(old, *, by=None):
    drafts = Application.objects.filter(pk__in=[row.pk for row in old.drafts], state=State.DRAFT)
    # Somebody may have come back to one since it was looked up.
    drafts.filter(touched_at__lt=timezone.now() - UNTOUCHED).delete()
    for application in old.lapsed:
        perform(application, "lapse", by=by)
    _erase(Application.objects.filter(pk__in=[row.pk for row in old.erased]))


@transaction.atomic
def erase_address(*, email, by):
    """Forget a person: drafts of theirs go, and in applications that were sent nothing tells who they were.

    Returns how many applications named them.
    """
    theirs = Application.objects.filter(email__iexact=email) | Application.objects.filter(
        lead_email__iexact=email
    )
    keys = list(theirs.values_list("pk", flat=True))
    Application.objects.filter(pk__in=keys, reference=None).delete()
    _erase(Application.objects.filter(pk__in=keys))
    return len(keys)


def _erase(rows):
    ApplicationEvent.objects.filter(application__in=rows).exclude(note="").update(note="Removed.")
    rows.update(
        email=GONE,
        lead_name="",
        lead_role="",
        lead_email="",
        generation=F("generation") + 1,
        erased_at=timezone.now(),
    )
