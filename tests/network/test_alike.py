"""Councils like one: the same type, with reasons in words, and never a number."""

import re

import pytest

from assessments.models import Audience, Item
from assessments.workflow import State
from councils.models import Council, Membership
from network.alike import NO_MEMBERS, OF_FEW, Peer, alike, is_similar, likeness
from tests.factories import (
    AssessmentFactory,
    CaseStudyFactory,
    CouncilFactory,
    CycleFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.feature("PU14")
def test_every_suggestion_has_the_same_type_and_says_why_in_words(register):
    """All 317 councils, against what the rows themselves say."""
    councils = list(Council.objects.could_join())
    by_slug = {council.slug: council for council in councils}
    members = set(Membership.objects.open().values_list("council__slug", flat=True))
    for council in councils[::5]:
        found = alike(council).found
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
        assert len(found) == 6 or council.type == "CC"
        assert alike(council).found == found


@pytest.mark.feature("PU14")
def test_members_then_neighbours_then_size_then_what_there_is_to_read():
    here = CouncilFactory(name="Here", population=100_000, population_year=2024)
    far = {"region": "london", "population": 400_000, "population_year": 2024}
    member = MembershipFactory(council=CouncilFactory(name="Zeal", **far)).council
    close = CouncilFactory(name="Yonder", population=400_000, population_year=2024)
    similar = CouncilFactory(name="Xanadu", region="london", population=140_000, population_year=2024)
    read = CaseStudyFactory(council=CouncilFactory(name="Wells", **far)).council
    CouncilFactory(name="Arden", district=True)
    found = alike(here).found

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

    assert [one.slug for one in alike(city).found] == [near.slug]
    text = read(city.get_absolute_url())
    assert "No other council is of this type. These are members in the same region." in text
    assert "Close by, both in London and a member" in text


@pytest.mark.parametrize("others", [1, 30])
def test_peers_are_read_once_until_the_register_changes(client, django_assert_num_queries, others):
    here = CouncilFactory(name="Here")
    for council in CouncilFactory.create_batch(others):
        MembershipFactory(council=council)
    with django_assert_num_queries(2):
        first = alike(here).found[0]
    with django_assert_num_queries(1):
        assert alike(here).found[0] == first
    assert f"/compare/?a=here&amp;b={first.slug}" in client.get("/councils/here/").content.decode()

    MembershipFactory(council__name="A new member")
    assert "A new member" in {one.name for one in alike(here).found}
    with django_assert_num_queries(1):
        alike(here)


@pytest.mark.feature("PU14")
def test_what_a_council_shares_with_everyone_is_a_reason_and_no_more_than_that():
    here = CouncilFactory(name="Here")
    cycle = CycleFactory(opened=True)
    for name, audience in (("Open", Audience.PUBLIC), ("Shy", Audience.NETWORK), ("Silent", Audience.US)):
        council = CouncilFactory(name=name)
        choices = {(Item.LEVELS, ""): audience}
        AssessmentFactory(council=council, cycle=cycle, state=State.COMPLETE, said={}, choices=choices)
    early = CouncilFactory(name="Early")
    choices = {(Item.LEVELS, ""): Audience.PUBLIC}
    AssessmentFactory(council=early, cycle=cycle, state=State.SUBMITTED, said={}, choices=choices)
    shown = {one.name: "with answers that everyone may see" in one.reasons for one in alike(here).found}

    assert shown == {"Open": True, "Early": False, "Shy": False, "Silent": False}


HERE = Peer("here", "Here", "MD", "north-west", 100_000)


@pytest.mark.feature("PU14")
@pytest.mark.parametrize(("kin", "says_so"), [(1, True), (2, True), (3, False)])
def test_members_of_the_region_are_added_where_the_type_is_rare(kin, says_so):
    same = [Peer(f"same-{number}", f"Same {number}", "MD", "", None) for number in range(kin)]
    near = Peer("near", "Near", "UA", "north-west", None, is_member=True)
    far = Peer("far", "Far", "UA", "london", None, is_member=True)
    outside = Peer("outside", "Outside", "UA", "north-west", None)
    found = likeness(HERE, [HERE, far, outside, near, *same])

    assert [one.slug for one in found.found] == [
        *(peer.slug for peer in same),
        *(["near"] if says_so else []),
    ]
    assert (OF_FEW in found.notes) is says_so


@pytest.mark.parametrize(("members", "says_so"), [([False, False], True), ([False, True], False)])
def test_a_type_without_members_says_so(members, says_so):
    peers = [
        Peer(f"peer-{number}", "Peer", "MD", "", None, is_member) for number, is_member in enumerate(members)
    ]
    assert (NO_MEMBERS in likeness(HERE, peers).notes) is says_so


def test_an_unknown_region_is_no_region_in_common():
    nowhere = HERE._replace(region="")
    found = likeness(nowhere, [Peer("also", "Also", "MD", "", 100_000)])
    assert found.found[0].reasons == ("also a metropolitan district", "similar in size")
    assert "We do not know the region of this council, so that is left out." in found.notes


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
