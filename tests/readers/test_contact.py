"""A question reaches those who can answer it, and nobody's address is shown to anybody else."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from post_office.models import Email

from councils.models import CouncilRole, Succession
from readers import whom
from readers.models import Question
from tests.factories import CaseStudyFactory, CouncilFactory, CouncilRoleFactory, MembershipFactory
from tests.readers.conftest import SAID, contact

pytestmark = [pytest.mark.django_db, pytest.mark.feature("PU21")]

OURS = "hello@locality.example"


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
