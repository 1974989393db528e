"""Forged, old and foreign links, floods and strange input change nothing that is not the sender's own."""

import pytest
from post_office.models import Email

from readers import tokens
from readers.actions import ask_to_follow, confirm
from readers.models import Follower, Following, What
from readers.things import Thing
from tests.factories import CouncilFactory
from tests.readers.conftest import HOSTILE, RIA, everything, links, post_strange

pytestmark = [pytest.mark.django_db, pytest.mark.feature("PU30")]


def test_opening_links_changes_nothing(client, asked, where, two):
    paths = [
        asked,
        where,
        "/follow/",
        tokens.manage_path(two.follower_id, 1),
        tokens.stop_path(two.follower_id),
        "/follow/stopped/",
    ]
    before = everything()
    for path in paths:
        for method in (client.get, client.head, client.options):
            assert method(path, {"address": RIA, "stop": "all"}).status_code in (200, 302, 405)
    assert everything() == before


@pytest.mark.parametrize("kind", ["confirm", "manage", "stop"])
def test_a_link_of_one_kind_opens_no_other(client, kind, following):
    """What is signed for one purpose is worthless for another, and so is anything made up."""
    pk, follower = following.pk, following.follower_id
    given = {
        "confirm": tokens.token("confirm", pk, 1),
        "manage": tokens.token("manage", follower, 1),
        "stop": tokens.token("stop", follower),
    }
    strange = [value for name, value in given.items() if name != kind]
    mine = given[kind]
    strange += [f"{mine}x", mine.replace(".", "-"), f"2-{mine}", "1-1", "1.", ".", "x" * 200, "1-1.%00"]
    strange += [tokens.token("sent", follower), tokens.token(kind, 1, 2, 3)]
    before = everything()
    for token in strange:
        for method in (client.get, client.post):
            assert method(f"/follow/{kind}/{token}/").status_code in (400, 404), token
    assert everything() == before


def test_a_link_of_an_earlier_generation_opens_nothing(client, where, following, delivered):
    path = tokens.manage_path(following.follower_id, 1)
    client.post(path, {"stop": "all"})
    client.post(where, {"address": RIA})
    client.post(links(delivered()[0])[0])
    assert client.get(path).status_code == 410
    assert client.post(path, {"stop": "all"}).status_code == 410
    assert Following.objects.get().is_confirmed


def test_an_address_cannot_be_flooded(client, where, delivered):
    answers = [client.post(where, {"address": RIA}, REMOTE_ADDR=f"10.0.{n}.1") for n in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert f'value="{RIA}"' in answers[-1].content.decode()
    assert len(delivered()) == 5


def test_one_place_can_ask_only_so_often_whatever_it_says_of_proxies(client, where):
    answers = [
        client.post(where, {"address": f"ria{n}@example.org"}, headers={"X-Forwarded-For": f"10.0.0.{n}"})
        for n in range(11)
    ]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]


@pytest.mark.parametrize("address", ["", "no", "a@b", "a@example.org\nBcc: b@example.org", *HOSTILE])
def test_a_strange_address_is_asked_for_again(client, where, address):
    answer = post_strange(client, where, {"address": address} if address else {})
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not Email.objects.exists()


def test_a_program_that_fills_every_box_asks_for_nothing(client, where):
    answer = client.post(where, {"address": RIA, "trap": "x"})
    assert "The last box has to stay empty" in answer.content.decode()
    assert not Follower.objects.exists()


def test_only_what_is_offered_can_be_chosen(client, council_a):
    for thing in ("council", council_a.slug, "", "principle"):
        answer = client.post("/follow/", {"address": RIA, "thing": thing})
        assert answer.status_code == 200
        assert not Follower.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_costs_the_same_whoever_else_follows(client, following, count, django_assert_num_queries):
    for n in range(count):
        row = ask_to_follow(address=f"r{n}@example.org", thing=Thing(What.COUNCIL, council=CouncilFactory()))
        confirm(following=row, generation=1)
    with django_assert_num_queries(3):
        client.get(tokens.manage_path(following.follower_id, 1))
    with django_assert_num_queries(3):
        client.get(f"{following.council.get_absolute_url()}follow/")
