"""Signing in: by code first, by password too, and nobody learns who has an account."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from accounts import delivery
from tests.doors import force_in
from tests.factories import UserFactory

LOGIN = "/account/login/"
CODE = "/account/login/code/"
PASSWORD = "/account/login/password/"
NOW = "2026-03-02 10:00:00+00:00"


@pytest.fixture
def person(db):
    return UserFactory(name="Sam Example", email="sam@example.org", password="four words that fit")


def newest_code():
    """Return the code in the mail that was queued last."""
    return re.search(
        r"^ {4}([A-Z]{4}-[A-Z]{4})$", Email.objects.latest("pk").email_message().body, re.MULTILINE
    ).group(1)


def nothing_is_sent():
    """Whether what waits to be delivered was for nobody, and leaves nothing behind."""
    assert Email.objects.exists(), "a row is written in any case, so that the answer takes as long"
    done = delivery.deliver_due()
    return not any(done.values()) and not Email.objects.exists()


def ask(client, email="sam@example.org", wanted=""):
    return client.post(LOGIN + wanted, {"email": email})


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.feature("OF1")
class TestCode:
    def test_a_code_signs_in(self, client, person):
        assert ask(client).headers["Location"] == CODE
        response = client.post(CODE, {"code": newest_code()})
        assert response.headers["Location"] == reverse("assessments:index")
        assert is_in(client)

    def test_case_and_dash_do_not_matter(self, client, person):
        ask(client)
        client.post(CODE, {"code": newest_code().replace("-", " ").lower()})
        assert is_in(client)

    def test_a_code_works_once(self, client, person):
        ask(client)
        code = newest_code()
        client.post(CODE, {"code": code})
        client.post("/account/logout/")
        response = client.post(CODE, {"code": code}, follow=True)
        assert not is_in(client)
        assert "That code is used or out of date." in response.content.decode()

    def test_a_code_lasts_fifteen_minutes(self, client, person):
        with time_machine.travel(NOW, tick=False) as clock:
            ask(client)
            clock.shift(15 * 60)
            client.post(CODE, {"code": newest_code()})
            assert is_in(client)

    def test_after_that_it_is_over_and_the_page_says_so(self, client, person):
        with time_machine.travel(NOW, tick=False) as clock:
            ask(client)
            clock.shift(15 * 60 + 1)
            response = client.post(CODE + "?next=/assessments/", {"code": newest_code()}, follow=True)
            assert not is_in(client)
        assert response.redirect_chain == [(LOGIN + "?next=%2Fassessments%2F", 302)]
        assert "A code works once, for 15 minutes. Ask for a new one." in response.content.decode()

    def test_the_page_says_how_long_it_lasts(self, client, person):
        ask(client)
        assert "works once, and for 15 minutes" in client.get(CODE).content.decode()

    def test_a_new_code_ends_the_one_before(self, client, person):
        ask(client)
        first = newest_code()
        ask(client)
        assert newest_code() != first
        assert "not the code we sent" in client.post(CODE, {"code": first}).content.decode()
        client.post(CODE, {"code": newest_code()})
        assert is_in(client)

    def test_three_wrong_codes_end_it(self, client, person):
        ask(client)
        for _ in range(3):
            response = client.post(CODE, {"code": "AAAA-AAAA"}, follow=True)
        assert "Too many tries." in response.content.decode()
        client.post(CODE, {"code": newest_code()})
        assert not is_in(client)

    def test_another_address_can_be_used(self, client, person):
        ask(client, "sma@example.org")
        assert client.get(LOGIN).headers["Location"] == CODE
        client.post("/account/logout/", {"next": LOGIN})
        assert client.get(LOGIN).status_code == 200

    def test_a_code_of_another_browser_does_not_open_this_one(self, client, person):
        ask(client)
        stranger = Client()
        stranger.post(CODE, {"code": newest_code()})
        assert not is_in(stranger)

    def test_an_address_that_was_changed_opens_nothing(self, client, person):
        # allauth keeps addresses of its own, and one of them may be left behind.
        EmailAddress.objects.create(user=person, email="old@example.org", verified=True)
        ask(client, "old@example.org")
        client.post("/account/password/reset/", {"email": "old@example.org"})
        assert nothing_is_sent()
        other = Client()
        other.post(PASSWORD, {"login": "old@example.org", "password": "four words that fit"})
        assert not is_in(other)


class TestWhereTo:
    @pytest.mark.parametrize("wanted", ["/assessments/", "/councils/?q=leeds"])
    def test_to_the_page_that_was_asked_for(self, client, person, wanted):
        page = client.get(LOGIN, {"next": wanted}).content.decode()
        assert "next=" in page
        response = client.post(f"{LOGIN}?next={wanted}", {"email": person.email})
        response = client.post(response.headers["Location"], {"code": newest_code()})
        assert response.headers["Location"] == wanted

    @pytest.mark.parametrize(
        "elsewhere",
        ["https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)"],
    )
    def test_never_to_another_site(self, client, person, elsewhere):
        response = client.post(f"{LOGIN}?next={elsewhere}", {"email": person.email})
        response = client.post(response.headers["Location"], {"code": newest_code()})
        assert response.headers["Location"] == reverse("assessments:index")
        client.post("/account/logout/")
        response = client.post(
            PASSWORD, {"login": person.email, "password": "four words that fit", "next": elsewhere}
        )
        assert response.headers["Location"] == reverse("assessments:index")

    def test_staff_start_in_the_admin(self, client, db):
        person = UserFactory(is_staff=True, password="four words that fit")
        response = client.post(PASSWORD, {"login": person.email, "password": "four words that fit"})
        assert response.headers["Location"] == "/admin/"

    def test_the_admin_has_no_door_of_its_own(self, client, db):
        response = client.get("/admin/councils/", follow=True)
        assert response.redirect_chain[-1][0].startswith(LOGIN)
        assert (
            client.get("/admin/login/?next=/admin/x/").headers["Location"] == LOGIN + "?next=%2Fadmin%2Fx%2F"
        )

    def test_someone_without_access_to_the_admin_is_told(self, client, person):
        client.force_login(person)
        response = client.get("/admin/", follow=True)
        assert response.status_code == 403
        assert "Your account does not open the staff admin." in response.content.decode()


class TestNobodyLearnsWhoHasAnAccount:
    def pages(self, client, address, field, email):
        response = client.post(address, {field: email, "password": "wrong words here"})
        shown = client.get(response.headers["Location"]) if response.status_code == 302 else response
        body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", shown.content.decode())
        return response.status_code, response.headers.get("Location"), body.replace(email, "ADDRESS")

    @pytest.mark.parametrize(
        ("address", "field"), [(LOGIN, "email"), (PASSWORD, "login"), ("/account/password/reset/", "email")]
    )
    def test_known_and_unknown_addresses_get_the_same_answer(self, person, address, field):
        known = self.pages(Client(), address, field, person.email)
        unknown = self.pages(Client(), address, field, "nobody@example.org")
        assert known == unknown

    def test_a_closed_account_gets_no_code(self, client, person):
        person.is_active = False
        person.save()
        ask(client)
        assert nothing_is_sent()

    def test_an_unknown_address_gets_no_mail(self, client, db):
        ask(client, "nobody@example.org")
        client.post("/account/password/reset/", {"email": "nobody@example.org"})
        assert nothing_is_sent()


class TestPassword:
    def test_a_password_signs_in(self, client, person):
        client.post(PASSWORD, {"login": "SAM@example.org", "password": "four words that fit"})
        assert is_in(client)

    def test_a_link_sets_a_first_password(self, client, db):
        person = UserFactory(email="kim@example.org", password=None)
        client.post("/account/password/reset/", {"email": "kim@example.org"})
        link = re.search(r"^http\S+$", Email.objects.get().email_message().body, re.MULTILINE).group(0)
        page = client.get(link, follow=True)
        action = page.redirect_chain[-1][0]
        client.post(action, {"password1": "seven oranges fly home", "password2": "seven oranges fly home"})
        person.refresh_from_db()
        assert person.check_password("seven oranges fly home")
        assert "used or out of date" in Client().get(link, follow=True).content.decode()

    def test_a_short_password_is_refused_in_words(self, client, person):
        force_in(client, person)
        response = client.post(
            "/account/password/change/",
            {"oldpassword": "four words that fit", "password1": "short", "password2": "short"},
        )
        assert "at least 12 characters" in response.content.decode()
        person.refresh_from_db()
        assert person.check_password("four words that fit")

    def test_changing_it_asks_for_the_old_one(self, client, person):
        force_in(client, person)
        new = {"password1": "seven oranges fly home", "password2": "seven oranges fly home"}
        response = client.post("/account/password/change/", {"oldpassword": "wrong", **new})
        assert "not the password you have now" in response.content.decode()
        client.post("/account/password/change/", {"oldpassword": "four words that fit", **new})
        person.refresh_from_db()
        assert person.check_password("seven oranges fly home")
        assert (
            "Your password for Keep it Local is another one now." in Email.objects.get().email_message().body
        )


class TestLimits:
    def test_guessing_passwords_is_stopped_for_an_address(self, person):
        for _ in range(5):
            Client().post(PASSWORD, {"login": person.email, "password": "wrong words here"})
        response = Client().post(PASSWORD, {"login": person.email, "password": "four words that fit"})
        assert "Too many tries." in response.content.decode()

    def test_asking_for_codes_is_stopped_for_an_address(self, person):
        for _ in range(3):
            ask(Client())
        assert "Too many tries." in ask(Client()).content.decode()
        assert Email.objects.count() == 3

    def test_asking_is_stopped_for_one_computer_whatever_it_says_its_address_is(self, person):
        answers = [
            Client(headers={"X-Forwarded-For": f"10.0.0.{n}"}).post(LOGIN, {"email": f"n{n}@example.org"})
            for n in range(21)
        ]
        assert [answer.status_code for answer in answers] == [302] * 20 + [200]

    def test_too_many_tries_from_one_computer_get_a_page_in_our_words(self, person):
        for n in range(31):
            answer = Client().post(PASSWORD, {"login": f"n{n}@example.org", "password": "x"})
        assert answer.status_code == 429
        assert "<h1>Too many tries</h1>" in answer.content.decode()


class TestDoorsThatAreShut:
    def test_nobody_signs_up(self, client, db):
        for response in (
            client.get("/account/signup/"),
            client.post("/account/signup/", {"email": "x@example.org", "password1": "four words that fit"}),
        ):
            assert "You cannot make an account yourself." in response.content.decode()
        assert not type(UserFactory.build()).objects.filter(email="x@example.org").exists()

    @pytest.mark.parametrize("path", ["email/", "confirm-email/", "reauthenticate/"])
    def test_pages_that_the_portal_does_not_need_are_not_there(self, client, person, path):
        client.force_login(person)
        assert client.get(f"/account/{path}").status_code == 404

    def test_signing_out_is_a_button(self, client, person):
        client.force_login(person)
        assert "<h1>Sign out</h1>" in client.get("/account/logout/").content.decode()
        assert is_in(client)
        assert client.post("/account/logout/").headers["Location"] == "/"
        assert not is_in(client)
        assert "sessionid" not in {name for name, cookie in client.cookies.items() if cookie.value}
