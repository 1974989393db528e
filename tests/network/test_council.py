"""A council's page in each state it can be in, section by section."""

import datetime
import json
import re

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from assessments.models import Audience, Item
from assessments.workflow import State
from councils.models import CommunityConversation, Council, Endorsement, Membership, Signatory, Succession
from network.council_page import CouncilPage
from network.profile import load
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


def headings(client, council):
    page = client.get(council.get_absolute_url()).content.decode()
    return re.findall(r"<h2 id=\"(?!contents-title)[^\"]+\">([^<]+)</h2>", page)


def part(text, start, end):
    return text[text.index(start) : text.index(end, text.index(start))]


@pytest.fixture
def council(db):
    return CouncilFactory(name="Aldham")


@pytest.fixture
def member(council):
    return MembershipFactory(council=council)


# --- The ten states ----------------------------------------------------------------------


@pytest.mark.feature("PU8")
def test_a_new_member_with_nothing_but_name_and_date(client, read):
    council = CouncilFactory(name="Aldham", region="")
    Membership.objects.create(council=council, joined_on=datetime.date(2026, 5, 4))
    text = read("/councils/aldham/")
    assert "Aldham Council Metropolitan district · Member since May 2026" in text
    assert text.count("Not recorded yet. Do you know? Tell us") == 4
    assert STANDARD in text
    assert (
        "Endorsed Not yet recorded Champions Not yet recorded Latest self-assessment Not yet recorded" in text
    )
    assert "Facts confirmed Not confirmed yet" in text
    assert "The council has not added a statement yet." in text
    assert "a member names a champion councillor and a senior officer champion" in text
    assert "No self-assessment is recorded yet. Some members share results only with each other." in text
    assert "No examples yet" in text
    assert "Community conversation Not recorded yet. Did you take part in one? Tell us" in text
    assert "We do not have a population figure for this council yet." in text
    assert "History 4 May 2026 Joined the network Source: not recorded yet. Not checked yet." in text
    assert headings(client, council) == [
        "At a glance",
        "In its own words",
        "Champions",
        "The six principles",
        "Community conversation",
        "Facts about the place",
        "History",
        "Corrections and data",
    ]


@pytest.mark.feature("PU8")
@pytest.mark.feature("PU10")
@pytest.mark.feature("PU11")
@pytest.mark.feature("PU13")
def test_a_full_member(client, read, council, member):
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


@pytest.mark.feature("PU25")
def test_a_member_that_shares_its_levels_shows_words_and_the_standard_line(read, council, member):
    AssessmentFactory(council=council, state=State.COMPLETE, choices={(Item.LEVELS, ""): Audience.PUBLIC})
    text = read("/councils/aldham/")
    assert "In regular use" in text
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
    assert "Facts confirmed Not confirmed since 4 May 2024" in text
    assert "Not confirmed since 4 May 2024. Facts change, above all after elections" in text


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


def test_a_council_that_left_says_so_and_keeps_its_history(read, client, council):
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
    assert "Ask Aldham Council to join" in headings(client, council)


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
def test_a_council_that_is_not_a_member_says_how_to_ask_it_and_who_is_near(read, client, council):
    council.latitude, council.longitude = 53.4, -1.5
    council.save()
    MembershipFactory(council__name="Bexbury", council__latitude=53.5, council__longitude=-1.5)
    text = read("/councils/aldham/")
    assert "Aldham Council Metropolitan district · Yorkshire and The Humber · Not a member" in text
    assert "I live in Aldham. Would Aldham Council join the Keep it Local network?" in text
    assert "Nearest members Bexbury, about 7 miles (11 km) away" in text
    assert "Principles endorsed" not in text
    assert headings(client, council) == [
        "Ask Aldham Council to join",
        "Facts about the place",
        "History",
        "Corrections and data",
    ]


# --- What every page has ---------------------------------------------------------------------


@pytest.mark.feature("PU12")
def test_the_history_stands_in_order_with_who(read, council):
    source = SourceFactory(title="Minutes")
    membership = MembershipFactory(
        council=council, joined_on=datetime.date(2022, 12, 31), joined_precision="by", source=source
    )
    EndorsementFactory(membership=membership, decided_on=datetime.date(2022, 7, 26), route="lead-member")
    ChampionFactory(
        council=council,
        person=PublicNameFactory(name="Cllr Sam Example"),
        from_on=datetime.date(2023, 1, 9),
        to_on=datetime.date(2024, 5, 9),
    )
    ChampionFactory(council=council, role="Leader", from_on=datetime.date(2024, 5, 10))
    Succession.objects.create(
        predecessor=CouncilFactory(name="Oldford", ended_on=datetime.date(2019, 4, 1)),
        successor=council,
        on=datetime.date(2019, 4, 1),
    )
    AssessmentFactory(council=council, state=State.COMPLETE)
    text = part(read("/councils/aldham/"), "History 1 April", "Corrections and data Is")
    steps = [
        "1 April 2019 Took over from Oldford Council",
        "26 July 2022 Endorsed the six principles: decision of a lead member",
        "By 2022 Joined the network",
        "9 January 2023 Champion councillor: Cllr Sam Example, Lead Member for Communities",
        "9 May 2024 No longer champion councillor: Cllr Sam Example, Lead Member for Communities",
        "10 May 2024 Champion councillor: Leader",
        "Self-assessment signed off: ",
    ]
    places = [text.index(step) for step in steps]
    assert places == sorted(places)


@pytest.mark.feature("PU10")
def test_a_recommendation_is_not_called_a_decision(register, read):
    text = read("/councils/east-sussex/")
    assert "Recommended to a lead member for decision on 26 July 2022" in text
    assert "Recommended to sign Lead Member for Resources and Climate Change, Chief Executive" in text
    assert "26 July 2022 Joining was recommended to a lead member for decision" in text
    assert "Cabinet champion: Lead Member for Resources and Climate Change" in text


def test_the_first_eleven_say_when_it_was_announced(register, read):
    assert "Announced on 3 March 2020. How it was decided is not recorded yet" in read(
        "/councils/calderdale/"
    )


def test_a_council_due_to_end_says_so_at_the_top(register, read):
    assert "Due to be abolished on 1 April 2028" in read("/councils/malvern-hills/")


def test_what_is_our_reading_says_so(register, read):
    assert "Our reading." in part(
        read("/councils/leeds/"), "By 2022 Joined the network", "Corrections and data Is"
    )


@pytest.mark.feature("PU31")
def test_the_page_can_be_cited_with_the_day_it_was_read(read, council, settings):
    settings.SITE_ORIGIN = "https://keepitlocal.example"
    today = f"{timezone.localdate():%-d %B %Y}"
    assert f"“Aldham Council”, https://keepitlocal.example/councils/aldham/, read on {today}." in read(
        "/councils/aldham/"
    )


@pytest.mark.feature("PU32")
def test_what_the_page_says_can_be_downloaded_with_its_sources(client, council, member):
    EndorsementFactory(
        membership=member,
        source=SourceFactory(title="Cabinet minutes"),
        confirmed_on=datetime.date(2026, 5, 4),
    )
    document = json.loads(client.get("/councils/aldham.json").content)
    endorsed = document["promises"][0]
    assert endorsed["promise"] == "Principles endorsed"
    assert endorsed["lines"][0]["text"] == "Cabinet decision, 11 February 2020"
    assert endorsed["lines"][0]["source"].startswith("Cabinet minutes")
    assert endorsed["lines"][0]["last_checked_on"] == "2026-05-04"
    assert document["promises"][1]["recorded"] is False
    assert "not a rating" in document["how_to_read"]
    assert "Open Government Licence" in document["licence"]
    assert '<a href="/councils/aldham.json">JSON</a>' in client.get("/councils/aldham/").content.decode()


@pytest.mark.feature("PU36")
def test_a_result_leads_to_the_questions_it_answered(client, council, member):
    assessment = AssessmentFactory(
        council=council, state=State.COMPLETE, choices={(Item.LEVELS, ""): Audience.PUBLIC}
    )
    address = assessment.cycle.question_set.get_absolute_url()
    assert f'href="{address}"' in client.get("/councils/aldham/").content.decode()
    assert json.loads(client.get("/councils/aldham.json").content)["self_assessments"][0][
        "questions"
    ].endswith(address)


def test_search_engines_get_the_council_as_data_that_cannot_break_out(client, council, member):
    council.official_name = "Aldham </script><script>alert(1)</script> & Council"
    council.save()
    page = client.get("/councils/aldham/").content.decode()
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL).group(1)
    data = json.loads(block)
    assert data["@type"] == "GovernmentOrganization"
    assert data["legalName"] == council.official_name
    assert data["memberOf"]["name"] == "Keep it Local network"
    assert "<script>alert" not in page


@pytest.mark.parametrize("given", ["Calderdale", "CALDERDALE", "E08000033", "e08000033"])
def test_other_ways_to_write_the_address_lead_to_the_page(register, client, given):
    response = client.get(f"/councils/{given}/")
    assert response.status_code == 301
    assert response.url == "/councils/calderdale/"


def test_an_address_from_before_the_merger_leads_to_the_page(register, client):
    response = client.get("/councils/craven/")
    assert (response.status_code, response.url) == (301, "/councils/craven-until-2023/")
    assert client.get("/councils/north-yorkshire/").status_code == 200


@pytest.mark.feature("PU8")
@pytest.mark.parametrize(
    "card",
    [
        "glance",
        "words",
        "champions",
        "principles",
        "conversation",
        "ask",
        "neighbours",
        "place",
        "history",
        "corrections",
    ],
)
def test_each_card_renders_alone(council, card):
    page = load(council, CouncilPage)
    page.__dict__["membership"] = Membership(council=council, joined_on=datetime.date(2020, 3, 3))
    section = next(section for section in page.sections if section.anchor == "place")
    text = render_to_string(f"network/council/{card}.html", {"page": page, "section": section})
    assert text.count("<section") == text.count("</section>") == 1
    assert "<h2" in text


def test_a_planned_conversation_is_called_planned(read, council, member):
    CommunityConversation.objects.create(membership=member, state="planned", planned_for="spring 2027")
    assert read("/councils/aldham/").count("Planned for spring 2027") == 2


@pytest.mark.feature("PU33")
def test_the_printed_page_keeps_source_and_date_and_loses_the_menus(client, settings):
    sheet = (settings.BASE_DIR / "static/css/print.css").read_text()
    hidden = re.search(r"([^}]*){ display: none !important; }", sheet).group(1)
    for part_of_frame in (".site-header", ".site-footer", ".breadcrumbs", ".contents"):
        assert part_of_frame in hidden
    assert "source-line" not in hidden


@pytest.mark.parametrize("count", [3, 30])
def test_a_council_page_stays_under_sixteen_queries(client, council, django_assert_max_num_queries, count):
    member = MembershipFactory(council=council)
    endorsement = EndorsementFactory(membership=member)
    for number in range(count):
        Signatory.objects.create(endorsement=endorsement, role=f"Signatory {number}")
        ChampionFactory(council=council, to_on=datetime.date(2024, 1, 1))
        CommunityConversationFactory(membership=member)
        Succession.objects.create(
            predecessor=CouncilFactory(), successor=council, on=datetime.date(2019, 4, 1)
        )
    with django_assert_max_num_queries(16):
        client.get("/councils/aldham/")


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_of_a_county_that_is_no_member_does_too(client, django_assert_max_num_queries, count):
    county = CouncilFactory(name="Testshire", county_council=True, latitude=53, longitude=-1)
    for council in CouncilFactory.create_batch(
        count, district=True, county=county, latitude=54, longitude=-1
    ):
        MembershipFactory(council=council)
    with django_assert_max_num_queries(16):
        client.get("/councils/testshire/")


def test_a_recommended_endorsement_without_a_route_is_still_a_sentence(read, member):
    EndorsementFactory(
        membership=member, standing=Endorsement.Standing.RECOMMENDED, route="", decided_on=None
    )
    assert "Recommended for decision" in read("/councils/aldham/")
