"""What waits for those who look after accounts: people who ask to be forgotten."""

from django.urls import reverse
from django.utils import timezone

from accounts.models import ErasureRequest
from records.queue import Waiting


def waiting(user):
    """Return the open requests, for superusers: nobody else may erase."""
    if not user.is_superuser:
        return []
    asked = ErasureRequest.objects.filter(answered_at=None).select_related("person")
    return [_request(request) for request in asked]


def _request(request):
    return Waiting(
        kind="Asks to be forgotten",
        what=request.person.name,
        why="Look at what erasing does, then erase or answer. The law gives a month.",
        since=timezone.localdate(request.asked_at),
        path=reverse("admin:accounts_user_their_data", args=[request.person_id]),
    )
