"""Before something that would hand the account to somebody else, a session is asked again who it is."""

import re

import pytest
import time_machine
from django.test import Client
from post_office.models import Email

from accounts import second_factor
from accounts.fresh import FRESH_FOR
from tests.accounts.factor_pages import SET_UP, shown_key
from tests.doors import app_code, force_in, give_factor, secret_of
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
CONFIRM = "/account/confirm/"
NOW = "2026-03-02 10:00:00+00:00"
GUARDED = [
    "/account/password/change/",
    "/account/password/set/",
    "/account/second-factor/set-up/",
    "/account/second-factor/turn-off/",
    "/account/second-factor/recovery-codes/",
    "/account/address/",
]


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as travelling:
        yield travelling


@pytest.fixture
def old(clock):
    """Return a function from a person to a browser in which they signed in eleven minutes ago."""

    def open_browser(person):
        client = Client(headers={"Origin": "http://testserver"})
        force_in(client, person)
        clock.shift(FRESH_FOR + 60)
        return client

    return open_browser


def asked(client, address):
    response = client.get(address)
    return response.status_code == 302 and response.headers["Location"].startswith(CONFIRM)


@pytest.mark.parametrize("address", GUARDED)
@pytest.mark.parametrize("has_factor", [False, True])
def test_each_page_asks_again_after_ten_minutes(person, clock, has_factor, address):
    if has_factor:
        give_factor(person)
    client = Client()
    force_in(client, person)
    clock.shift(FRESH_FOR - 1)
    assert not asked(client, address)
    clock.shift(2)
    assert asked(client, address)
    assert client.post(address).headers["Location"].startswith(CONFIRM), "a button alone does nothing"
    assert client.head(address).status_code == 302


def test_a_form_that_comes_too_late_is_shown_back(person, old):
    answer = old(person).post("/account/address/", {"email": "a.new.address@example.org"})
    assert answer.status_code == 403
    assert "a.new.address@example.org" in answer.content.decode()


def test_a_password_is_enough_where_there_is_no_factor(person, old):
    client = old(person)
    page = client.get("/account/address/", follow=True)
    assert "Is it still you?" in page.content.decode()
    where = page.redirect_chain[-1][0]
    assert "That is not your password." in client.post(where, {"password": "wrong"}).content.decode()
    assert client.post(where, {"password": PASSWORD}).headers["Location"] == "/account/address/"
    assert not asked(client, "/account/address/")


def emailed_code():
    return re.search(r"[A-Z]{4}-[A-Z]{4}", Email.objects.latest("pk").email_message().body).group(0)


@pytest.mark.parametrize("password", [None, PASSWORD])
def test_so_is_a_code_that_is_emailed(old, password):
    client = old(UserFactory(password=password))
    client.post(CONFIRM, {"send": "code"})
    answer = client.post(f"{CONFIRM}?next=/account/address/", {"code": emailed_code().lower()})
    assert answer.headers["Location"] == "/account/address/"
    assert not asked(client, "/account/address/")


def test_the_code_is_kept_sealed_works_once_and_not_for_long(person, old, clock):
    client = old(person)
    client.post(CONFIRM, {"send": "code"})
    code = emailed_code()
    assert code not in str(dict(client.session))
    clock.shift(15 * 60 + 1)
    client.post(CONFIRM, {"code": code})
    assert asked(client, "/account/address/")
    client.post(CONFIRM, {"send": "code"})
    code = emailed_code()
    client.post(CONFIRM, {"code": code})
    assert "confirm_code" not in client.session


def test_three_wrong_codes_end_it(person, old):
    client = old(person)
    client.post(CONFIRM, {"send": "code"})
    for _ in range(3):
        answer = client.post(CONFIRM, {"code": "AAAA-AAAA"})
    assert "Too many tries. Ask for a new code." in answer.content.decode()
    client.post(CONFIRM, {"code": emailed_code()})
    assert asked(client, "/account/address/")


def test_a_page_for_setting_up_that_was_opened_in_time_is_taken(person, clock):
    """Finding and installing an app takes longer than ten minutes, and the key was given out in time."""
    client = Client()
    force_in(client, person)
    key, hidden = shown_key(client.get(SET_UP))
    clock.shift(FRESH_FOR + 60)
    client.post(SET_UP, {"key": hidden, "code": app_code(key)})
    assert second_factor.is_on(person)


def test_no_key_is_given_out_to_an_old_session(person, old):
    answer = old(person).post(SET_UP, {"key": "", "code": "123456"})
    assert answer.status_code == 403 or answer.headers["Location"].startswith(CONFIRM)
    assert 'name="key"' not in answer.content.decode()


def test_with_a_factor_nothing_less_will_do(person, old):
    give_factor(person)
    client = old(person)
    client.post(CONFIRM, {"password": PASSWORD})
    client.post(CONFIRM, {"send": "code"})
    client.post(CONFIRM, {"code": "ABCD-EFGH"})
    assert asked(client, "/account/address/")
    assert not Email.objects.exists()
    client.post(CONFIRM, {"code": app_code(secret_of(person))})
    assert not asked(client, "/account/address/")


def test_where_one_is_led_back_to_is_on_this_site(person, old):
    answer = old(person).post(f"{CONFIRM}?next=https://elsewhere.example/", {"password": PASSWORD})
    assert answer.headers["Location"] == "/account/"


def test_a_mailbox_is_not_flooded(person, old):
    client = old(person)
    for _ in range(8):
        answer = client.post(CONFIRM, {"send": "code"}, follow=True)
    assert Email.objects.count() == 3
    assert "Too many tries." in answer.content.decode()


@pytest.mark.parametrize("part", ["add/", "{pk}/change/"])
def test_the_admin_asks_again_before_it_gives_or_takes_powers(curator, person, clock, part):
    client = Client(headers={"Origin": "http://testserver"})
    force_in(client, curator)
    address = "/admin/accounts/user/" + part.format(pk=person.pk)
    assert client.get(address).status_code == 200
    clock.shift(FRESH_FOR + 60)
    assert asked(client, address)
    form = {"name": "Somebody Else", "email": "else@example.org", "is_active": "on"}
    assert client.post(address, form).status_code == 403
    person.refresh_from_db()
    assert person.name == "Sam Example"
    client.post(CONFIRM, {"code": app_code(secret_of(curator))})
    assert client.get(address).status_code == 200
