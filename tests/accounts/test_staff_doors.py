"""Every door into what staff may do × every state of a second factor: none opens without it.

A door is a way to get a session. Behind it no private page shows a byte before the second
factor: not the admin, not its downloads, not what staff may see outside it.
"""

import re

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from post_office.models import Email

from accounts.models import User
from tests import access, factories
from tests.accounts.factor_pages import STEP
from tests.doors import app_code, force_in, give_factor, secret_of
from tests.factories import SECRET

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST28")]
WORDS = "four words that fit"
NEW_WORDS = "seven oranges fly home"
SET_UP, CONFIRM = "/account/second-factor/set-up/", "/account/confirm/"


def newest(pattern):
    return re.search(pattern, Email.objects.latest("pk").email_message().body, re.MULTILINE).group(0)


# --- Doors: each takes a browser and a person, and does all that can be done without the second factor ----


def by_code(client, person):
    client.post("/account/login/?next=/admin/", {"email": person.email})
    return client.post("/account/login/code/?next=/admin/", {"code": newest(r"[A-Z]{4}-[A-Z]{4}")})


def by_password(client, person):
    return client.post("/account/login/password/?next=/admin/", {"login": person.email, "password": WORDS})


def by_admin_address(client, person):
    response = client.get("/admin/login/?next=/admin/")
    assert response.headers["Location"].startswith("/account/login/")
    client.post("/admin/login/", {"username": person.email, "password": WORDS})
    return by_password(client, person)


def by_reset(client, person):
    client.post("/account/password/reset/", {"email": person.email})
    action = client.get(newest(r"^http\S+$"), follow=True).redirect_chain[-1][0]
    client.post(action, {"password1": NEW_WORDS, "password2": NEW_WORDS})
    form = {"login": person.email, "password": NEW_WORDS}
    return client.post("/account/login/password/?next=/admin/", form)


def by_older_session(client, person):
    client.force_login(person)


def by_being_made_staff(client, person):
    """In the middle of a session as an officer, signed in by code only."""
    staff = {field: getattr(person, field) for field in ("is_staff", "is_superuser")}
    User.objects.filter(pk=person.pk).update(is_staff=False, is_superuser=False)
    person.refresh_from_db()
    force_in(client, person, shown=False)
    assert client.get("/account/").status_code == 200
    User.objects.filter(pk=person.pk).update(**staff)


DOORS = [by_code, by_password, by_admin_address, by_reset, by_older_session, by_being_made_staff]


@pytest.fixture
def staff(db):
    """A curator and reviewer who has a password, so that every door is theirs to try."""
    person = factories.UserFactory(email="ada@example.org", is_staff=True, password=WORDS)
    person.groups.set(Group.objects.all())
    return person


@pytest.fixture
def behind(portal, council_a):
    """Addresses of every kind that staff's powers open."""
    known = portal(access.State.SUBMITTED)
    assessment, council = known["assessment"], known["council"]
    return [
        "/admin/",
        "/admin/jsi18n/",
        "/admin/autocomplete/?app_label=councils&model_name=membership&field_name=council",
        "/admin/councils/council/",
        "/admin/councils/council/export/",
        "/admin/no/such/page/",
        f"/admin/assessments/assessment/{assessment}/change/",
        reverse("network:council_as_council", kwargs={"slug": council}),
        reverse("network:organisation_preview", kwargs={"short_id": known["organisation"]}),
        reverse("network:case_preview", kwargs={"slug": known["study"]}),
        "/assessments/",
        "/account/",
        "/account/password/change/",
        "/account/second-factor/turn-off/",
        "/account/second-factor/recovery-codes/",
    ]


def leaks(client, addresses, method="get"):
    """Return what was answered with anything but an empty way to sign-in or to the second factor."""
    found = {}
    for address in addresses:
        response = getattr(client, method)(address)
        led = response.headers.get("Location", "").startswith(
            (SET_UP, CONFIRM, "/account/login/", "/admin/login/")
        )
        if response.status_code != 302 or not led or response.content:
            found[address] = (response.status_code, response.headers.get("Location"))
    return found


@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize("has_factor", [False, True], ids=["without a factor", "with a factor"])
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_no_door_opens_anything_before_the_second_factor(door, has_factor, method, staff, behind):
    if has_factor:
        give_factor(staff)
    client = Client()
    door(client, staff)

    assert leaks(client, behind, method) == {}


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_after_it_every_door_does(door, staff, behind):
    give_factor(staff)
    client = Client()
    door(client, staff)
    step = STEP if "_auth_user_id" not in client.session else CONFIRM
    client.post(step, {"code": app_code(secret_of(staff))})

    opened = {address: client.get(address).status_code for address in behind[:4]}
    assert set(opened.values()) == {200}
    assert SECRET in client.get(behind[6]).content.decode()


@pytest.mark.parametrize("door", [by_code, by_password, by_reset], ids=lambda door: door.__name__)
def test_who_has_none_is_led_to_set_one_up_and_on_to_where_they_were_going(door, staff):
    client = Client()
    response = door(client, staff)
    assert response.headers["Location"] == "/admin/"
    page = client.get("/admin/councils/council/?q=x", follow=True)
    assert page.redirect_chain == [(f"{SET_UP}?next=%2Fadmin%2Fcouncils%2Fcouncil%2F%3Fq%3Dx", 302)]
    assert "Until it is set up, nothing else opens." in page.content.decode()


def test_an_older_session_shows_who_it_is_before_it_may_set_one_up(staff):
    """Otherwise whoever found an open screen would become the owner of the second factor."""
    client = Client()
    by_older_session(client, staff)
    assert client.get(SET_UP).headers["Location"] == f"{CONFIRM}?next={SET_UP.replace('/', '%2F')}"
    assert client.post(CONFIRM, {"password": "wrong words here"}).status_code == 200
    assert client.post(f"{CONFIRM}?next={SET_UP}", {"password": WORDS}).headers["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200


@pytest.mark.parametrize("fields", [{"is_superuser": True}, {"is_staff": True}, {}])
def test_who_has_any_power_of_staff_needs_it(fields, behind):
    """A superuser who is not staff has every power; a group gives none to who is not staff."""
    person = factories.UserFactory(**fields)
    person.groups.set(Group.objects.all())
    client = Client()
    force_in(client, person, shown=False)
    previews = behind[7:10]
    if fields:
        assert leaks(client, previews) == {}
    else:
        assert {client.get(address).status_code for address in previews} == {404}
        assert client.get("/admin/").headers["Location"].startswith("/admin/login/")


def test_the_record_of_somebody_else_or_of_a_factor_that_is_gone_does_not_count(staff, behind):
    other = factories.UserFactory(is_staff=True)
    factor = give_factor(other)
    client = Client()
    force_in(client, staff, shown=False)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": 9e9, "id": factor.pk, "type": "totp"}
    ]
    session.save()
    assert leaks(client, behind) == {}

    force_in(client, staff)
    assert client.get("/admin/").status_code == 200
    staff.authenticator_set.all().delete()
    assert leaks(client, behind) == {}


def test_public_pages_and_signing_out_stay_open(staff, council_a):
    client = Client()
    by_older_session(client, staff)
    assert client.get(council_a.get_absolute_url()).status_code == 200
    assert client.post("/account/logout/").headers["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_what_was_typed_is_shown_back(staff):
    client = Client(headers={"Origin": "http://testserver"})
    by_older_session(client, staff)
    response = client.post("/admin/councils/council/add/", {"note": "Words that took an hour to write."})
    assert response.status_code == 403
    assert "Words that took an hour to write." in response.content.decode()
    assert "your account needs a second factor first" in response.content.decode()


def test_the_demonstration_is_no_exception(staff, behind, settings):
    settings.DEMONSTRATION = True
    client = Client()
    by_older_session(client, staff)
    assert leaks(client, behind) == {}


def test_officers_without_a_factor_are_not_asked(sign_in, lead):
    assert sign_in(lead).get("/assessments/").status_code == 200


def test_an_officer_who_has_one_is_asked_when_signing_in(lead):
    give_factor(lead)
    client = Client()
    assert by_code(client, lead).headers["Location"] == STEP
    assert "_auth_user_id" not in client.session
