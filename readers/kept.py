"""How long what readers gave us is kept, and why."""

import datetime

from django.utils import timezone
from post_office.models import STATUS, Email

from readers.messages import TO_READERS
from readers.models import Follower, Following, Question
from records.holdings import Period, Step, months_before

STOPPED, MAIL, WAITING = datetime.timedelta(days=30), datetime.timedelta(days=7), 12


def _stopped(now):
    return Following.objects.filter(state=Following.State.STOPPED, stopped_at__lte=now - STOPPED)


def _forget(rows):
    """Delete addresses that follow nothing; held, so that who asks at this moment makes a new one."""
    held = list(rows.select_for_update().values_list("pk", flat=True))
    rows.filter(pk__in=held).delete()


def _messages(now):
    waiting = [STATUS.queued, STATUS.requeued]
    rows = Email.objects.filter(template__name__in=TO_READERS, created__lte=now - MAIL)
    return rows.exclude(status__in=waiting)


def _never_answered(now):
    return Question.objects.waiting().filter(sent_at__lt=months_before(now, WAITING))


def _empty(questions):
    questions.update(name="", address="", text="", answered_at=timezone.now())


PERIODS = [
    Period(
        "The address to which you follow something by email, what you follow, and when you said yes",
        "as long as you follow it, and 30 days; seven days if you never say yes",
        "So that news come to you, and stop when you say so.",
        (
            Step(Following.objects.run_out, done="deleted: never confirmed"),
            Step(_stopped, done="deleted: stopped"),
            Step(lambda now: Follower.objects.lonely(), _forget, "deleted: addresses that follow nothing"),
        ),
    ),
    Period(
        "Which messages went to readers’ addresses, and how far they got",
        "seven days",
        "So that we write no more to an address that does not exist.",
        (Step(_messages),),
    ),
    Period(
        "Name, address and words of a question that waits for Locality on the portal",
        f"until it is answered, {WAITING} months at most",
        "It has to be answered.",
        (Step(_never_answered, _empty, "emptied: never answered"),),
    ),
    Period(
        "That a question was sent, about what and to whom",
        "as long as the portal; without your name, address and words",
        "So that a reference can be found.",
    ),
]
