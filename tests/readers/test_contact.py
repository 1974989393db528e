"""A question reaches those who can answer it, and nobody's address is shown to anybody else."""

import datetime
import threading

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from post_office.models import Email

from accounts import messages
from councils.models import CouncilRole, Succession
from readers import whom
from readers.actions import ask
from readers.models import Question
from tests.factories import CaseStudyFactory, CouncilFactory, CouncilRoleFactory, MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.feature("PU21")]

SAID = {"name": "Ria Reader", "address": "Ria@Example.org", "text": "How did you begin?\nAnd with whom?"}
OURS = "hello@locality.example"


@pytest.fixture
def member(council_a):
    MembershipFactory(council=council_a)
    return council_a


@pytest.fixture
def study(member):
    return CaseStudyFactory(council=member, title="Neighbours help")


@pytest.fixture
def send(client):
    """Return a function that sends the form of a page, filled in or with something else in it."""

    def post(page, **other):
        return client.post(page, {**SAID, **other})

    return post


def contact(row):
    return f"{row.get_absolute_url()}contact/"


def test_the_page_says_who_reads_it_and_when_to_expect_an_answer(client, study, lead, signer):
    response = client.get(contact(study))
    page = response.content.decode()

    assert response.headers["Cache-Control"] == "private, no-store"
    assert "the lead officer for Keep it Local at Ambleford Council" in page
    assert "asked to answer within 10 working days" in page
    assert not any(text in page for text in (lead.email, lead.name, signer.name))
    assert list(client.get(study.get_absolute_url()).cookies) == []


def test_a_question_reaches_every_lead_and_can_be_answered(send, client, study, lead, delivered):
    other = CouncilRoleFactory(council=study.council, kind=CouncilRole.Kind.LEAD, user__name="Lead Ling").user
    with time_machine.travel("2026-12-21 10:00Z"):
        response = send(contact(study))
        page = client.get(response.url).content.decode()
        sent = delivered()
    question = Question.objects.get()

    to = {message.to[0]: message for message in sent}
    assert set(to) == {lead.email, other.email, "ria@example.org"}
    assert to[lead.email].extra_headers["Reply-To"] == "ria@example.org"
    body = to[lead.email].body
    assert "From: Ria Reader, ria@example.org" in body
    assert "> How did you begin?\n> And with whom?" in body
    assert "This message also went to Lead Ling." in body
    # Ten working days: Christmas and New Year are none.
    assert "by Thursday 7 January 2027" in body
    assert "Expect an answer by 7 January 2027" in page
    assert question.reference in page
    assert question.reference in to[lead.email].subject
    assert not any(text in page for text in (lead.email, lead.name, "ria@", "Ria"))


def test_the_receipt_holds_nothing_that_anybody_wrote(send, study, lead, delivered):
    """Anybody can type any address, so the receipt must not carry a stranger's words or name to it."""
    send(contact(study), name="Cheap pills https://spam.example", text="Buy https://spam.example now")
    receipt = next(message for message in delivered() if message.to == ["ria@example.org"])
    whole = receipt.message().as_string() + receipt.subject + str(receipt.alternatives)

    assert Question.objects.get().reference in whole
    assert "spam" not in whole
    assert "Cheap" not in whole
    assert lead.email not in whole


def test_nothing_of_it_is_kept_once_it_is_delivered(send, study, lead, delivered):
    send(contact(study))
    waiting = Email.objects.get(to=lead.email)
    assert "How did you begin?" in str(waiting.context)
    delivered()

    (question,) = Question.objects.values()
    assert (question["name"], question["address"], question["text"]) == ("", "", "")
    for row in Email.objects.filter(to=lead.email).values():
        assert "ria@" not in str(row)
        assert "begin?" not in str(row)


def test_a_draft_is_not_there(client, member):
    assert client.get(contact(CaseStudyFactory(council=member, state="draft"))).status_code == 404
    assert client.get("/councils/nowhere/contact/").status_code == 404


# --- Where there is no lead: Locality ---------------------------------------------------


@pytest.mark.parametrize("case", ["no lead", "not a member", "no council"])
def test_locality_gets_what_no_council_can(case, send, client, council_a, lead, settings, delivered):
    """A lead of a council that is not a member is not written to: the reader was not told of them."""
    settings.CONTACT_EMAIL = OURS
    if case == "no lead":
        MembershipFactory(council=council_a)
        CouncilRole.objects.update(ends_on=timezone.localdate())
    study = CaseStudyFactory(council=None if case == "no council" else council_a)
    page = client.get(contact(study)).content.decode()
    assert "goes to Locality, which runs this portal" in page
    response = send(contact(study))
    to = {message.to[0]: message for message in delivered()}

    assert set(to) == {OURS, "ria@example.org"}
    assert to[OURS].extra_headers["Reply-To"] == "ria@example.org"
    assert "goes to Locality" in client.get(response.url).content.decode()
    assert Question.objects.get().text == ""


def test_without_an_address_of_its_own_it_waits_on_localitys_desk(send, settings, curator, delivered):
    settings.CONTACT_EMAIL = ""
    study = CaseStudyFactory(council=None)
    send(contact(study))

    assert [message.to for message in delivered()] == [["ria@example.org"]]
    assert Question.objects.get().text == SAID["text"]
    assert Question.objects.get().address == "ria@example.org"


def test_words_cannot_stay_in_a_question_that_does_not_wait(council_a):
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(once="a", reader="leads", text="kept")


# --- Councils that have ended -------------------------------------------------------------


def end(council, *after):
    council.ended_on = datetime.date(2023, 4, 1)
    council.save()
    for successor in after:
        Succession.objects.create(predecessor=council, successor=successor, on=council.ended_on)


def test_a_council_that_has_ended_leads_to_who_took_over(client, council_a, council_b):
    end(council_a, council_b)
    assert client.get(contact(council_a)).url == contact(council_b)


def test_where_several_took_over_the_reader_chooses(client, council_a, council_b):
    third = CouncilFactory(name="Cotford")
    end(council_a, council_b, third)
    page = client.get(contact(council_a)).content.decode()

    assert page.index(contact(council_b)) < page.index(contact(third))
    assert "<textarea" not in page


def test_where_nobody_took_over_the_page_says_so(client, council_a):
    end(council_a)
    assert "Nobody is left there to write to" in client.get(contact(council_a)).content.decode()


def test_councils_that_took_over_from_each_other_come_to_an_end(client, council_a, council_b):
    end(council_a, council_b)
    end(council_b, council_a)
    assert "Nobody is left there to write to" in client.get(contact(council_a)).content.decode()


def test_a_study_of_a_council_that_has_ended_reaches_the_leads_of_today(council_a, council_b, other_lead):
    MembershipFactory(council=council_b)
    study = CaseStudyFactory(council=council_a)
    end(council_a, council_b)

    assert whom.of_study(study).leads == (other_lead,)
    end(council_a, CouncilFactory())
    assert whom.of_study(study).why == whom.NO_COUNCIL


# --- Mistakes, repeats and abuse ------------------------------------------------------------


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
            contact(study), {**SAID, "text": f"Message {n}"}, headers={"X-Forwarded-For": f"10.0.0.{n}"}
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
    send(contact(study), name="Ria\r\nBcc: all@example.org", text="Hello\r\nBcc: all@example.org\r\n\r\n--\r\nx")
    for message in delivered():
        assert message.recipients() in ([lead.email], ["ria@example.org"])
        assert "Bcc" not in message.message()
        assert "\n--\n" in message.body
        assert message.body.count("\n--\n") == 1


def test_an_answer_can_go_to_one_bare_address_alone():
    for address in ("a@example.org\nBcc: b@example.org", "a@example.org, b@example.org", "A <a@example.org>"):
        with pytest.raises(ValidationError):
            messages.queue("readers/mail/question", to="lead@example.org", context={}, reply_to=address)


HOSTILE = ["a\0b", "\ud800", "<script>alert(1)</script>", "{{ settings.SECRET_KEY }}", "=1+1", "x" * 200_000]


@pytest.mark.parametrize("said", HOSTILE)
@pytest.mark.parametrize("name", ["name", "text", "nonce", "trap", "address"])
def test_strange_input_is_answered_and_never_run(send, client, study, lead, delivered, name, said):
    response = send(contact(study), **{name: said.encode("utf-8", "surrogatepass")})
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
    to, found, ready = whom.of_study(study), [], threading.Barrier(4)

    def press():
        ready.wait()
        try:
            found.append(ask(whom=to, said={**SAID}, nonce="one").pk)
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(4)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()

    assert len(found) == 4
    assert len(set(found)) == 1
    assert Email.objects.count() == 2


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_many_at_once_do_not_get_past_the_limit(study, lead):
    from django.test import Client

    cache.clear()
    said, ready = [], threading.Barrier(10)

    def press(n):
        ready.wait()
        try:
            sent = {**SAID, "text": f"Message {n}"}
            said.append(Client().post(contact(study), sent).status_code)
        finally:
            connection.close()

    presses = [threading.Thread(target=press, args=[n]) for n in range(10)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()

    assert len(said) == 10
    assert Question.objects.count() <= 6
