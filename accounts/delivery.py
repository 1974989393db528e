"""How mail leaves the portal: each message is a row first, and a loop delivers the rows.

A row is claimed by moving its due time on, which only one process can do. A process
that dies in between leaves the row to fall due again, with the same Message-ID.
Once a message is delivered, or given up, its text goes, and so does the address for answers:
sign-in codes and what strangers wrote are not kept. A mail server that says that there is
no such address is believed at once.
"""

import logging
import smtplib
from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import Error, close_old_connections
from django.db.models import Q
from django.utils import timezone
from post_office.connections import connections
from post_office.models import STATUS, Email, Log, RecipientDeliveryStatus

from accounts import headers, messages

logger = logging.getLogger(__name__)

# Longer than a mail server may take to answer (EMAIL_TIMEOUT), shorter than a minute's wait for a mail.
LEASE = timedelta(seconds=40)
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(hours=1)
TEXT_GONE = {"message": "", "html_message": "", "context": None, "headers": None}


def due():
    """Messages that wait to be delivered now, urgent ones first."""
    now = timezone.now()
    waiting = Email.objects.filter(status__in=[STATUS.queued, STATUS.requeued])
    return waiting.filter(Q(scheduled_time=None) | Q(scheduled_time__lte=now)).order_by("-priority", "pk")


def deliver_due(most=100):
    """Deliver what is due; return how many were delivered, put back for later, and given up."""
    done = Counter(delivered=0, later=0, given_up=0)
    Email.objects.filter(status=messages.DECOY).delete()
    for pk in list(due().values_list("pk", flat=True)[:most]):
        if _claim(pk):
            done[_deliver(pk)] += 1
    return done


def deliver_until(stopped, pause):
    """Deliver, wait ``pause`` seconds, and so on until ``stopped`` is set. A lost database only delays it."""
    while not stopped.is_set():
        try:
            close_old_connections()
            deliver_due()
        except Error:
            logger.exception("The database did not answer. Mail waits and is tried again.")
        stopped.wait(pause)


def _claim(pk):
    return due().filter(pk=pk).order_by().update(scheduled_time=timezone.now() + LEASE) == 1


def _deliver(pk):
    """Send one message; whatever is wrong with it stays its own trouble."""
    row = Email.objects.get(pk=pk)
    try:
        row.headers = headers.finished(row.headers, row.context)
        row.dispatch(commit=False)
    except Exception as problem:
        # The package leaves the connection open then, for whatever comes next.
        connections.close()
        logger.warning("Mail %s was not delivered: %s", pk, type(problem).__name__)
        return _put_back(pk, problem)
    _close(pk, STATUS.sent, subject=row.email_message().subject)
    return "delivered"


def _close(pk, status, **fields):
    """Write how it ended, and let the text go."""
    ended = {"status": status, "last_updated": timezone.now(), **TEXT_GONE, **fields}
    Email.objects.filter(pk=pk).update(**ended)


def _is_refused_for_good(problem):
    """Whether the mail server knows no such address; anything else may pass."""
    if not isinstance(problem, smtplib.SMTPRecipientsRefused):
        return False
    return all(500 <= code < 600 for code, _ in problem.recipients.values())


def _put_back(pk, problem):
    """Try again later, twice as long each time, until the tries are used up."""
    row = Email.objects.filter(pk=pk)
    tries = (row.values_list("number_of_retries", flat=True).get() or 0) + 1
    Log.objects.create(
        email_id=pk, status=STATUS.failed, message=str(problem)[:500], exception_type=type(problem).__name__
    )
    if _is_refused_for_good(problem):
        refused = RecipientDeliveryStatus.HARD_BOUNCED
        _close(pk, STATUS.failed, number_of_retries=tries, recipient_delivery_status=refused)
        return "given_up"
    if tries > settings.POST_OFFICE["MAX_RETRIES"]:
        _close(pk, STATUS.failed, number_of_retries=tries)
        return "given_up"
    wait = min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT)
    row.update(
        status=STATUS.requeued,
        number_of_retries=tries,
        scheduled_time=timezone.now() + wait,
        last_updated=timezone.now(),
    )
    return "later"
