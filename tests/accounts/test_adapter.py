"""Mail about signing in: says why it comes, and links to our own origin alone."""

import re

import pytest
from django.test import Client
from post_office.models import Email

from tests.factories import UserFactory


@pytest.fixture
def person(db):
    return UserFactory(email="sam@example.org")


def test_links_to_our_own_origin_whatever_host_was_asked(person, settings):
    settings.ALLOWED_HOSTS = ["forged.example"]
    settings.SITE_ORIGIN = "https://portal.example.org"
    client = Client(headers={"Host": "forged.example"})

    client.post("/account/login/", {"email": person.email})
    client.post("/account/password/reset/", {"email": person.email})

    mails = [row.email_message() for row in Email.objects.all()]
    assert len(mails) == 2
    for text in [text for mail in mails for text in (mail.body, mail.alternatives[0][0])]:
        assert set(re.findall(r"https?://[^/\s\"<]+", text)) == {"https://portal.example.org"}


def test_says_why_it_comes(person, client):
    client.post("/account/login/", {"email": person.email})
    client.post("/account/password/reset/", {"email": person.email})

    mails = [row.email_message() for row in Email.objects.all()]
    assert len(mails) == 2
    for mail in mails:
        assert "Keep it Local" in mail.subject
        assert "You get this because" in mail.body
        assert "You get this because" in mail.alternatives[0][0]


def test_the_code_stands_in_both_forms_and_not_in_the_subject(person, client):
    client.post("/account/login/", {"email": person.email})

    mail = Email.objects.get().email_message()
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", mail.body).group(0)
    assert code in mail.alternatives[0][0]
    assert code not in mail.subject
