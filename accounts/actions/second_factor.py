"""Setting up a second factor, and taking it away; whoever it is about gets an email each time."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from accounts import messages, permissions, sealed, second_factor
from accounts.models import User


@transaction.atomic
def turn_on_second_factor(*, person, secret, by):
    """Ask this person for a code of the app that holds ``secret`` from now on; return ten recovery codes.

    An app or phone that was set up before opens nothing any more.
    """
    _only_oneself(person, by)
    _one_at_a_time(person)
    moved, _ = Authenticator.objects.filter(user=person, type=second_factor.APP).delete()
    TOTP.activate(person, secret)
    _tell(person, "second_factor_moved" if moved else "second_factor_on")
    return _new_codes(person)


@transaction.atomic
def make_recovery_codes(*, person, by):
    """Return ten new recovery codes; the ones before open nothing any more. None without a second factor."""
    _only_oneself(person, by)
    _one_at_a_time(person)
    if not second_factor.is_on(person):
        return None
    codes = _new_codes(person)
    _tell(person, "recovery_codes_new")
    return codes


@transaction.atomic
def turn_off_second_factor(*, person, by):
    """Let this person sign in without a second factor again. Staff may not."""
    permissions.can_turn_off_second_factor(person, by).require()
    Authenticator.objects.filter(user=person).delete()
    _tell(person, "second_factor_off")


@transaction.atomic
def remove_second_factor(*, person, by):
    """Take away the second factor of somebody who has lost both phone and recovery codes.

    ``by`` is a superuser, or None for somebody at the machine's own command line, who has made
    sure that it is really this person who asks. Staff set up a new one when they next sign in.
    """
    if by is not None and not by.is_superuser:
        raise PermissionDenied("Only a superuser can take away somebody's second factor.")
    if by == person:
        raise PermissionDenied("You cannot take away your own. Ask another superuser.")
    removed, _ = Authenticator.objects.filter(user=person).delete()
    if removed:
        person.sessions.all().delete()
        _tell(person, "second_factor_removed")
    return bool(removed)


def _only_oneself(person, by):
    if by != person:
        raise PermissionDenied("Nobody sets up a second factor for somebody else.")


def _one_at_a_time(person):
    """Two windows of one person wait for each other here; a second app or set of codes would be a fault."""
    User.objects.select_for_update().get(pk=person.pk)


def _new_codes(person):
    Authenticator.objects.filter(user=person, type=second_factor.RECOVERY).delete()
    return RecoveryCodes.activate(person).generate_codes()


def _tell(person, what):
    link = messages.absolute(reverse("second_factor"))
    messages.queue(f"accounts/mail/{what}", to=person.email, context={"name": person.name, "link": link})


@transaction.atomic
def reseal_second_factors(*, by):
    """Seal every secret with the newest key; return how many, and how many no key opens.

    ``by`` is None: only somebody at the machine's own command line has the keys.
    """
    done = unreadable = 0
    for row in Authenticator.objects.select_for_update().order_by("pk"):
        name = "secret" if row.type == second_factor.APP else "seed"
        if sealed.unseal(row.data[name]) is None:
            unreadable += 1
            continue
        row.data[name] = sealed.reseal(row.data[name])
        row.save(update_fields=["data"])
        done += 1
    return done, unreadable
