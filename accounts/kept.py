"""How long the portal keeps what concerns people's accounts, and why."""

from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session as FormerSession
from django.core.cache import caches
from django.db import connection
from post_office.models import STATUS, Email

from accounts.models import EarlierName, ErasureRequest, Session
from records.holdings import Period, Step, months_before

MESSAGES, LOG, NAMES = 18, 24, 24


class EndedCounts:
    """Counts of tries that are over: rows of a table that has no model."""

    def __init__(self, now):
        self.table = connection.ops.quote_name(caches["default"]._table)
        self.now = connection.ops.adapt_datetimefield_value(now.replace(microsecond=0))

    def count(self):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {self.table} WHERE expires < %s", [self.now])  # noqa: S608 -- named by us
            return cursor.fetchone()[0]

    def delete(self):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table} WHERE expires < %s", [self.now])  # noqa: S608 -- named by us


def _old_messages(now):
    waiting = [STATUS.queued, STATUS.requeued]
    return Email.objects.filter(created__lt=months_before(now, MESSAGES)).exclude(status__in=waiting)


PERIODS = [
    Period(
        "Texts of messages",
        "until the message is sent, or given up after 20 tries",
        "Codes and links in them would open accounts.",
    ),
    Period(
        "To whom a message went, about what, and how far it got",
        f"{MESSAGES} months",
        "So that somebody can be told what they were sent in the last round of self-assessments.",
        (Step(_old_messages),),
    ),
    Period(
        "Where you are signed in",
        "12 hours, or until you sign out",
        "Otherwise you would be asked who you are on every page.",
        (
            Step(lambda now: Session.objects.filter(expire_date__lt=now)),
            # Where sessions were kept before; nobody is signed in by one of these.
            Step(lambda now: FormerSession.objects.filter(expire_date__lt=now)),
        ),
    ),
    Period(
        "Counts of tries to sign in, without the address itself",
        "a day at most",
        "So that nobody can guess codes and passwords.",
        (Step(EndedCounts),),
    ),
    Period(
        "Names and email addresses that you had before",
        f"{NAMES} months",
        "So that texts with the old name are found when you ask for them, or ask to be forgotten.",
        (Step(lambda now: EarlierName.objects.filter(until__lt=months_before(now, NAMES))),),
    ),
    Period(
        "The log of what staff did in the admin",
        f"{LOG} months",
        "So that a mistake or a misuse can be found.",
        (Step(lambda now: LogEntry.objects.filter(action_time__lt=months_before(now, LOG))),),
    ),
    Period(
        "That you asked to be forgotten, and when that was answered",
        f"{LOG} months after the answer, without your name",
        "The law asks us to be able to show it.",
        (Step(lambda now: ErasureRequest.objects.filter(answered_at__lt=months_before(now, LOG))),),
    ),
]
