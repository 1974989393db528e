"""How long accounts and names in the register are kept, and why."""

import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.actions import anonymise
from accounts.models import User
from councils.messages import queue_closing
from councils.models import CouncilRole, Invitation
from records.holdings import Period, Step, months_before

ACCOUNT, INVITATION = 24, 12
WARNED_BEFORE = datetime.timedelta(days=30)


def unused_since(moment):
    """Return accounts of people who are not staff, had no role and did not sign in since then."""
    since = timezone.localdate(moment)
    held = CouncilRole.objects.filter(user=OuterRef("pk")).filter(Q(ends_on=None) | Q(ends_on__gt=since))
    people = User.objects.filter(is_staff=False, is_superuser=False, anonymised_at=None)
    quiet = Q(last_login=None) | Q(last_login__lt=moment)
    return people.filter(~Exists(held), quiet, date_joined__lt=moment)


def _was_told():
    """Whether somebody was told since they were last here; whoever comes back is told anew."""
    return Q(warned_at__isnull=False) & (Q(last_login=None) | Q(warned_at__gt=F("last_login")))


def to_be_told(now):
    """Return people whose account ends in 30 days, and who do not know it yet."""
    return unused_since(months_before(now + WARNED_BEFORE, ACCOUNT)).exclude(_was_told()).order_by("pk")


def to_be_closed(now):
    """Return people whose time is over, and who were told at least 30 days ago."""
    told = _was_told() & Q(warned_at__lte=now - WARNED_BEFORE)
    return unused_since(months_before(now, ACCOUNT)).filter(told).order_by("pk")


@transaction.atomic
def tell(people):
    """Queue one message for each, and note that it was."""
    for person in people:
        queue_closing(person, timezone.localdate() + WARNED_BEFORE)
        User.objects.filter(pk=person.pk).update(warned_at=timezone.now())


def close(people):
    """Erase each person; what they did for their council stays.

    Nobody looks through what others wrote, and somebody else may have the same name: so that stays.
    """
    for person in people:
        anonymise(person=person, by=None, others=False)


def came_to_nothing(now):
    """Return invitations that nobody accepted, long after they ran out or were taken back."""
    return Invitation.objects.filter(accepted_at=None, expires_at__lt=months_before(now, INVITATION))


def had_their_use(now):
    """Return invitations that were accepted long ago and still hold what was said."""
    accepted = Invitation.objects.filter(accepted_at__lt=months_before(now, INVITATION))
    return accepted.exclude(name="", note="")


PERIODS = [
    Period(
        "Your account: name, email address, job title and password",
        f"{ACCOUNT} months after your last role ended and you last signed in; 30 days before, you are told",
        "You may take up a role again, and colleagues may ask who wrote an answer.",
        (Step(to_be_told, tell, "told that the account ends"), Step(to_be_closed, close, "erased")),
    ),
    Period(
        "Which roles somebody had on a council, and who changed what in the register",
        "as long as the register; without your name once your account has ended",
        "The network has to be able to show how a fact came about.",
    ),
    Period(
        "Invitations to act for a council: address, name and message",
        f"{INVITATION} months after they ran out or were accepted; that somebody was invited stays "
        "with the role that came of it",
        "The team may want to send one again, and you may want to read the message again.",
        (
            Step(came_to_nothing),
            Step(had_their_use, lambda rows: rows.update(name="", note=""), "emptied of name and message"),
        ),
    ),
    Period(
        "Champions and signatories named in public",
        "as long as the post is shown, or until they ask us to take the name down",
        "A public document names them in their post.",
    ),
]
