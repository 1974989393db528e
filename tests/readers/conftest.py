"""What tests of readers' pages do: send forms, deliver mail, and read links out of it."""

import re
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.core.cache import cache

from accounts import delivery
from tests.factories import CaseStudyFactory, MembershipFactory

SAID = {"name": "Ria Reader", "address": "Ria@Example.org", "text": "How did you begin?\nAnd with whom?"}

HOSTILE = ["a\0b", "\ud800", "<script>alert(1)</script>", "{{ settings.SECRET_KEY }}", "=1+1", "x" * 200_000]


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


def post_strange(client, path, fields):
    """Send a form with values that no browser would send, lone surrogates among them."""
    encoded = {name: value.encode("utf-8", "surrogatepass") for name, value in fields.items()}
    return client.post(path, urlencode(encoded), content_type="application/x-www-form-urlencoded")


def contact(row):
    """Return where one can ask about a council or a case study."""
    return f"{row.get_absolute_url()}contact/"


@pytest.fixture
def member(council_a):
    MembershipFactory(council=council_a)
    return council_a


@pytest.fixture
def study(member):
    return CaseStudyFactory(council=member, title="Neighbours help")


@pytest.fixture
def send(client):
    """Return a function that sends the form of a page, filled in or with something else in it."""

    def post(page, **other):
        return client.post(page, {**SAID, **other})

    return post
