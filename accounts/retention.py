"""Tidying away what has been kept long enough, by the periods that the apps declare."""

from django.db import transaction
from django.utils import timezone

from records.holdings import periods


def tidy(*, dry_run):
    """Go through every period; return ``[(what is kept, how many are over time, what becomes of them)]``.

    With ``dry_run`` nothing changes. Each step is a transaction of its own: one that fails
    takes nothing of the others back, and the whole can be run again at any time.
    """
    now = timezone.now()
    return [
        (period.what, _step(step, now, dry_run), step.done) for period in periods() for step in period.steps
    ]


@transaction.atomic
def _step(step, now, dry_run):
    rows = step.due(now)
    count = rows.count()
    if count and not dry_run:
        step.do(rows)
    return count
