"""Councils like one: the same type, with reasons in words, and never a number."""

import re

import pytest

from councils.models import Council, Membership
from network.alike import alike, is_similar
from tests.factories import CaseStudyFactory, CouncilFactory, MembershipFactory

pytestmark = pytest.mark.django_db


@pytest.mark.feature("PU14")
def test_every_suggestion_has_the_same_type_and_says_why_in_words(register):
    """All 317 councils, against what the rows themselves say."""
    councils = list(Council.objects.could_join())
    by_slug = {council.slug: council for council in councils}
    members = set(Membership.objects.open().values_list("council__slug", flat=True))
    for council in councils[::5]:
        found = alike(council)
        assert council.slug not in {one.slug for one in found}
        assert len({one.slug for one in found}) == len(found)
        for one in found:
            other = by_slug[one.slug]
            assert other.type == council.type or council.type == "CC"
            assert one.reasons
            assert not re.search(r"\d|%", one.why)
            assert ("a member" in one.reasons) == (one.slug in members)
            assert any(words.startswith("both in") for words in one.reasons) == (
                other.region == council.region
            )
            assert ("similar in size" in one.reasons) == is_similar(council.population, other.population)
        assert [one.slug for one in alike(council)] == [one.slug for one in found]


@pytest.mark.feature("PU14")
def test_members_then_neighbours_then_size_then_what_there_is_to_read():
    here = CouncilFactory(name="Here", population=100_000, population_year=2024)
    far = {"region": "london", "population": 400_000, "population_year": 2024}
    member = MembershipFactory(council=CouncilFactory(name="Zeal", **far)).council
    close = CouncilFactory(name="Yonder", population=400_000, population_year=2024)
    similar = CouncilFactory(name="Xanadu", region="london", population=140_000, population_year=2024)
    read = CaseStudyFactory(council=CouncilFactory(name="Wells", **far)).council
    CouncilFactory(name="Arden", district=True)
    found = alike(here)

    assert [one.slug for one in found] == [member.slug, close.slug, similar.slug, read.slug]
    assert [one.why for one in found] == [
        "Also a metropolitan district and a member",
        "Also a metropolitan district and both in Yorkshire and The Humber",
        "Also a metropolitan district and similar in size",
        "Also a metropolitan district and with case studies to read",
    ]


@pytest.mark.feature("PU14")
def test_the_only_one_of_its_type_is_shown_members_of_its_region_and_says_so(read):
    city = CouncilFactory(name="City of Aldham", type="CC", region="london")
    near = MembershipFactory(council=CouncilFactory(name="Brackwell", region="london")).council
    CouncilFactory(name="Camford", region="london")

    assert [one.slug for one in alike(city)] == [near.slug]
    text = read(city.get_absolute_url())
    assert "No other council is of this type. These are members in the same region." in text
    assert "Close by, both in London and a member" in text


@pytest.mark.parametrize("others", [1, 30])
def test_it_asks_once_and_leads_to_a_comparison(client, django_assert_num_queries, others):
    here = CouncilFactory(name="Here")
    for council in CouncilFactory.create_batch(others):
        MembershipFactory(council=council)
    with django_assert_num_queries(1):
        first = alike(here)[0]
    assert f"/compare/?a=here&amp;b={first.slug}" in client.get("/councils/here/").content.decode()


def test_a_council_that_ended_is_compared_with_none(read):
    CouncilFactory(name="Brackwell")
    old = CouncilFactory(name="Aldham", ended_on="2020-04-01")
    assert "Councils like this" not in read(old.get_absolute_url())


@pytest.mark.feature("PU14")
def test_without_a_population_it_says_that_size_is_left_out(read):
    CouncilFactory(name="Aldham")
    CouncilFactory(name="Brackwell", population=100_000, population_year=2024)
    words = "We have no population figure for this council, so size is left out."
    assert words in read("/councils/aldham/")
    assert words not in read("/councils/brackwell/")
