"""Passwords: long, not common, not the person's own words; no other rule, and nothing hinders pasting."""

import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tests.doors import force_in
from tests.factories import CouncilFactory, CouncilRoleFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF1")]


@pytest.fixture
def officer():
    person = UserFactory(name="Zoë Brightwater", email="z.brightwater@ambleford.gov.uk")
    CouncilRoleFactory(user=person, council=CouncilFactory(name="North Ambleford"))
    return person


@pytest.mark.parametrize(
    "word",
    [
        "keepitlocal2026!",
        "Keep It Local 99",
        "KEEP-IT-LOCAL-1",
        "keepitlocalkeepitlocal",
        "Locality12345",
        "locality locality",
        "Brightwater2026",
        "zoebrightwater1",
        "Zoë Brightwater!",
        "z.brightwater@ambleford.gov.uk",
        "ambleford2026!",
        "NorthAmbleford1",
        "northambleford-council",
        "Brightwater@Locality",
    ],
)
def test_words_that_a_stranger_would_try_are_refused_with_a_sentence(officer, word):
    with pytest.raises(ValidationError, match="is easy to guess for you, so it does not count"):
        validate_password(word, officer)


@pytest.mark.parametrize("word", ["password1234", "qwertyuiop123", "short", "elevenchars"])
def test_short_and_common_ones_are_refused(officer, word):
    with pytest.raises(ValidationError):
        validate_password(word, officer)


@pytest.mark.parametrize(
    "word",
    [
        "seven oranges fly home",
        "allsmallletters",
        "            x           y",
        "ノースの海は広くて青いです",
        "🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊",
        "brightwater horses swim in the evening",
        "my locality has seven green umbrellas",
        "x" * 4000,
    ],
)
def test_no_other_rule_stands_in_the_way(officer, word):
    validate_password(word, officer)


def test_a_password_without_a_person_is_held_against_the_portals_words():
    with pytest.raises(ValidationError, match="keepitlocal"):
        validate_password("keepitlocal-1234", None)


def test_the_page_says_it_in_words(client, officer):
    force_in(client, officer)
    new = {"password1": "ambleford2026!", "password2": "ambleford2026!"}
    text = client.post("/account/password/change/", {"oldpassword": "a long test password", **new}).content
    assert "is easy to guess for you" in text.decode()


TOKENS = {
    "/account/login/": {"email": "username"},
    "/account/login/password/": {"login": "username", "password": "current-password"},
    "/account/password/reset/": {"email": "username"},
    "/account/password/change/": {
        "oldpassword": "current-password",
        "password1": "new-password",
        "password2": "new-password",
    },
    "/account/second-factor/set-up/": {"code": "one-time-code"},
}


@pytest.mark.parametrize("address", TOKENS)
def test_password_managers_know_each_box_and_nothing_hinders_pasting(client, officer, address):
    if "login" not in address and "reset" not in address:
        force_in(client, officer)
    page = client.get(address).content.decode()
    for name, token in TOKENS[address].items():
        (box,) = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
        assert f'autocomplete="{token}"' in box
    assert "onpaste" not in page
    assert 'autocomplete="off"' not in page.split("<main")[1].split("</main")[0]
