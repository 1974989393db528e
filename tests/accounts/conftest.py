"""Somebody without staff's powers, and their browser."""

import pytest
from django.test import Client

from tests.doors import force_in
from tests.factories import UserFactory


@pytest.fixture
def person():
    return UserFactory(name="Sam Example", email="sam@example.org")


@pytest.fixture
def mine(person):
    client = Client()
    force_in(client, person)
    return client
