"""A council's page in each of the ten states it can be in."""

import datetime
import re

import pytest
from django.utils import timezone

from assessments.models import Audience, Item
from assessments.workflow import State
from councils.models import Council, Membership, Signatory, Succession
from tests.factories import (
    AssessmentFactory,
    ChampionFactory,
    CommunityConversationFactory,
    CouncilFactory,
    EndorsementFactory,
    MembershipFactory,
    PublicNameFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
STANDARD = "Membership is a commitment to work towards six principles. It is not a rating."


def part(text, start, end):
    """Return the words of a page from ``start`` until ``end``."""
    return text[text.index(start) : text.index(end, text.index(start))]


@pytest.mark.feature("PU8")
def test_a_new_member_with_nothing_but_name_and_date(client, read, headings):
    council = CouncilFactory(name="Aldham", region="")
    Membership.objects.create(council=council, joined_on=datetime.date(2026, 5, 4))
    text = read("/councils/aldham/")
    assert "Aldham Council Metropolitan district · Member since May 2026" in text
    assert text.count("Not recorded yet. Do you know? Tell us") == 4
    assert STANDARD in text
    assert (
        "Endorsed Not yet recorded Champions Not yet recorded Case studies Not yet recorded "
        "Latest self-assessment Not yet recorded" in text
    )
    assert "Facts confirmed Not confirmed yet" in text
    assert "The council has not added a statement yet." in text
    assert "a member names a champion councillor and a senior officer champion" in text
    assert "No self-assessment is recorded yet. Some members share results only with each other." in text
    assert "No examples yet" in text
    assert "No organisations listed yet. Are you one? Tell us" in text
    assert "Community conversation Not recorded yet. Did you take part in one? Tell us" in text
    assert "We do not have a population figure for this council yet." in text
    assert "History 4 May 2026 Joined the network Source: not recorded yet. Not checked yet." in text
    assert headings(council) == [
        "At a glance",
        "In its own words",
        "Champions",
        "What it is working on",
        "Case studies",
        "The six principles",
        "Community organisations and connections",
        "Community conversation",
        "Facts about the place",
        "History",
        "Contact, corrections and data",
    ]


@pytest.fixture
def full(council, member):
    """A member of whom everything is recorded."""
    source = SourceFactory(
        title="Cabinet minutes", publisher="Aldham Council", published_on=datetime.date(2020, 2, 11)
    )
    council.population, council.population_year, council.area_km2 = 210_929, 2024, 364
    council.statement, council.statement_source, council.source = (
        "We plan with our neighbours.",
        source,
        source,
    )
    council.save()
    endorsement = EndorsementFactory(membership=member, source=source, confirmed_on=timezone.localdate())
    Signatory.objects.create(endorsement=endorsement, role="Leader")
    ChampionFactory(
        council=council,
        in_cabinet=True,
        person=PublicNameFactory(name="Cllr Sam Example"),
        confirmed_on=timezone.localdate(),
    )
    ChampionFactory(council=council, slot="officer", role="Director of Adults")
    CommunityConversationFactory(
        membership=member,
        who_took_part="Two hubs",
        what_was_agreed="To meet yearly",
        what_happened_next="They met",
    )
    AssessmentFactory(council=council, state=State.COMPLETE)
    return council


@pytest.mark.feature("PU8")
@pytest.mark.feature("PU10")
@pytest.mark.feature("PU11")
@pytest.mark.feature("PU13")
def test_a_full_member(client, read, full):
    text = read("/councils/aldham/")
    promises = part(text, "Principles endorsed", STANDARD)
    assert (
        "Principles endorsed Cabinet decision, 11 February 2020 Source: Cabinet minutes, Aldham Council"
        in promises
    )
    assert "Cabinet champion: Lead Member for Communities" in promises
    assert "Senior officer champion: Director of Adults" in promises
    assert "Conversation with the community Held on 15 June 2021" in promises
    assert "Assess and improve Self-assessment signed off" in promises
    assert "Not recorded yet" not in promises
    assert 'href="https://example.org/decision"' in client.get("/councils/aldham/").content.decode()
    assert "Signed by Leader Champions 2 recorded" in text
    assert "Cllr Sam Example, Lead Member for Communities, since 20 May 2021" in text
    assert "In its own words We plan with our neighbours. Source: Cabinet minutes" in text
    assert "Who took part: Two hubs What was agreed: To meet yearly What happened next: They met" in text
    assert "Population 210,929 people (2024) Area 364 square kilometres" in text
    assert f"Facts confirmed Confirmed {timezone.localdate():%-d %B %Y}" in text


@pytest.mark.feature("PU8")
def test_a_member_can_be_written_to_and_has_its_website(client, read, council, member):
    council.website = "https://www.aldham.example/"
    council.save()
    text = read("/councils/aldham/")
    assert "Website www.aldham.example Go there website Facts confirmed" in text
    assert (
        "To ask about its work, write to Aldham Council. Your message goes to its lead officer, or to "
        "Locality while there is none, and nobody’s address is shown. There is also its website." in text
    )
    assert client.get("/councils/aldham/").content.count(b'href="/councils/aldham/contact/"') == 1
    assert client.get("/councils/aldham/").content.count(b'href="https://www.aldham.example/"') == 2


@pytest.mark.feature("PU25")
def test_a_member_that_shares_its_levels_shows_words_and_the_standard_line(read, council, member):
    AssessmentFactory(council=council, state=State.COMPLETE, choices={(Item.LEVELS, ""): Audience.PUBLIC})
    text = read("/councils/aldham/")
    assert "In regular use" in text
    assert "No examples yet" not in text
    assert "it should not be used to rank them" in text
    assert "Some members share results only with each other." not in text


@pytest.mark.feature("PU25")
def test_a_member_with_private_results(read, council, member):
    AssessmentFactory(council=council, state=State.COMPLETE)
    text = read("/councils/aldham/")
    assert "Self-assessment signed off" in text
    assert "In regular use" not in text
    assert "Agreed in 2024" not in text
    assert "Some members share results only with each other." in text


@pytest.mark.feature("PU25")
@pytest.mark.parametrize("state", [State.IN_PROGRESS, State.AWAITING_SIGN_OFF, State.SUBMITTED])
def test_nothing_shows_before_it_is_accepted(read, council, member, state):
    AssessmentFactory(council=council, state=state, choices={(Item.LEVELS, ""): Audience.PUBLIC})
    text = read("/councils/aldham/")
    assert "In regular use" not in text
    assert "No self-assessment is recorded yet." in text


@pytest.mark.feature("PU25")
def test_no_total_average_or_grade_stands_anywhere(client, council, member):
    AssessmentFactory(council=council, state=State.COMPLETE, choices={(Item.LEVELS, ""): Audience.PUBLIC})
    for address in ("/councils/aldham/", "/councils/aldham.json", "/councils.json?show=all"):
        body = b"".join(client.get(address)).decode().lower()
        # What the pages say of totals is that there are none.
        words = re.sub(r"there is no total, average or grade[^.]*\.", "", body)
        assert re.findall(r"\b(total|average|score|grade|percent|%|out of (?:4|24))", words) == []


@pytest.mark.feature("PU29")
def test_a_stale_member(read, council):
    MembershipFactory(council=council, confirmed_on=datetime.date(2024, 5, 4))
    text = read("/councils/aldham/")
    assert "Facts confirmed Not confirmed since 4 May 2024 Facts change, above all after elections" in text


@pytest.mark.feature("PU29")
def test_a_fresh_member_says_when(read, council):
    today = timezone.localdate()
    MembershipFactory(council=council, confirmed_on=today)
    text = read("/councils/aldham/")
    assert f"Facts confirmed Confirmed {today:%-d %B %Y}" in text
    assert "Not confirmed since" not in text


@pytest.mark.feature("PU11")
@pytest.mark.parametrize(
    ("in_cabinet", "words"),
    [(True, "A cabinet champion is being appointed."), (False, "A champion councillor is being appointed.")],
)
def test_a_champion_is_being_appointed(read, council, member, in_cabinet, words):
    ChampionFactory(council=council, being_appointed=True, role="", in_cabinet=in_cabinet, from_on=None)
    text = read("/councils/aldham/")
    assert text.count(words) == 2
    assert "Senior officer champion: not recorded yet." in text
    assert "Champions Not yet recorded" in text


@pytest.mark.feature("PU11")
def test_a_name_taken_down_leaves_the_role(read, council, member):
    person = PublicNameFactory(name="Cllr Sam Example")
    ChampionFactory(council=council, person=person)
    assert "Sam Example" in read("/councils/aldham/")
    person.name, person.removed_on = "", timezone.localdate()
    person.save()
    text = read("/councils/aldham/")
    assert "Sam Example" not in text
    assert "Lead Member for Communities" in text


@pytest.mark.feature("PU35")
def test_a_replaced_council_lives_on_with_its_successors_and_history(read, client):
    day = datetime.date(2023, 4, 1)
    old = CouncilFactory(name="Oldford", slug="oldford-until-2023", ended_on=day)
    MembershipFactory(council=old, joined_on=datetime.date(2020, 3, 3), ended_on=day)
    for name in ("Newford", "Newham Vale"):
        Succession.objects.create(predecessor=old, successor=CouncilFactory(name=name), on=day)
    MembershipFactory(council=Council.objects.get(name="Newford"), joined_on=datetime.date(2023, 6, 1))
    text = read("/councils/oldford-until-2023/")
    assert "Ended on 1 April 2023" in text
    assert (
        "Replaced on 1 April 2023 by Newford Council (a member since June 2023) "
        "and Newham Vale Council (not a member). This page is kept as a record."
    ) in text
    assert "3 March 2020 Joined the network" in text
    assert "Replaced by Newford Council and Newham Vale Council" in text
    assert "Ask Oldford" not in text


@pytest.mark.feature("PU35")
def test_a_successor_says_whom_it_took_over_from(read):
    day = datetime.date(2023, 4, 1)
    new = CouncilFactory(name="Newford")
    for name in ("Oldford", "Oldham Vale"):
        Succession.objects.create(predecessor=CouncilFactory(name=name, ended_on=day), successor=new, on=day)
    text = read("/councils/newford/")
    assert "1 April 2023 Took over from Oldford Council and Oldham Vale Council" in text
    assert "Not a member" in text


def test_a_council_that_left_says_so_and_keeps_its_history(read, client, council, headings):
    MembershipFactory(
        council=council,
        joined_on=datetime.date(2020, 3, 3),
        ended_on=datetime.date(2024, 5, 4),
        ended_note="Its cabinet chose to.",
    )
    text = read("/councils/aldham/")
    assert "Member from March 2020 to 4 May 2024" in text
    assert "Left the network on 4 May 2024. Its cabinet chose to." in text
    assert "Principles endorsed" not in text
    assert "4 May 2024 Left the network. Its cabinet chose to." in text
    assert "Ask Aldham Council to join" in headings(council)


def test_a_county_and_its_district_each_show_the_other(read):
    county = CouncilFactory(name="Testshire", official_name="Testshire County Council", county_council=True)
    MembershipFactory(council=county)
    CouncilFactory(name="Aldham", official_name="Aldham District Council", district=True, county=county)
    assert "Testshire County Council Member since March 2020" in part(
        read("/councils/aldham/"), "Other councils here The", "Facts about"
    )
    assert "Aldham District Council Not a member" in part(
        read("/councils/testshire/"), "Other councils here Each", "Facts about"
    )


@pytest.mark.feature("PU2")
def test_a_council_that_is_not_a_member_says_how_to_ask_it_and_who_is_near(read, client, council, headings):
    council.latitude, council.longitude = 53.4, -1.5
    council.save()
    MembershipFactory(council__name="Bexbury", council__latitude=53.5, council__longitude=-1.5)
    text = read("/councils/aldham/")
    assert "Aldham Council Metropolitan district · Yorkshire and The Humber · Not a member" in text
    assert "I live in Aldham. Would Aldham Council join the Keep it Local network?" in text
    assert "Nearest members Bexbury, about 7 miles (11 km) away" in text
    assert "Principles endorsed" not in text
    assert headings(council) == [
        "Ask Aldham Council to join",
        "Councils like this",
        "Facts about the place",
        "History",
        "Contact, corrections and data",
    ]
