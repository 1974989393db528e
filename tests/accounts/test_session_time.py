"""For how long somebody stays signed in: said to pages that ask, and begun anew by a button alone."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import Session

pytestmark = pytest.mark.django_db
ADDRESS = "/account/session/"
HOUR = 60 * 60


def leave(person, minutes):
    """Let a person's session run out in so many minutes."""
    Session.objects.filter(person=person).update(expire_date=timezone.now() + timedelta(minutes=minutes))


@pytest.mark.feature("OF12")
def test_it_says_who_and_how_long_and_asking_changes_nothing(lead, sign_in):
    browser = sign_in(lead)
    leave(lead, 4)
    before = Session.objects.get(person=lead).expire_date

    said = browser.get(ADDRESS).json()

    assert said["person"] == lead.pk
    assert 200 < said["seconds"] <= 240
    assert len(said["token"]) == 64
    assert Session.objects.get(person=lead).expire_date == before


@pytest.mark.feature("OF12")
def test_the_button_begins_the_time_anew(lead, sign_in):
    browser = sign_in(lead)
    leave(lead, 4)

    assert browser.post(ADDRESS).json()["seconds"] == settings.SESSION_COOKIE_AGE
    assert browser.get(ADDRESS).json()["seconds"] > 11 * HOUR


def test_the_button_needs_its_token(lead, sign_in):
    browser = sign_in(lead, enforce_csrf_checks=True)

    assert browser.post(ADDRESS).status_code == 403
    token = browser.get(ADDRESS).json()["token"]
    assert browser.post(ADDRESS, headers={"X-CSRFToken": token}).status_code == 200


def test_a_stranger_learns_that_nobody_is_signed_in_and_gets_no_cookie(client):
    for reply in (client.get(ADDRESS), client.post(ADDRESS)):
        assert reply.json() == {"person": None, "seconds": 0}
        assert not reply.cookies


@pytest.mark.feature("OF12")
def test_private_pages_carry_the_notice_and_public_ones_do_not(lead, sign_in, council_a):
    browser = sign_in(lead)
    leave(lead, 30)

    assert b"data-session-left" in browser.get("/assessments/").content
    assert b"data-session-left" not in browser.get("/councils/").content
    page = browser.get("/assessments/").content.decode()
    assert 1700 < int(page.split('data-session-left="')[1].split('"')[0]) <= 1800
