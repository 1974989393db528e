"""Councils side by side: what is on record of each, a question wherever they differ, and no rank."""

import re

import pytest

from assessments.models import Audience, Item
from assessments.openers import STATEMENTS
from assessments.workflow import State
from principles.models import Level
from tests.factories import (
    AssessmentFactory,
    CaseStudyFactory,
    ChampionFactory,
    CouncilFactory,
    CycleFactory,
    EndorsementFactory,
    MembershipFactory,
    QuestionSetFactory,
)

pytestmark = pytest.mark.django_db
SHARED = {(Item.LEVELS, ""): Audience.PUBLIC}


@pytest.fixture
def pair(db):
    """Aldham has much on record, Brackwell is a member and no more."""
    aldham = MembershipFactory(council__name="Aldham")
    EndorsementFactory(membership=aldham)
    ChampionFactory(council=aldham.council)
    brackwell = MembershipFactory(council__name="Brackwell").council
    CaseStudyFactory(title="Neighbours cook", council=aldham.council, principles=[4])
    return aldham.council, brackwell


def compared(read, *slugs):
    return read("/compare/", **dict(zip("abc", slugs, strict=False)))


@pytest.mark.feature("PU15")
@pytest.mark.feature("PU17")
def test_promises_and_case_studies_stand_side_by_side_with_questions(pair, read):
    text = compared(read, "aldham", "brackwell")
    assert "Aldham and Brackwell, side by side" in text
    assert "It is not a rating." in text
    assert "Principles endorsed Aldham Council Cabinet decision, 11 February 2020" in text
    assert "Brackwell Council Not recorded yet" in text
    assert (
        "There is a record of champions at Aldham Council. Who speaks up for the principles at Brackwell"
        in text
    )
    assert "Label 4 Aldham Council Neighbours cook Brackwell Council No case study here yet" in text
    assert "There is an example from Aldham Council." in text


@pytest.mark.feature("PU31")
def test_a_comparison_can_be_cited_with_the_day_it_was_read(pair, read, settings, time_machine):
    settings.SITE_ORIGIN = "https://keepitlocal.example"
    time_machine.move_to("2027-05-04 12:00")
    address = "https://keepitlocal.example/compare/?a=aldham&b=brackwell"
    said = f"Keep it Local, “Aldham and Brackwell, side by side”, {address}, read on 4 May 2027."
    assert said in compared(read, "aldham", "brackwell")
    assert "Cite this page" not in compared(read, "aldham")


@pytest.mark.feature("PU15")
def test_they_keep_the_order_in_which_they_were_named(pair, read):
    assert "Brackwell and Aldham, side by side" in compared(read, "brackwell", "aldham")


def shares(council, cycle, level, choices=SHARED):
    said = {"1a": {"kind": "level", "level": level, "basis": "x"}}
    AssessmentFactory(council=council, cycle=cycle, state=State.COMPLETE, said=said, choices=choices)


@pytest.mark.feature("PU15")
def test_levels_are_compared_only_between_those_who_share_them_with_everyone(pair, read):
    aldham, brackwell = pair
    camford = MembershipFactory(council__name="Camford").council
    cycle = CycleFactory(opened=True)
    shares(aldham, cycle, Level.REGULAR_USE)
    shares(camford, cycle, Level.EARLY_DAYS, choices={(Item.LEVELS, ""): Audience.NETWORK})
    alone = compared(read, "aldham", "camford")
    assert "What they say of themselves" not in alone
    assert "Early days" not in alone

    shares(brackwell, cycle, Level.TRYING_OUT)
    text = compared(read, "aldham", "brackwell", "camford")
    part = text[text.index("What they say of themselves") : text.index("The places")]
    assert "Aldham Council In regular use Brackwell Council Trying it out" in part
    assert f"A question to ask: {STATEMENTS['1a']}" in part
    assert part.count("A question to ask") == 1
    assert "Camford" not in part
    for name in ("Aldham", "Brackwell"):
        assert f"Self-assessed by {name} Metropolitan Borough Council, signed off by the Director" in part
    assert part.count("should not be used to rank them") == 2


@pytest.mark.feature("PU16")
def test_answers_stand_under_their_principles(pair, client):
    cycle = CycleFactory(opened=True)
    for council, level in zip(pair, (Level.REGULAR_USE, Level.TRYING_OUT), strict=True):
        shares(council, cycle, level)
    page = client.get("/compare/?a=aldham&b=brackwell").content.decode()
    part = page[page.index("What they say of themselves") : page.index("The places")]
    found = re.findall(r"<h([34])>([^<]+)</h", part)
    expected = []
    for number in range(1, 7):
        expected.append(("3", f"{number}. Name of principle {number}"))
        expected += [("4", f"We do {number}{letter} well.") for letter in "abcd"]
    assert found == expected


@pytest.mark.feature("PU15")
def test_a_principle_that_one_council_keeps_to_itself_is_not_shown_as_missing(pair, read):
    aldham, brackwell = pair
    cycle = CycleFactory(opened=True)
    shares(aldham, cycle, Level.REGULAR_USE)
    shares(brackwell, cycle, Level.EARLY_DAYS, choices={**SHARED, (Item.LEVELS, "2"): Audience.US})
    text = compared(read, "aldham", "brackwell")
    part = text[text.index("What they say of themselves") : text.index("The places")]
    statements = {one.key: one.text for one in cycle.question_set.statements.all()}
    assert statements["1a"] in part
    assert statements["2a"] not in part
    assert "Not recorded yet" not in part


@pytest.mark.feature("PU15")
def test_answers_to_other_words_are_not_set_side_by_side(pair, read):
    aldham, brackwell = pair
    shares(aldham, CycleFactory(opened=True), Level.REGULAR_USE)
    questions = QuestionSetFactory()
    questions.statements.update(text="Asked in other words")
    shares(brackwell, CycleFactory(question_set=questions, opened=True), Level.EARLY_DAYS)
    text = compared(read, "aldham", "brackwell")
    assert "What they say of themselves" not in text
    assert "Early days" not in text


@pytest.mark.feature("PU15")
def test_a_council_that_is_no_member_has_not_failed_to_record_promises(pair, read):
    CouncilFactory(name="Camford")
    text = compared(read, "aldham", "camford")
    promised = text[text.index("Principles endorsed") : text.index("Case studies, by principle")]
    assert promised.count("Camford Council Not a member, so nothing is promised") == 4
    assert "Camford Council Not recorded yet" not in text


@pytest.mark.feature("PU15")
def test_where_none_is_a_member_there_are_no_promises(read):
    for name in ("Aldham", "Brackwell"):
        CouncilFactory(name=name)
    text = compared(read, "aldham", "brackwell")
    assert "In the network Aldham Council Not a member Brackwell Council Not a member" in text
    assert "Principles endorsed" not in text
    assert "promised" not in text


@pytest.mark.feature("PU17")
def test_each_fact_of_the_places_has_its_own_question_where_it_differs(pair, read):
    aldham, _ = pair
    county = CouncilFactory(name="Testshire", county_council=True, region=aldham.region)
    text = compared(read, "aldham", county.slug)
    places = text[text.index("The places") :]
    assert "Type Aldham Council Metropolitan district Testshire" in places
    assert "Which other councils run services in the same place?" in places
    assert "Who would have to work together to do the same thing?" in places
    assert "Who brings councils together in each?" not in places


@pytest.mark.feature("PU15")
def test_many_case_studies_of_one_council_hide_none_of_another(pair, read):
    aldham, brackwell = pair
    CaseStudyFactory.create_batch(20, council=aldham, principles=[1], year=2025)
    CaseStudyFactory(title="Old and good", council=brackwell, principles=[1], year=2015)
    assert "Old and good" in compared(read, "aldham", "brackwell")


def test_the_source_of_each_fact_is_a_link_away(pair, client):
    page = client.get("/compare/?a=aldham&b=brackwell").content.decode()
    assert '<a href="/councils/aldham/">Aldham Council</a> and <a href="/councils/brackwell/">' in page


@pytest.mark.parametrize("others", [0, 25])
def test_it_asks_the_same_questions_at_any_size(client, django_assert_num_queries, others):
    councils = [MembershipFactory(council__name=name).council for name in ("Aldham", "Brackwell", "Camford")]
    for council in councils:
        CaseStudyFactory.create_batch(2, council=council, principles=[1])
        ChampionFactory(council=council)
    CaseStudyFactory.create_batch(others)
    with django_assert_num_queries(10):
        client.get("/compare/?a=aldham&b=brackwell&c=camford")
