"""A round of link checks: who is asked, how politely, and what is written down.

It is run by a timer and never for a visitor. Each address is asked at most once a day, one
request at a time, with a pause between two to the same host. No transaction is open while
anything is asked.
"""

import datetime
import time
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from records.links import addresses
from records.models import LinkCheck
from records.probing import NotAsked, Outcome, ask, read_address

PAUSE = 2
# If none of so many sites answers, it is our own connection that fails, not theirs.
ENOUGH_SITES = 5
CHUNK = 500


@dataclass
class Round:
    """What came of a round."""

    asked: int = 0
    outcomes: dict = field(default_factory=dict)
    is_cut_off: bool = False
    """Whether no site answered at all, so that no failure was counted."""

    def count(self, outcome):
        self.asked += 1
        self.outcomes[outcome] = self.outcomes.get(outcome, 0) + 1


class Manners:
    """Waits until a host has had its pause."""

    def __init__(self, pause=PAUSE):
        self.pause, self.last = pause, {}

    def wait(self, host):
        now = time.monotonic()
        time.sleep(max(0, self.last.get(host, now - self.pause) + self.pause - now))
        self.last[host] = time.monotonic()


def agent():
    """Return how we say who asks, with the address where more can be read."""
    return f"KeepItLocal-link-check (+{settings.SITE_ORIGIN}/)"


def due(most=None):
    """Return the checks of today: first what staff wait for, then what is new, then the oldest.

    Rows of addresses that are new are not saved yet. Nothing is written.
    """
    today = timezone.localdate()
    known = {row.url: row for row in LinkCheck.objects.all()}
    rows = [known.get(url) or LinkCheck(url=url) for url in addresses()]
    waiting = [row for row in rows if row.tried_on != today]
    waiting.sort(key=lambda row: (row.wanted_at is None, row.tried_on or datetime.date.min, row.url))
    return waiting[:most]


def check_links(*, most=None, pause=PAUSE, road=None):
    """Ask what is due, write down what was learned, and return the ``Round``."""
    forget_what_is_gone()
    done, silent, sites, heard = Round(), [], set(), {}
    manners, said_something = Manners(pause), False
    for row in due(most):
        if not _claim(row):
            continue
        page = row.url.partition("#")[0]
        if page not in heard:
            heard[page] = ask(page, agent=agent(), road=road, before=manners.wait)
        answer = heard[page]
        said_something |= answer.answered
        done.count(answer.outcome)
        if answer.outcome == Outcome.FAILED and not answer.answered:
            silent.append((row, answer))
            sites.add(_site(row.url))
        else:
            write_down(row, answer)
    done.is_cut_off = not said_something and len(sites) >= ENOUGH_SITES
    for row, answer in silent:
        if done.is_cut_off:
            LinkCheck.objects.filter(pk=row.pk).update(tried_on=None)
        else:
            write_down(row, answer)
    return done


def write_down(row, answer):
    """Keep what an address answered. A failure counts once a day, as each is asked once a day.

    Where nothing was learned and no site answered, which may be our own fault, a link that
    has failed before stays as it was.
    """
    today, has_failed = timezone.localdate(), answer.outcome == Outcome.FAILED
    rows = LinkCheck.objects.filter(pk=row.pk)
    if answer.outcome == Outcome.UNREAD and not answer.answered:
        rows = rows.filter(failures=0)
    rows.update(
        checked_at=timezone.now(),
        outcome=answer.outcome,
        answer=answer.words,
        moved_to=answer.moved_to,
        failures=F("failures") + 1 if has_failed else 0,
        failing_since=Coalesce("failing_since", today) if has_failed else None,
        wanted_at=None,
    )


def forget_what_is_gone():
    """Remove what is known of addresses that stand nowhere any more. Returns how many."""
    here = addresses()
    gone = [pk for pk, url in LinkCheck.objects.values_list("pk", "url") if url not in here]
    for start in range(0, len(gone), CHUNK):
        LinkCheck.objects.filter(pk__in=gone[start : start + CHUNK]).delete()
    return len(gone)


def _claim(row):
    """Take an address for today, and say whether nobody else has."""
    today = timezone.localdate()
    if row.pk is None:
        row.pk = LinkCheck.objects.get_or_create(url=row.url)[0].pk
    return bool(LinkCheck.objects.filter(pk=row.pk).exclude(tried_on=today).update(tried_on=today))


def _site(url):
    try:
        return read_address(url).host
    except NotAsked:
        return ""
