"""Mistakes, repeats and abuse: nothing is lost, nothing is sent twice, and nobody sends through us."""

from functools import partial

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from post_office.models import Email

from accounts import messages
from readers import whom
from readers.actions import ask
from readers.models import Question
from tests.factories import MembershipFactory
from tests.readers.conftest import HOSTILE, SAID, contact, post_strange
from tests.together import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.feature("PU21")]


def test_a_mistake_loses_nothing(send, study, lead):
    page = send(contact(study), address="no address", text="word " * 501).content.decode()

    assert "Enter an email address like name@example.org." in page
    assert "You have 501 words." in page
    assert 'value="Ria Reader"' in page
    assert "word word" in page
    assert not Question.objects.exists()


def test_pressing_twice_sends_once_and_other_words_are_sent_too(send, study, lead, delivered):
    first, second = send(contact(study), nonce="one"), send(contact(study), nonce="one")
    assert first.url == second.url
    assert len(delivered()) == 2
    assert send(contact(study), nonce="one", text="Another thing").url != first.url
    assert Question.objects.count() == 2


def test_a_program_that_fills_every_box_sends_nothing_and_a_person_loses_nothing(send, study, lead):
    page = send(contact(study), trap="https://spam.example").content.decode()

    assert "The last box has to stay empty" in page
    assert "How did you begin?" in page
    assert not Email.objects.exists()


def test_an_address_can_send_only_so_much_whatever_it_says_of_proxies(client, study, lead):
    """Nobody's forwarded address is believed unless a proxy of ours wrote it."""
    answers = [
        client.post(
            contact(study),
            {**SAID, "text": f"Message {n}", "address": f"ria{n}@example.org"},
            headers={"X-Forwarded-For": f"10.0.0.{n}"},
        )
        for n in range(7)
    ]
    assert [answer.status_code for answer in answers] == [302] * 6 + [429]
    page = answers[-1].content.decode()
    assert "Nothing was sent" in page
    assert "Message 6" in page
    assert Question.objects.count() == 6


def test_behind_a_proxy_readers_are_told_apart_by_what_the_proxy_wrote(client, study, lead, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def post(n, forwarded):
        sent = {**SAID, "text": f"Message {n}", "address": f"ria{n}@example.org"}
        return client.post(contact(study), sent, headers={"X-Forwarded-For": forwarded}).status_code

    assert [post(n, f"1.2.3.{n}, 10.0.0.1") for n in range(7)] == [302] * 6 + [429]
    assert post(8, "1.2.3.4, 10.0.0.2") == 302


def test_a_council_gets_only_so_many_and_another_is_not_held_up(client, study, lead, council_b, other_lead):
    MembershipFactory(council=council_b)

    def post(n, row):
        sent = {**SAID, "text": f"Message {n}", "address": f"ria{n}@example.org"}
        return client.post(contact(row), sent, REMOTE_ADDR=f"10.0.{n}.1").status_code

    assert [post(n, study) for n in range(31)] == [302] * 30 + [429]
    assert post(32, council_b) == 302


def test_one_address_gets_only_so_many_receipts(client, study, lead):
    def post(n):
        return client.post(
            contact(study), {**SAID, "text": f"Message {n}"}, REMOTE_ADDR=f"10.0.{n}.1"
        ).status_code

    assert [post(n) for n in range(7)] == [302] * 6 + [429]


@pytest.mark.parametrize(
    "address",
    [
        "ria@example.org\nBcc: all@example.org",
        "ria@example.org\r\nBcc: all@example.org",
        "ria@example.org, all@example.org",
        "Ria <ria@example.org>",
        "ria@example.org%0aBcc:all@example.org",
        "ria@example.org\0",
        "r" * 300 + "@example.org",
    ],
)
def test_no_header_can_be_smuggled_in_by_the_address(send, study, lead, address, delivered):
    assert send(contact(study), address=address).status_code == 200
    assert not Email.objects.exists()


def test_no_header_can_be_smuggled_in_by_anything_else(send, study, lead, delivered):
    send(
        contact(study),
        name="Ria\r\nBcc: all@example.org",
        text="Hello\r\nBcc: all@example.org\r\n\r\n--\r\nx",
    )
    for message in delivered():
        assert message.recipients() in ([lead.email], ["ria@example.org"])
        assert "Bcc" not in message.message()
        assert "\n--\n" in message.body
        assert message.body.count("\n--\n") == 1


def test_an_answer_can_go_to_one_bare_address_alone():
    for address in ("a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "A <a@example.org>"):
        with pytest.raises(ValidationError):
            messages.queue("readers/mail/question", to="lead@example.org", context={}, reply_to=address)


@pytest.mark.parametrize("said", HOSTILE)
@pytest.mark.parametrize("name", ["name", "text", "nonce", "trap", "address"])
def test_strange_input_is_answered_and_never_run(client, study, lead, delivered, name, said):
    response = post_strange(client, contact(study), {**SAID, name: said})
    assert response.status_code in (200, 302)
    assert "<script>alert" not in response.content.decode()
    for message in delivered():
        assert "<script>alert" not in str(message.alternatives)
        assert "SECRET_KEY" not in message.subject


@pytest.mark.parametrize("path", ["/contact/sent/1.x/", f"/contact/sent/{'9' * 30}/", "/contact/sent/..%00/"])
def test_a_made_up_link_shows_nothing(client, path):
    assert client.get(path).status_code in (400, 404)


def test_reading_sends_nothing(client, study, lead):
    for method in (client.get, client.head):
        assert method(contact(study), SAID).status_code == 200
    assert not Question.objects.exists()
    assert not Email.objects.exists()


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_pressing_twice_at_once_sends_once(study, lead):
    to = whom.of_study(study)

    found = at_once([lambda: ask(whom=to, said={**SAID}, nonce="one").pk] * 4)

    assert len(found) == 4
    assert len(set(found)) == 1
    assert Email.objects.count() == 2


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_get_past_the_limit(study, lead):
    cache.clear()

    def press(n):
        return Client().post(contact(study), {**SAID, "text": f"Message {n}"}).status_code

    said = at_once([partial(press, n) for n in range(10)])

    assert len(said) == 10
    assert Question.objects.count() <= 6
