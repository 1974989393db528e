"""What waits for curators: councils that ask to join, and approved ones whose day has come."""

from django.urls import reverse
from django.utils import timezone

from joining.models import Application
from joining.permissions import can_move, is_decider
from records.queue import Waiting

KIND = "Councils that ask to join"
READ_IT = "read it, then ask, approve or decline."


def waiting(user):
    """Return what waits for this person, longest wait first; nothing for those who do not decide."""
    if not is_decider(user):
        return []
    sent = Application.objects.waiting().select_related("council")
    due = Application.objects.due().select_related("council")
    rows = [
        (row, "Read it, then ask, approve or decline.", timezone.localdate(row.state_since)) for row in sent
    ]
    rows += [(row, _due(row), row.publish_on) for row in due]
    return [
        Waiting(
            kind=KIND,
            what=row.council.official_name,
            why=f"{row.reference}: {why}",
            since=since,
            path=reverse("admin:joining_application_change", args=[row.pk]),
        )
        for row, why, since in rows
    ]


def _due(application):
    verdict = can_move(application, "publish")
    return "its day has come. Publish it." if verdict else f"its day has come, but: {verdict.reason}"
