"""One budget of guesses for all doors of an account, and no stranger shuts its owner out for long."""

import pytest
import time_machine
from django.test import Client
from post_office.models import Email

from accounts import guesses
from accounts.models import User
from tests.accounts.factor_pages import STEP, is_in
from tests.doors import app_code, force_in, give_factor, secret_of
from tests.factories import PASSWORD, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF1")]
DOOR = "/account/login/password/"
NOW = "2026-03-02 10:00:00+00:00"
TOO_MANY = "Too many tries"


@pytest.fixture(autouse=True)
def _behind_a_proxy(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1


def at(place):
    """Return a browser whose address our own proxy says is this one."""
    return Client(headers={"X-Forwarded-For": f"6.6.6.6, 192.0.2.{place}"})


def by_password(client, email):
    return client.post(DOOR, {"login": email, "password": "wrong words here"}).content.decode()


def by_emailed_code(client, email):
    client.post("/account/login/", {"email": email})
    return client.post("/account/login/code/", {"code": "AAAA-AAAA"}, follow=True).content.decode()


def by_app_code(client, email):
    first = client.post(DOOR, {"login": email, "password": PASSWORD})
    return (first.content + client.post(STEP, {"code": "000000"}).content).decode()


def by_being_asked_again(client, email):
    force_in(client, User.objects.get(email=email), shown=False)
    return client.post("/account/confirm/", {"code": "000000"}).content.decode()


def by_the_old_password(client, email):
    force_in(client, User.objects.get(email=email))
    form = {"oldpassword": "wrong", "password1": "seven oranges fly", "password2": "seven oranges fly"}
    return client.post("/account/password/change/", form).content.decode()


DOORS = [by_password, by_emailed_code, by_app_code, by_being_asked_again, by_the_old_password]


@pytest.fixture
def guarded(person):
    give_factor(person)
    return person


def is_shut(email):
    """Whether each door refuses even to look; asking for codes has a limit of its own."""
    doors = [door for door in DOORS if door is not by_emailed_code]
    return {door.__name__ for door in doors if TOO_MANY not in door(at(99), email)} == set()


@pytest.mark.parametrize("door", [door for door in DOORS if door is not by_emailed_code])
def test_ten_guesses_through_one_door_shut_all_of_them(door, guarded):
    for place in range(10):
        assert TOO_MANY not in door(at(place), guarded.email)
    assert is_shut(guarded.email)


def test_so_do_ten_guesses_at_emailed_codes(guarded):
    """Each code takes three."""
    for place in range(4):
        browser = at(place)
        by_emailed_code(browser, guarded.email)
        for _ in range(2):
            browser.post("/account/login/code/", {"code": "AAAA-AAAA"})
    assert is_shut(guarded.email)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_stranger_at_one_place_leaves_the_owner_a_way_in(door, guarded):
    with time_machine.travel(NOW, tick=False):
        for _ in range(20):
            door(at(1), guarded.email)
        owner = at(2)
        owner.post(DOOR, {"login": guarded.email, "password": PASSWORD})
        owner.post(STEP, {"code": app_code(secret_of(guarded))})
        assert is_in(owner)


def test_from_many_places_the_owner_waits_five_minutes_and_no_longer(person):
    with time_machine.travel(NOW, tick=False) as clock:
        for place in range(60):
            by_password(at(place), person.email)
            clock.shift(1)
        owner = at(200)
        answer = owner.post(DOOR, {"login": person.email, "password": PASSWORD})
        assert "Wait five minutes, then try again." in answer.content.decode()
        clock.shift(5 * 60)
        owner.post(DOOR, {"login": person.email, "password": PASSWORD})
        assert is_in(owner)


def test_signing_in_is_no_guess(person):
    for _ in range(15):
        client = at(1)
        client.post(DOOR, {"login": person.email, "password": PASSWORD})
        assert is_in(client)


@pytest.mark.parametrize("host", ["testserver:81", "testserver:82", "TESTSERVER"])
def test_another_spelling_of_the_host_is_no_new_budget(person, host):
    for place in range(10):
        by_password(at(place), person.email)
    answer = at(50).post(
        DOOR, {"login": person.email, "password": PASSWORD}, headers={"Host": host}, HTTP_HOST=host
    )
    assert TOO_MANY in answer.content.decode()


@pytest.mark.parametrize("written", ["SAM@example.org", "ſam@example.org", "ＳＡＭ@example.org"])
def test_nor_another_spelling_of_the_address(written):
    assert guesses.plain(written) == guesses.plain("sam@example.org")


def test_an_address_that_nobody_has_is_counted_alike(db):
    for place in range(10):
        assert TOO_MANY not in by_password(at(place), "nobody@example.org")
    assert TOO_MANY in by_password(at(50), "nobody@example.org")


def test_a_mailbox_is_not_flooded(person):
    with time_machine.travel(NOW, tick=False):
        for place in range(20):
            at(place).post("/account/login/", {"email": person.email})
    assert Email.objects.count() == 6


def test_who_guesses_at_many_accounts_from_one_place_is_stopped(db):
    UserFactory.create_batch(3)
    with time_machine.travel(NOW, tick=False):
        said = [by_password(at(1), f"nobody{number}@example.org") for number in range(31)]
    assert "<h1>Too many tries</h1>" in said[30]
