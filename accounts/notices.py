"""What people need only know of, and not do: kept for one digest instead of a message each."""

from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.formats import date_format

from accounts.messages import absolute, queue
from accounts.models import Digest, Notice, User
from accounts.working_days import is_working_day, working_days_before


def tell(people, *, about, text, path):
    """Keep a sentence for the next digest of each of these people.

    ``about`` is the heading it stands under, such as a council's name; ``path`` is where
    it can be read, behind sign-in. What asks somebody to act is a message of its own.
    """
    text = text if len(text) <= 400 else f"{text[:399]}…"
    rows = [Notice(person=person, about=about[:200], text=text, path=path) for person in people]
    return Notice.objects.bulk_create(rows)


def send_digests():
    """Queue one message for everybody of whom something waits; return how many.

    On days on which nobody works nothing is sent. It may be run again and again.
    """
    if not is_working_day(timezone.localdate()):
        return 0
    people = User.objects.filter(notices__isnull=False).distinct().order_by("pk")
    if not _is_first_of_week(timezone.localdate()):
        people = people.exclude(digest=Digest.WEEKLY)
    return sum(_send_digest(person) for person in people)


@transaction.atomic
def _send_digest(person):
    """Turn what waits into one message: both in one transaction, so that nothing is said twice or lost."""
    waiting = list(person.notices.select_for_update().order_by("about", "made_at", "pk"))
    if not waiting:
        return False
    Notice.objects.filter(pk__in=[notice.pk for notice in waiting]).delete()
    if not person.is_active or person.digest == Digest.NEVER:
        return False
    said = [
        {"about": about, "lines": [_line(notice) for notice in notices]}
        for about, notices in groupby(waiting, key=lambda notice: notice.about)
    ]
    link = absolute(_one_place(person, {notice.path for notice in waiting}))
    queue("accounts/mail/digest", to=person.email, context={"name": person.name, "said": said, "link": link})
    return True


def _is_first_of_week(day):
    """Whether nobody worked earlier in this week: on a Monday, or after one that is a holiday."""
    return working_days_before(day, 1).isocalendar()[:2] != day.isocalendar()[:2]


def _line(notice):
    return f"{date_format(timezone.localtime(notice.made_at), 'j F')}: {notice.text}"


def _one_place(person, paths):
    """A message holds one link: where all of it can be read, or else where this person starts."""
    if len(paths) == 1:
        return paths.pop()
    return resolve_url("admin:index" if person.is_staff else settings.LOGIN_REDIRECT_URL)
