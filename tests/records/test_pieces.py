"""What many pages need alike is kept for a version of the register, and made again for the next."""

import datetime

import pytest

from tests.factories import MembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.feature("PU3")]


def test_what_the_list_says_of_members_is_read_again_when_one_joins(client):
    joined = MembershipFactory()
    assert client.get("/councils/").context["rows"][0]["name"] == joined.council.name
    joined.ended_on = datetime.date(2026, 3, 31)
    joined.save()
    another = MembershipFactory()
    assert [row["name"] for row in client.get("/councils/").context["rows"]] == [another.council.name]
