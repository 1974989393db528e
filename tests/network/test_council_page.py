"""What every council's page has, whatever its state."""

import datetime
import json
import re

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from assessments.models import Audience, Item
from assessments.workflow import State
from councils.models import CommunityConversation, Endorsement, Signatory, Succession
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


def part(text, start, end):
    """Return the words of a page from ``start`` until ``end``."""
    return text[text.index(start) : text.index(end, text.index(start))]


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
    text = part(read("/councils/aldham/"), "History 1 April", "Contact, corrections and data")
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
        read("/councils/leeds/"), "By 2022 Joined the network", "Contact, corrections and data"
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
    MembershipFactory(council=council)
    page = load(council, CouncilPage)
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
    client.get("/councils/")  # what is kept of the map is made
    with django_assert_max_num_queries(16):
        client.get("/councils/aldham/")


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_of_a_county_that_is_no_member_does_too(client, django_assert_max_num_queries, count):
    county = CouncilFactory(name="Testshire", county_council=True, latitude=53, longitude=-1)
    for council in CouncilFactory.create_batch(
        count, district=True, county=county, latitude=54, longitude=-1
    ):
        MembershipFactory(council=council)
    client.get("/councils/")  # what is kept of the map is made
    with django_assert_max_num_queries(16):
        client.get("/councils/testshire/")


def test_a_recommended_endorsement_without_a_route_is_still_a_sentence(read, member):
    EndorsementFactory(
        membership=member, standing=Endorsement.Standing.RECOMMENDED, route="", decided_on=None
    )
    assert "Recommended for decision" in read("/councils/aldham/")
