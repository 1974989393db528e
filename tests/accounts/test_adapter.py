"""Mail about signing in: says why it comes, and links to our own origin alone."""

import re

import pytest
from django.test import Client
from post_office.models import Email

from tests.factories import UserFactory


@pytest.fixture(autouse=True)
def _rows_first(settings):
    """Django's test runner puts its own mail backend in; these tests are about ours."""
    settings.EMAIL_BACKEND = "post_office.EmailBackend"


@pytest.fixture
def person(db):
    return UserFactory(email="sam@example.org")


def test_links_to_our_own_origin_whatever_host_was_asked(person, settings):
    settings.ALLOWED_HOSTS = ["forged.example"]
    settings.SITE_ORIGIN = "https://portal.example.org"
    client = Client(headers={"Host": "forged.example"})

    client.post("/account/login/", {"email": person.email})
    client.post("/account/password/reset/", {"email": person.email})

    mails = list(Email.objects.all())
    assert len(mails) == 2
    for text in [text for mail in mails for text in (mail.message, mail.html_message)]:
        assert set(re.findall(r"https?://[^/\s\"<]+", text)) == {"https://portal.example.org"}


def test_says_why_it_comes(person, client):
    client.post("/account/login/", {"email": person.email})
    client.post("/account/password/reset/", {"email": person.email})

    mails = list(Email.objects.all())
    assert len(mails) == 2
    for mail in mails:
        assert mail.subject.startswith("Keep it Local: ")
        assert "You get this because" in mail.message
        assert "You get this because" in mail.html_message


def test_the_code_stands_in_both_forms_and_not_in_the_subject(person, client):
    client.post("/account/login/", {"email": person.email})

    mail = Email.objects.get()
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", mail.message).group(0)
    assert code in mail.html_message
    assert code not in mail.subject
