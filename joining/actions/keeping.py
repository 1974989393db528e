"""What becomes of applications in time, and of people in them; ``kept`` and ``personal`` say when."""

from django.db.models import F
from django.utils import timezone

from joining.actions.moves import perform
from joining.models import ApplicationEvent

GONE = "forgotten@anonymised.invalid"


def lapse(rows):
    """Let questions lapse that nobody answered, each with its message; the calendar does it."""
    for application in rows.select_related("council"):
        perform(application, "lapse")


def forget(rows, address=GONE):
    """Take out of applications who wrote them and whom they name; links to them end."""
    keys = list(rows.values_list("pk", flat=True))
    ApplicationEvent.objects.filter(application__in=keys).exclude(note="").update(note="(removed)")
    rows.model.objects.filter(pk__in=keys).update(
        email=address,
        lead_name="",
        lead_role="",
        lead_email="",
        generation=F("generation") + 1,
        erased_at=timezone.now(),
    )
