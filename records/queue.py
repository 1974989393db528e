"""What a “What needs you” list is made of. Each app offers ``waiting(user)`` in its own ``queue``.

What waits here are links that no longer work, wherever they stand.
"""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince

from records.links import standing
from records.models import LinkCheck

KIND = "Links that no longer work"
# At most so many stand there by name; one line leads to the rest.
NAMED = 10


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a member of staff."""

    kind: str
    """The heading it stands under, such as “Members with gaps”."""
    what: str
    """The words of the link, such as “Calderdale”."""
    why: str
    """What is to be done, in a sentence."""
    since: datetime.date
    """The day it began to wait."""
    path: str
    """Where it is done."""

    @property
    def age(self):
        """Return “Since today.” or “Since 3 March 2026, 2 weeks ago.”: whole days, as only days are known."""
        today = timezone.localdate()
        if self.since >= today:
            return "Since today."
        return f"Since {date_format(self.since, 'j F Y')}, {timesince(self.since, today)} ago."


def waiting(user):
    """Return each dead link at each place that this person may mend, the longest dead first."""
    if not user.has_perm("records.view_linkcheck"):
        return []
    dead = list(LinkCheck.objects.dead().order_by("failing_since", "url"))
    if not dead:
        return []
    stands = standing([link.url for link in dead])
    rows = [
        _dead(link, stand)
        for link in dead
        for stand in stands.get(link.url, [])
        if user.has_perm(stand.permission)
    ]
    if len(rows) <= NAMED:
        return rows
    more = f"{len(rows) - NAMED:,} more"
    path = reverse("admin:records_linkcheck_changelist")
    return [*rows[:NAMED], Waiting(KIND, more, "The list shows them all.", rows[NAMED].since, path)]


def _dead(link, stand):
    return Waiting(
        kind=KIND,
        what=str(stand),
        why=f"{link.answer} Give its new address, or leave the box empty. It was {link.url}",
        since=link.failing_since,
        path=stand.path,
    )
