"""What is known of links."""

import datetime

from records.models import LinkCheck


def dead_link(url, failures=3, **more):
    """Put on record that a link failed so many times, from 4 May 2026 on; with 0 that it did not."""
    failed = {
        "failing_since": datetime.date(2026, 5, 4),
        "outcome": "failed",
        "answer": "There is no such page (404).",
    }
    return LinkCheck.objects.create(url=url, failures=failures, **{**(failed if failures else {}), **more})
