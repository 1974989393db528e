"""Ways into the portal for tests: a session as it is after signing in, and codes of an authenticator app."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from accounts import sealed, second_factor

BACKEND = "django.contrib.auth.backends.ModelBackend"


def give_factor(person):
    """Set up an authenticator app for this person, who may have one, and return it."""
    factor = Authenticator.objects.filter(user=person, type=second_factor.APP).first()
    return factor or TOTP.activate(person, generate_totp_secret()).instance


def force_in(client, person, *, shown=True):
    """Sign a person in as just now by code; those who must have a second factor have shown one.

    Without ``shown`` the session is one of before there were second factors.
    """
    client.force_login(person, backend=BACKEND)
    ways = [{"method": "code", "at": time.time()}]
    if shown and second_factor.must_have(person):
        give_factor(person)
    factors = Authenticator.objects.filter(user=person, type=second_factor.APP) if shown else ()
    ways += [{"method": "mfa", "at": time.time(), "id": it.pk, "type": it.type} for it in factors]
    remember(client, person, ways)


def remember(client, person, ways):
    """Let a browser's session hold these ways in, each with its time."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = ways
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(person.pk)
    session.save()


def secret_of(person):
    """Return the secret in a person's authenticator app."""
    return sealed.unseal(Authenticator.objects.get(user=person, type=second_factor.APP).data["secret"])


def app_code(secret, steps=0):
    """Return what an app with this secret shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))
