"""Home: one box, one answer in a sentence."""

import datetime

import pytest

from assessments.workflow import State
from tests.factories import (
    AssessmentFactory,
    ChampionFactory,
    CommunityConversationFactory,
    CouncilFactory,
    EndorsementFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.feature("PU1")
def test_a_member_is_answered_with_yes_and_since_when(register, read, client):
    assert "Yes. Calderdale Council has been a member since March 2020. See what it promised" in read(
        "/", q="calderdale"
    )
    assert (
        '<a class="alone" href="/councils/calderdale/">See what it promised</a>'
        in client.get("/?q=calderdale").content.decode()
    )


@pytest.mark.feature("PU2")
def test_who_is_not_in_is_told_how_to_ask_and_who_is_near(register, read, client):
    text = read("/", q="Sheffield City Council")
    assert "Not yet. Sheffield City Council is not a member. How to ask it" in text
    assert "The nearest members are Rotherham, about 11 miles (18 km) away, Kirklees," in text
    assert 'href="/councils/sheffield/#ask"' in client.get("/?q=sheffield").content.decode()


@pytest.mark.feature("PU9")
def test_the_list_does_not_say_that_each_member_is_known_to_have_endorsed(register, read):
    text = read("/")
    assert "17 member councils Membership is a commitment to work towards six principles. It is not a" in text
    assert "has endorsed" not in text


def test_who_left_was_a_member_until_then(read, db):
    past = MembershipFactory(
        council__name="Aldham", joined_on=datetime.date(2020, 3, 3), ended_on=datetime.date(2023, 5, 5)
    )
    text = read("/", q="Aldham")
    assert "Not now. Aldham Council was a member until 5 May 2023. How to ask it" in text

    MembershipFactory(council=past.council, joined_on=datetime.date(2025, 1, 6))
    assert "Yes. Aldham Council has been a member since January 2025." in read("/", q="Aldham")


def test_a_day_that_is_not_exact_is_not_made_so(register, read):
    assert "Yes. Leeds City Council has been a member since 2022 or earlier." in read("/", q="leeds")


@pytest.mark.feature("PU1")
def test_a_district_names_its_county_with_the_countys_own_answer(register, read):
    text = read("/", q="Lewes")
    assert "Not yet. Lewes District Council is not a member." in text
    assert (
        "East Sussex County Council, which runs other services there, "
        "has been a member since 2022 or earlier. See what East Sussex promised"
    ) in text
    text = read("/", q="Malvern Hills")
    assert "Yes. Malvern Hills District Council has been a member since 2022 or earlier." in text
    assert "Worcestershire County Council, which runs other services there, is not a member." in text


@pytest.mark.feature("PU1")
def test_several_matches_each_have_their_own_answer(register, read):
    text = read("/", q="Newcastle")
    assert "2 councils match “Newcastle”." in text
    assert "Yes. Newcastle City Council has been a member since March 2020." in text
    assert "Not yet. Newcastle-under-Lyme Borough Council is not a member." in text


@pytest.mark.feature("PU35")
def test_a_former_name_is_answered_by_the_successor(register, read):
    text = read("/", q="craven")
    assert "Craven District Council was replaced by North Yorkshire Council on 1 April 2023." in text
    assert "North Yorkshire Council is not a member. How to ask North Yorkshire" in text


def test_two_successors_each_answer(register, read):
    text = read("/", q="Cumbria")
    assert "was replaced by Cumberland Council and Westmorland and Furness Council on 1 April 2023." in text
    assert "Cumberland Council is not a member." in text
    assert "Westmorland and Furness Council is not a member." in text


def test_a_chain_of_successors_is_followed_to_its_end(register, read):
    text = read("/", q="Taunton Deane")
    assert (
        "Taunton Deane Borough Council was replaced by Somerset West and Taunton Council on 1 April 2019."
        in text
    )
    assert "Somerset West and Taunton Council was replaced by Somerset Council on 1 April 2023." in text
    assert "Somerset Council is not a member." in text


def test_a_council_that_ended_without_a_successor_here_says_what_is_known(register, read):
    assert "Replaced on 7 May 2024 by the new North East combined authority" in read("/", q="North of Tyne")


@pytest.mark.parametrize("typed", ["HX1 1UJ", "hx11uj"])
def test_a_postcode_is_told_that_it_cannot_be_looked_up_yet(register, read, client, typed):
    assert "We cannot look up postcodes yet. Type your council’s name instead." in read("/", q=typed)
    assert "https://www.gov.uk/find-local-council" in client.get("/", {"q": typed}).content.decode()


def test_no_match_says_how_to_find_the_name_and_forgives(register, read, client):
    text = read("/", q="Calderdle")
    assert "We know no council called “Calderdle”." in text
    assert "Did you mean Calderdale" in text
    assert "find its name on GOV.UK by postcode" in text
    assert "/?q=Calderdale%20Metropolitan%20Borough%20Council" in client.get("/?q=Calderdle").content.decode()


def test_many_matches_are_cut_and_the_rest_counted(register, read):
    text = read("/", q="south")
    assert "councils match “south”" in text
    assert "more. Type more of the name, or look through every council" in text


def test_what_was_typed_stays_in_the_box_and_is_escaped(client, db):
    page = client.get("/", {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in page
    assert 'value="&quot;&gt;&lt;script&gt;' in page


def test_the_title_of_an_answer_is_the_answer(register, client):
    page = client.get("/?q=calderdale").content.decode()
    assert (
        "<title>Yes. Calderdale Council has been a member since March 2020. · Keep it Local</title>" in page
    )
    assert "<title>Which councils keep it local? · Keep it Local</title>" in client.get("/").content.decode()


def test_the_page_has_one_box_of_its_own_and_it_is_named(client, db):
    page = client.get("/").content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count("<input") == 1
    assert '<label for="q">Your council</label>' in main


def test_the_members_stand_with_the_day_they_joined(register, read):
    text = read("/")
    assert "17 member councils" in text
    assert "Bradford March 2020 Bristol March 2020" in text
    assert "Cheshire West and Chester By 2022 East Sussex By 2022" in text


def test_the_six_principles_stand_in_order(register, read):
    text = read("/")
    places = [
        text.index(words)
        for words in (
            "Think about the whole system",
            "Coordinate services",
            "Increase local spend",
            "Focus on early intervention",
            "Commit to your community",
            "Commission services",
        )
    ]
    assert places == sorted(places)


def test_before_anybody_joined_the_page_says_so(read, db):
    assert "No council has joined yet. How a council joins" in read("/")
    assert "Nothing yet." in read("/")


def test_what_changed_lately_is_five_dated_lines_latest_first(read, db):
    first = MembershipFactory(council__name="Aldham", joined_on=datetime.date(2020, 3, 3))
    MembershipFactory(council__name="Bexbury", joined_on=datetime.date(2020, 3, 3))
    EndorsementFactory(membership=first, decided_on=datetime.date(2020, 1, 7))
    gone = MembershipFactory(
        council__name="Cotford", joined_on=datetime.date(2021, 4, 1), ended_on=datetime.date(2023, 5, 5)
    )
    ChampionFactory(council=first.council, from_on=datetime.date(2022, 6, 1))
    CommunityConversationFactory(membership=first, held_on=datetime.date(2024, 7, 9))
    text = read("/")
    latest = text[text.index("What changed lately") : text.index("Work for a council?")]
    assert latest.split("What changed lately ")[1].strip() == (
        "9 July 2024 Aldham Council: Held a conversation with its community "
        "5 May 2023 Cotford Council: Left the network "
        "1 June 2022 Aldham Council: Champion councillor: Lead Member for Communities "
        "1 April 2021 Cotford joined the network "
        "3 March 2020 Aldham and Bexbury joined the network Follow what changes"
    )
    assert gone.council.name not in text[text.index("member council") : text.index("The six principles")]


def test_a_completed_self_assessment_is_news_and_what_it_says_is_not(read):
    AssessmentFactory(council__name="Aldham", state=State.COMPLETE)
    text = read("/")
    assert "Aldham Council completed its self-assessment" in text
    assert "In regular use" not in text


def test_one_that_is_not_accepted_is_no_news(read):
    AssessmentFactory(council__name="Aldham", state=State.SUBMITTED)
    assert "completed its self-assessment" not in read("/")


@pytest.mark.parametrize("count", [3, 30])
@pytest.mark.parametrize(("query", "most"), [("", 7), ("?q=testford", 12)])
def test_home_asks_the_same_questions_at_any_size(client, django_assert_num_queries, count, query, most):
    county = CouncilFactory(county_council=True)
    for council in CouncilFactory.create_batch(count, county=county):
        membership = MembershipFactory(council=council)
        ChampionFactory(council=council)
        CommunityConversationFactory(membership=membership)
    client.get("/?q=zzzz")  # what is kept of the map is made
    with django_assert_num_queries(most):
        client.get(f"/{query}")
