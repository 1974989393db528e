"""Suggesting a change: a page of its own about one of our public pages, answered with a reference."""

import html
import re
import uuid

import pytest
from django.core.cache import cache

from records.models import Proposal, RegisterVersion, Suggestion
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("PU28")]
WORDS = "The minutes of May name another champion."


@pytest.fixture(autouse=True)
def _nobody_has_suggested_yet():
    cache.clear()


@pytest.fixture
def member(council_a):
    return factories.MembershipFactory(council=council_a)


@pytest.fixture
def address(member):
    return f"/suggest/?about={member.council.get_absolute_url()}"


def form(**said):
    return {"key": str(uuid.uuid4()), "topic": "wrong", "text": WORDS, **said}


def words(answer):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def test_every_council_organisation_and_case_study_leads_to_it(member, client):
    organisation, study = factories.OrganisationFactory(), factories.CaseStudyFactory(council=member.council)
    for row in (member.council, organisation, study):
        path = row.get_absolute_url()
        page = client.get(path).content.decode()
        assert f'href="/suggest/?about={path}"' in page
        assert "csrf" not in page
        assert client.get(f"/suggest/?about={path}").status_code == 200


def test_a_suggestion_gets_a_reference_and_stays_private(address, client, member):
    version = RegisterVersion.current().number
    answer = client.post(address, form(reply_to="reader@example.org"))
    assert answer.status_code == 302
    row = Suggestion.objects.get()
    assert (row.about, row.name) == (member.council.get_absolute_url(), member.council.official_name)
    assert (row.text, row.reply_to) == (WORDS, "reader@example.org")
    assert f"Your reference is {row.reference}" in words(client.get(answer.url))
    assert re.fullmatch(r"S-\d{4,}", row.reference)
    assert RegisterVersion.current().number == version
    assert WORDS not in client.get(member.council.get_absolute_url()).content.decode()
    assert Proposal.objects.count() == 0


def test_looking_keeps_nothing(address, client):
    for method in (client.get, client.head):
        answer = method(address)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
    assert Suggestion.objects.count() == 0


def test_sending_it_twice_is_sending_it_once(address, client):
    sent = form()
    first, second = client.post(address, sent), client.post(address, sent)
    assert first.url == second.url
    assert Suggestion.objects.count() == 1


@pytest.mark.parametrize(
    "about",
    [
        "",
        "/",
        "https://evil.example/",
        "//evil.example/councils/ambleford/",
        "/councils/ambleford",
        "/councils/nowhere/",
        "/councils/ambleford/as-council/",
        "/organisations/nothing/",
        "/admin/",
        "/account/login/",
        "/councils/ambleford/?x=1",
        "/councils/ambleford/%00",
        "javascript:alert(1)",
        "/" * 400,
        "councils/" + "a" * 5000,
    ],
)
def test_only_our_own_public_pages_can_be_meant(about, member, client):
    answer = client.get("/suggest/", {"about": about})
    assert answer.status_code == (200 if about == "/" else 404)
    assert client.post(f"/suggest/?about={about}", form()).status_code in (302 if about == "/" else 404, 400)


def test_a_draft_is_not_given_away(client):
    draft = factories.OrganisationFactory(state="draft")
    study = factories.CaseStudyFactory(state="draft")
    for row in (draft, study):
        assert client.get("/suggest/", {"about": row.get_absolute_url()}).status_code == 404


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"text": ""}, "Write what we should put right."),
        ({"topic": ""}, "Choose what it is about."),
        ({"topic": "9" * 30}, "is not one of the available choices"),
        ({"reply_to": "not an address"}, "Enter an email address"),
        ({"reply_to": f"{'a' * 300}@example.org"}, "Ensure this value has at most"),
        ({"text": "word " * 301}, "Use 300 or fewer"),
        ({"text": "x" * 9000}, "too long to keep"),
    ],
)
def test_mistakes_lose_nothing(address, client, said, complaint):
    answer = client.post(address, form(**{"text": WORDS, "reply_to": "reader@example.org", **said}))
    assert answer.status_code == 200
    assert complaint in words(answer)
    if "text" not in said:
        assert WORDS in words(answer)
    assert Suggestion.objects.count() == 0


@pytest.mark.parametrize(
    "said",
    [
        {"key": ""},
        {"key": "x"},
        {"key": "\0"},
        {"text": "<script>alert(1)</script>\0"},
        {"topic": "\0"},
        {"reply_to": "a\0@example.org"},
    ],
)
def test_hostile_forms_are_answered(address, client, said):
    assert client.post(address, form(**said)).status_code in (200, 302)
    assert "\0" not in "".join(Suggestion.objects.values_list("text", flat=True))


def test_one_network_address_can_suggest_ten_an_hour(address, client):
    """A forged header buys nothing, and what was typed is still there."""
    for _ in range(10):
        assert client.post(address, form()).status_code == 302
    for number in range(3):
        answer = client.post(address, form(), headers={"x-forwarded-for": f"10.0.0.{number}"})
        assert answer.status_code == 429
        assert WORDS in words(answer)
        assert "Too many suggestions" in words(answer)
    assert Suggestion.objects.count() == 10
    assert client.post(address, form(), REMOTE_ADDR="192.0.2.9").status_code == 302


@pytest.mark.parametrize("token", ["S-0001", "S-0001.x", "x", "a" * 100])
def test_a_made_up_reference_is_not_found(token, client):
    assert client.get(f"/suggest/sent/{token}/").status_code == 404
