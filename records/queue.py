"""What a “What needs you” list is made of. Each app offers ``waiting(user)`` in its own ``queue``."""

import datetime
from dataclasses import dataclass


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
