"""The page behind the link: what it shows, and that only its button changes anything."""

import html
import re

import pytest
from django.utils import timezone

from councils.actions import facts_of
from councils.models import Asking, Champion
from records.models import Confirmation, RegisterVersion
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF46")]


@pytest.fixture
def address(council_a, lead):
    membership = factories.MembershipFactory(council=council_a)
    factories.EndorsementFactory(membership=membership)
    factories.ChampionFactory(council=council_a, person=factories.PublicNameFactory(name="Cllr Sam Example"))
    factories.CommunityConversationFactory(membership=membership, what_was_agreed="To meet each spring.")
    return factories.still_right_path(factories.AskingFactory(council=council_a), lead)


def boxes(client, address):
    page = client.get(address).content.decode()
    return re.findall(r'name="right" value="([^"]+)" id="[^"]+"( checked)?', page)


def test_it_shows_the_facts_as_the_council_page_does(address, read, council_a):
    Champion.objects.update(confirmed_on="2025-05-04")
    asked, public = read(address), read(council_a.get_absolute_url())
    for words in (
        "Cabinet decision, 11 February 2020",
        "Champion councillor: Lead Member for Communities",
        "Cllr Sam Example",
        "Held on 15 June 2021",
        "To meet each spring.",
        "Not confirmed since 4 May 2025.",
    ):
        assert words in asked, words
        assert words in public, words


def test_looking_changes_nothing(address, client):
    version = RegisterVersion.current().number
    for method in (client.get, client.head, client.get):
        assert method(address).status_code == 200
    assert RegisterVersion.current().number == version
    assert Confirmation.objects.count() == 0
    assert Asking.objects.get().answered_at is None


def test_all_is_ticked_and_one_button_confirms(address, client, read, council_a):
    found = boxes(client, address)
    assert [ticked for _, ticked in found] == [" checked"] * 4

    answer = client.post(address, {"right": [value for value, _ in found]})
    assert (answer.status_code, answer.url) == (302, address)
    assert "Thank you." in read(address)
    today = f"{timezone.localdate():%-d %B %Y}"
    assert f"Facts confirmed Confirmed {today}" in read(council_a.get_absolute_url())


def test_a_box_without_its_tick_stays_so(address, client, council_a):
    found = boxes(client, address)
    client.post(address, {"right": [value for value, _ in found[1:]]})
    assert [ticked for _, ticked in boxes(client, address)] == ["", *[" checked"] * 3]
    assert Confirmation.objects.get().left_out == ["Member of the network since March 2020"]


def test_no_tick_is_asked_about(address, client):
    answer = client.post(address)
    assert answer.status_code == 422
    assert "no box was ticked" in html.unescape(answer.content.decode())
    assert Confirmation.objects.count() == 0


def test_what_changed_meanwhile_is_shown_again(address, client):
    found = boxes(client, address)
    Champion.objects.update(role="Leader")
    answer = client.post(address, {"right": [value for value, _ in found]})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "changed while you were reading" in page
    assert "Leader" in page
    assert Champion.objects.get().confirmed_on is None


@pytest.mark.parametrize(
    "value",
    ["\0", "champion-1", ":", "champion-" + "9" * 30 + ":x", "<b>", "a" * 5000, "membership-1:" + "é" * 50],
)
def test_odd_boxes_are_answered_in_words(address, client, value):
    assert client.post(address, {"right": value}).status_code == 422
    assert Confirmation.objects.count() == 0


@pytest.mark.parametrize("token", ["x", "1-1-1.", "1-1-1.abc", "1-1-1", "9" * 90, "-.-", "1-1-1.a%00"])
def test_a_made_up_link_is_not_found(token, client):
    assert client.get(f"/still-right/{token}/").status_code in (400, 404)
    assert client.post(f"/still-right/{token}/").status_code in (400, 404)


def test_a_link_that_ended_says_what_to_do_and_nothing_of_the_council(address, client, council_a):
    values = [value for value, _ in boxes(client, address)]
    Asking.objects.update(generation=2)
    for answer in (client.get(address), client.post(address, {"right": values})):
        assert answer.status_code == 410
        assert council_a.name not in answer.content.decode()
    assert facts_of(council_a)
    assert Confirmation.objects.count() == 0


def test_nobody_else_keeps_the_page(address, client):
    answer = client.get(address)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("talks", [1, 3])
def test_the_cost_does_not_grow(talks, address, client, council_a, django_assert_max_num_queries):
    for _ in range(talks - 1):
        factories.CommunityConversationFactory(membership=council_a.memberships.get())
    with django_assert_max_num_queries(13):
        client.get(address)


def test_an_old_page_says_that_the_council_was_asked_until_it_answers(address, client, read, council_a):
    page = council_a.get_absolute_url()
    note = "We have asked the council to check."
    assert note in read(page)
    client.post(address, {"right": [value for value, _ in boxes(client, address)]})
    assert note not in read(page)
    assert f"by Lead officer, {council_a.official_name}." in read(page)


def test_a_page_of_a_council_that_was_not_asked_does_not_say_so(council_b, read):
    factories.MembershipFactory(council=council_b)
    assert "Not confirmed yet" in read(council_b.get_absolute_url())
    assert "We have asked" not in read(council_b.get_absolute_url())


def test_staff_see_the_step_of_the_ladder(address, sign_in, curator):
    Asking.objects.update(reason="stale", step=2, asked_on="2026-05-04")
    assert (
        "4 May 2026, message 2 of 3" in sign_in(curator).get("/admin/councils/membership/").content.decode()
    )
