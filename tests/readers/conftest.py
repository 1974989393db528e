"""What tests of readers' pages do: send forms, deliver mail, and read links out of it."""

import re

import pytest
from django.core import mail
from django.core.cache import cache

from accounts import delivery


@pytest.fixture(autouse=True)
def _outbox(settings, db):
    """Mail is delivered into a list, links lead to an origin of their own, and nobody is out of tries."""
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"},
    }
    settings.SITE_ORIGIN = "https://keepitlocal.example"
    cache.clear()


@pytest.fixture
def delivered():
    """Return a function that delivers what waits, and returns it in order."""

    def deliver():
        before = len(mail.outbox)
        assert not delivery.deliver_due()["later"]
        return mail.outbox[before:]

    return deliver


def links(message, beginning="/"):
    """Return the paths of our own links in a message that begin like this."""
    found = re.findall(r"https://keepitlocal\.example(/\S*)", message.body)
    return [path for path in found if path.startswith(beginning)]
