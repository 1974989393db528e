"""News by email: who is due, what is new to them, at most one message a week to an address."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from post_office.models import RecipientDeliveryStatus

from accounts.models import Message
from accounts.working_days import is_working_day
from readers.board import BEGUN, Board, to_record
from readers.messages import TO_READERS, queue_news
from readers.models import Follower, Following, Happening

TUESDAY = 1
# After a Tuesday that was a bank holiday, the next may be six days later.
BETWEEN = datetime.timedelta(days=6)
AT_ONCE = 500


@dataclass(frozen=True)
class Run:
    """What a run did, or would do: whether it was a day for news, and how many addresses got some."""

    is_due: bool
    addresses: int = 0
    pieces: int = 0


def send_news(*, dry_run=False):
    """Queue one message for each follower to whom something is new, on Tuesdays or the working day after.

    It may be run every day, several times, and twice at once: nobody gets a message twice, and
    nobody more than one for each Tuesday. With ``dry_run`` nothing is written.
    """
    now = timezone.now()
    if not dry_run:
        let_go_of_dead_addresses()
        record()
        # After what was just recorded, so that it counts as seen by then.
        now = timezone.now()
    if not is_sending_day(timezone.localdate()):
        return Run(is_due=False)
    followers = list(due(now))
    board = Board.read(since=None if dry_run else min((one.looked_at for one in followers), default=now))
    if dry_run:
        board = board.unseen(now)
    told = [(follower, news) for follower in followers if (news := new_to(follower, board, now))]
    if not dry_run:
        told = [pair for pair in told if _send(*pair, now)]
        _look_on({one.pk for one in followers} - {one.pk for one, _ in told}, now)
    pieces = sum(len(news) for _, parts in told for _, news in parts)
    return Run(is_due=True, addresses=len(told), pieces=pieces)


def is_sending_day(day):
    """Whether news go out: from Tuesday to Friday, so that a Tuesday on which nobody works is made up for."""
    return day.weekday() >= TUESDAY and is_working_day(day)


def tuesday_of(day):
    """Return the moment at which the last Tuesday began, or this one if it is a Tuesday."""
    tuesday = day - datetime.timedelta(days=(day.weekday() - TUESDAY) % 7)
    return timezone.make_aware(datetime.datetime.combine(tuesday, datetime.time.min))


def due(now):
    """Return those for whom nobody has looked since Tuesday began, with what they follow; two queries."""
    today = timezone.localdate(now)
    followed = Following.objects.confirmed()
    rows = Follower.objects.filter(
        Exists(followed.filter(follower=OuterRef("pk"))),
        Q(sent_on=None) | Q(sent_on__lte=today - BETWEEN),
        looked_at__lt=tuesday_of(today),
    )
    return rows.order_by("pk").prefetch_related("followings__council", "followings__principle")


def new_to(follower, board, until):
    """Return pairs of what somebody follows and the news of it; each piece once, under what is closest."""
    followings = [row for row in follower.followings.all() if row.is_confirmed]
    # A council or a principle before the whole network.
    followings.sort(key=lambda row: (row.council_id is None, row.principle_id is None, row.pk))
    told, parts = set(), []
    for following in followings:
        news = board.new_to(following, follower.looked_at, until)
        fresh = [one for one in news if one.key not in told]
        told |= {one.key for one in fresh}
        if fresh:
            parts.append((following, fresh))
    return parts


@transaction.atomic
def _send(follower, parts, now):
    """Claim the follower and queue the message, both or neither; false if another run was first."""
    claimed = Follower.objects.filter(pk=follower.pk, looked_at=follower.looked_at)
    if not claimed.update(looked_at=now, sent_on=timezone.localdate(now)):
        return False
    # Whoever stopped something a moment ago does not hear of it.
    kept = set(
        follower.followings.model.objects.confirmed().filter(follower=follower).values_list("pk", flat=True)
    )
    parts = [(following, news) for following, news in parts if following.pk in kept]
    if parts:
        queue_news(follower, parts)
    return bool(parts)


def _look_on(keys, now):
    """Note that there was nothing new for these, so that the next news wait for the next Tuesday."""
    keys = sorted(keys)
    for start in range(0, len(keys), AT_ONCE):
        rows = Follower.objects.filter(pk__in=keys[start : start + AT_ONCE], looked_at__lt=now)
        rows.update(looked_at=now)


@transaction.atomic
def record():
    """Write down the names of all news that were never seen before; of the first run, as old news.

    A run at the same moment waits here for the other, as both write the same names.
    """
    known = set(Happening.objects.values_list("key", flat=True))
    moment = timezone.now() if known else None
    fresh = [*to_record(known), *([] if known else [BEGUN])]
    rows = [Happening(key=name, seen_at=moment) for name in sorted(set(fresh))]
    Happening.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)


def let_go_of_dead_addresses():
    """Stop what is followed at an address of which a mail server has said since that it is not there."""
    lost = Message.objects.filter(
        template__name__in=TO_READERS, recipient_delivery_status=RecipientDeliveryStatus.HARD_BOUNCED
    )
    dead = {}
    for message in lost.order_by("created"):
        dead[message.to[0].lower()] = message.created
    for address, moment in dead.items():
        Following.objects.confirmed().filter(follower__address=address, confirmed_at__lt=moment).stop()
