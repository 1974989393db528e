"""What readers suggest: taken down, answered, resolved. They concern any public page, not councils alone."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from councils.messages import queue_reply
from councils.permissions import can_answer_suggestions
from records.models import Suggestion

CLOSED = "This suggestion has been resolved already."


@transaction.atomic
def suggest(*, about, name, topic, text, reply_to, key, by=None):
    """Take down a reader's words about a public page; the same form sent again gives the same row.

    ``by`` is nobody: readers have no account.
    """
    said = {"about": about, "name": name, "topic": topic, "text": text, "reply_to": reply_to}
    return Suggestion.objects.get_or_create(key=key, defaults=said)[0]


@transaction.atomic
def answer_suggestion(*, suggestion, reply, done, by):
    """Keep a reply, and mail it if the sender gave an address; with ``done`` the suggestion is resolved.

    Raises ``PermissionDenied`` when somebody resolved it meanwhile.
    """
    can_answer_suggestions(by).require()
    row = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if row.closed_at:
        raise PermissionDenied(CLOSED)
    if reply:
        row.replies = [*row.replies, {"on": timezone.localdate().isoformat(), "text": reply}]
    if done:
        row.done, row.closed_at, row.closed_by = done, timezone.now(), by
    row.save(update_fields=["replies", "done", "closed_at", "closed_by"])
    if reply and row.reply_to:
        queue_reply(row, reply)
    return row
