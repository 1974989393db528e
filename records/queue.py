"""What a “What needs you” list is made of. Each app offers ``waiting(user)`` in its own ``queue``."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince


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
