"""An address with an account costs the same work as one without: what takes as long tells nothing.

How long it takes is measured by the bench. Here the work itself is compared: each question to
the database, and each password that is hashed.
"""

import itertools
import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from post_office.models import Email

from tests.doors import give_factor
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF1")]
ADDRESSES = {
    "an officer": "officer@example.org",
    "somebody without a password": "codes-only@example.org",
    "staff with a second factor": "staff@example.org",
    "somebody whose account is closed": "closed@example.org",
    "nobody": "nobody@example.org",
}
# Texts, numbers, nothing, and the names of savepoints.
VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b|NULL|s\d+_x\d+")
DOORS = {
    "code": ("/account/login/", "email"),
    "password": ("/account/login/password/", "login"),
    "reset": ("/account/password/reset/", "email"),
}


@pytest.fixture(autouse=True)
def _accounts(db):
    UserFactory(email="officer@example.org")
    UserFactory(email="codes-only@example.org", password=None)
    UserFactory(email="closed@example.org", is_active=False)
    give_factor(UserFactory(email="staff@example.org", is_staff=True))


@pytest.fixture
def work(monkeypatch):
    """Return a function: the questions asked of the database, without values, and the hashes made."""
    hashed, encode, places = [], MD5PasswordHasher.encode, itertools.count(1)
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *said: hashed.append(1) or encode(*said))

    def knock(door, email):
        address, field = DOORS[door]
        client = Client(REMOTE_ADDR=f"10.0.0.{next(places)}")
        client.get(address)
        before = len(hashed)
        with CaptureQueriesContext(connection) as asked:
            client.post(address, {field: email, "password": "wrong words here"})
        questions = [VALUES.sub("?", it["sql"]) for it in asked]
        return questions, len(hashed) - before

    return knock


@pytest.mark.parametrize("door", DOORS)
def test_the_work_is_the_same_whoever_it_is(door, work):
    work(door, "first@example.org")  # makes the row of the message's template
    done = {who: work(door, email) for who, email in ADDRESSES.items()}
    questions, hashes = done["nobody"]
    assert questions
    assert hashes == (door == "password")
    for who, (asked, hashed) in done.items():
        assert asked == questions, who
        assert hashed == hashes, who


@pytest.mark.parametrize("door", ["code", "reset"])
def test_the_rows_differ_in_nothing_but_that_one_is_never_due(door, work):
    for email in ("officer@example.org", "nobody@example.org"):
        work(door, email)
    known, unknown = Email.objects.order_by("pk")
    assert known.template == unknown.template
    assert known.context.keys() == unknown.context.keys()
    assert (known.status is None, unknown.status is None) == (False, True)
