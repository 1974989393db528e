"""What tests of readers' pages do: send forms, deliver mail, and read links out of it."""

import re
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.core.cache import cache
from post_office.models import Email

from accounts import delivery
from readers import news
from readers.actions import ask_to_follow, confirm
from readers.models import Follower, Following, What
from readers.things import Thing
from tests.factories import CaseStudyFactory, MembershipFactory

SAID = {"name": "Ria Reader", "address": "Ria@Example.org", "text": "How did you begin?\nAnd with whom?"}

RIA = "ria@example.org"
MONDAY, TUESDAY, NEXT_TUESDAY = "2026-03-02 09:00Z", "2026-03-03 09:00Z", "2026-03-10 09:00Z"
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


def follow(what=What.NETWORK, address=RIA, **of):
    """Follow something and say yes to it."""
    following = ask_to_follow(address=address, thing=Thing(what, **of))
    confirm(following=following, generation=following.generation)
    return following


@pytest.fixture
def clock(time_machine):
    """Return a function that goes to a moment and stays there."""
    return lambda moment: time_machine.move_to(moment, tick=False)


@pytest.fixture
def begun(clock, member, delivered):
    """A member is known and the news have begun: it is a Monday, and nothing is new."""
    clock(MONDAY)
    news.send_news()
    return member


@pytest.fixture
def told(delivered, clock):
    """Return a function that runs the news at a moment, and returns the texts that went out."""

    def run(moment=TUESDAY):
        clock(moment)
        delivered()
        news.send_news()
        return [message.body for message in delivered()]

    return run


@pytest.fixture
def where(council_a):
    return f"{council_a.get_absolute_url()}follow/"


@pytest.fixture
def asked(client, where, delivered):
    """Ria has asked to follow council A and has the mail; gives the path of its link."""
    client.post(where, {"address": "Ria@Example.ORG"})
    (message,) = delivered()
    (link,) = links(message)
    return link


@pytest.fixture
def following(client, asked):
    """Ria follows council A."""
    client.post(asked)
    return Following.objects.get()


def everything():
    """Return all rows that could change, as values."""
    return [list(model.objects.order_by("pk").values()) for model in (Follower, Following, Email)]


@pytest.fixture
def two(council_b, following):
    """Ria follows council B too."""
    row = ask_to_follow(address=RIA, thing=Thing(What.COUNCIL, council=council_b))
    confirm(following=row, generation=row.generation)
    return row
