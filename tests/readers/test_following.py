"""Nobody gets news who has not said yes, and everybody can stop in one step."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from post_office.models import Email

from accounts.retention import tidy
from councils.models import Succession
from readers import tokens
from readers.actions import ask_to_follow, confirm
from readers.models import Follower, Following, What
from readers.things import Thing
from tests.factories import PrincipleFactory
from tests.readers.conftest import HOSTILE, RIA, everything, links, post_strange

pytestmark = [pytest.mark.django_db, pytest.mark.feature("PU30")]

State = Following.State


# --- Asking and saying yes -----------------------------------------------------------------


def test_an_address_counts_only_after_its_owner_said_yes(client, where, delivered):
    answer = client.post(where, {"address": " Ria@Example.ORG "}, follow=True)
    assert "Look for our email" in answer.content.decode()
    assert Following.objects.get().state == State.ASKED
    (message,) = delivered()
    assert message.to == [RIA]
    (link,) = links(message)

    shown = client.get(link).content.decode()
    assert "Follow Ambleford Council by email?" in shown
    assert Following.objects.get().state == State.ASKED

    answer = client.post(link, follow=True)
    assert "What you follow" in answer.content.decode()
    assert "Ambleford Council" in answer.content.decode()
    assert RIA not in answer.content.decode()
    assert Following.objects.get().is_confirmed


def test_the_message_holds_one_link_and_the_row_no_token(client, where, delivered):
    client.post(where, {"address": RIA})
    row = Email.objects.get()
    (path,) = links(delivered()[0])
    token = path.split("/")[-2]
    assert token.partition(".")[2] not in str(row.__dict__)
    assert RIA not in path


@pytest.mark.parametrize("before", ["unknown", "asked", "followed", "stopped"])
def test_every_address_gets_the_same_answer(before, client, council_a, where, delivered):
    if before != "unknown":
        row = ask_to_follow(address=RIA, thing=Thing(What.COUNCIL, council=council_a))
        if before == "followed":
            confirm(following=row, generation=row.generation)
        if before == "stopped":
            client.post(tokens.stop_path(row.follower_id))
        delivered()
    answer = client.post(where, {"address": RIA})

    assert (answer.status_code, answer.url) == (302, "/follow/asked/")
    assert dict(answer.cookies) == {}
    (message,) = delivered()
    assert message.to == [RIA]
    assert message.subject.startswith("You follow" if before == "followed" else "Follow ")


def test_who_follows_it_already_gets_the_way_to_stop(client, where, following, delivered):
    client.post(where, {"address": RIA})
    (link,) = links(delivered()[0])

    assert "What you follow" in client.get(link).content.decode()
    assert Following.objects.get().is_confirmed


def test_saying_yes_twice_is_saying_it_once(client, asked, following):
    before = everything()
    assert client.post(asked).status_code == 302
    assert client.get(asked).status_code == 302
    assert everything() == before


def test_only_the_newest_link_says_yes(client, asked, where, delivered):
    client.post(where, {"address": RIA})
    (newer,) = links(delivered()[0])

    assert client.get(asked).status_code == 410
    assert client.post(asked).status_code == 403
    assert Following.objects.get().state == State.ASKED
    assert client.post(newer).status_code == 302
    assert Following.objects.count() == 1


def test_a_link_works_for_seven_days(client, where, delivered, time_machine):
    time_machine.move_to("2026-03-02 12:00Z", tick=False)
    client.post(where, {"address": RIA})
    (link,) = links(delivered()[0])
    time_machine.move_to("2026-03-09 11:59Z")
    assert client.get(link).status_code == 200
    time_machine.move_to("2026-03-09 12:00Z")
    assert client.get(link).status_code == 410
    assert client.post(link).status_code == 403
    tidy(dry_run=False)
    assert not Follower.objects.exists()
    assert client.get(link).status_code == 410


def test_a_link_that_was_stopped_says_yes_to_nothing(client, asked, following):
    client.post(tokens.stop_path(following.follower_id))
    assert client.post(asked).status_code == 403
    assert Following.objects.get().state == State.STOPPED


def test_what_can_be_followed(client, council_a, delivered):
    principle = PrincipleFactory(number=2)
    choices = client.get("/follow/").content.decode()
    assert "What changes in the network" in choices
    assert "New case studies" in choices
    for thing in ("network", "case-studies", principle.slug):
        assert client.post("/follow/", {"address": RIA, "thing": thing}).status_code == 302
    client.post(f"{council_a.get_absolute_url()}follow/", {"address": RIA})
    client.post(f"{principle.get_absolute_url()}follow/", {"address": RIA})

    assert Follower.objects.count() == 1
    found = Following.objects.values_list("what", "council", "principle")
    assert set(found) == {
        ("network", None, None),
        ("case-studies", None, None),
        ("council", council_a.pk, None),
        ("principle", None, principle.pk),
    }


def test_a_council_that_has_ended_leads_to_who_took_over(client, council_a, council_b):
    council_a.ended_on = datetime.date(2023, 4, 1)
    council_a.save()
    assert client.get(f"{council_a.get_absolute_url()}follow/").url == council_a.get_absolute_url()
    Succession.objects.create(predecessor=council_a, successor=council_b, on=council_a.ended_on)
    assert client.get(f"{council_a.get_absolute_url()}follow/").url == "/councils/brackwell/follow/"


# --- Seeing and stopping ------------------------------------------------------------------


def test_one_thing_is_stopped_and_the_others_stay(client, following, two):
    path = tokens.manage_path(following.follower_id, 1)
    answer = client.post(path, {"stop": two.pk}, follow=True)

    assert "Stopped. You get no more news of that." in answer.content.decode()
    assert "Ambleford Council" in answer.content.decode()
    assert "Brackwell" not in answer.content.decode()
    assert Following.objects.confirmed().get() == following


def test_everything_is_stopped_and_the_page_is_closed(client, following, two):
    path = tokens.manage_path(following.follower_id, 1)
    assert client.post(path, {"stop": "all"}).url == "/follow/stopped/"
    assert not Following.objects.confirmed().exists()
    assert client.get(path).status_code == 410


def test_nobody_stops_what_somebody_else_follows(client, council_b, following):
    other = ask_to_follow(address="other@example.org", thing=Thing(What.COUNCIL, council=council_b))
    confirm(following=other, generation=1)
    answer = client.post(tokens.manage_path(following.follower_id, 1), {"stop": other.pk})

    assert answer.status_code == 404
    assert Following.objects.confirmed().count() == 2


@pytest.mark.parametrize("stop", ["", "nothing", "-1", "9" * 30, "1 OR 1=1", "٣", *HOSTILE])
def test_what_cannot_be_stopped_is_not_found(client, following, stop):
    sent = {"stop": stop} if stop else {}
    assert post_strange(client, tokens.manage_path(following.follower_id, 1), sent).status_code == 404
    assert Following.objects.get().is_confirmed


def test_a_mail_program_stops_everything_by_one_post(following, two):
    """RFC 8058: no cookie, no session, no token of a form, no redirect."""
    bare = Client(enforce_csrf_checks=True)
    path = tokens.stop_path(following.follower_id)
    for _ in range(2):
        answer = bare.post(path, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert dict(answer.cookies) == {}
        assert not Following.objects.confirmed().exists()
    assert Following.objects.filter(state=State.STOPPED).count() == 2


def test_the_link_to_stop_works_from_any_message_however_old(client, where, following, delivered):
    path = tokens.stop_path(following.follower_id)
    client.post(path)
    client.post(where, {"address": RIA})
    client.post(links(delivered()[0])[0])
    assert Following.objects.get().is_confirmed
    client.post(path)
    assert Following.objects.get().state == State.STOPPED


def test_who_has_been_forgotten_can_still_press_stop(client, following, time_machine):
    time_machine.move_to(timezone.now())
    path = tokens.stop_path(following.follower_id)
    client.post(path)
    time_machine.shift(datetime.timedelta(days=31))
    tidy(dry_run=False)

    assert not Follower.objects.exists()
    assert client.get(path).status_code == client.post(path).status_code == 200


def test_what_was_asked_for_is_stopped_too(client, asked):
    client.post(tokens.stop_path(Follower.objects.get().pk))
    assert client.post(asked).status_code == 403
