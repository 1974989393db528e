"""The list of case studies and its files, against plain loops."""

import csv
import datetime
import io
import json
import re

import pytest
import time_machine
from factory import Sequence
from hypothesis import given
from hypothesis import strategies as st

from network import cases
from practice.models import CaseOrganisation, CaseStudy
from tests.factories import (
    CaseStudyFactory,
    CouncilFactory,
    OrganisationFactory,
    OutcomeFigureFactory,
    ServiceAreaFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db
CARD = re.compile(r'<h2 class="h3"><a href="/case-studies/([^/"]+)/">')


@pytest.fixture
def listing(client):
    """Return a function from filters to the slugs of the cards, in their order."""

    def read(**query):
        return CARD.findall(client.get("/case-studies/", query).content.decode())

    return read


@pytest.fixture
def library(db):
    """Twelve studies whose principles, topics, services and councils differ in every way."""
    topics = [TopicFactory(name=f"Topic {n}", slug=f"topic-{n}") for n in (1, 2)]
    areas = [ServiceAreaFactory(name=f"Area {n}", slug=f"area-{n}") for n in (1, 2)]
    councils = [CouncilFactory(name="Ambleford"), CouncilFactory(name="Brackwell", county_council=True), None]
    return [
        CaseStudyFactory(
            slug=f"study-{n:02}",
            title=f"Study {n:02}",
            year=2010 + n % 3,
            council=councils[n % 3],
            service_area=areas[n % 2],
            principles=[n % 6 + 1, 6],
            topics=topics[: n % 3],
        )
        for n in range(12)
        if n % 6 != 5
    ]


def oracle(library, principle="", topic="", service="", type=""):
    """Return the slugs that a plain loop finds, newest facts first."""
    types = {"metropolitan-district": "MD", "county-council": "CTY"}
    found = [
        study
        for study in library
        if (not principle or principle in {row.slug for row in study.principles.all()})
        and (not topic or topic in {row.slug for row in study.topics.all()})
        and (not service or study.service_area.slug == service)
        and (not type or (study.council and study.council.type == types[type]))
    ]
    return [study.slug for study in sorted(found, key=lambda study: (-study.year, study.title))]


choices = st.fixed_dictionaries(
    {
        "principle": st.sampled_from(["", "principle-1", "principle-4", "principle-6"]),
        "topic": st.sampled_from(["", "topic-1", "topic-2"]),
        "service": st.sampled_from(["", "area-1", "area-2"]),
        "type": st.sampled_from(["", "metropolitan-district", "county-council"]),
    }
)


@pytest.mark.feature("PU18")
@given(choice=choices)
def test_the_list_agrees_with_the_oracle_and_names_each_study_once(library, listing, choice):
    found = listing(**choice)
    assert found == oracle(library, **choice)
    assert len(found) == len(set(found))


@pytest.mark.feature("PU18")
def test_each_option_says_how_many_it_would_leave(library, client):
    page = client.get("/case-studies/", {"topic": "topic-1"}).content.decode()
    counts = dict(re.findall(r'<option value="([^"]+)"[^>]*>[^<]+\((\d+)\)', page))
    for principle in (slug for slug in counts if slug.startswith("principle-")):
        assert int(counts[principle]) == len(oracle(library, topic="topic-1", principle=principle))
    assert int(counts["topic-2"]) == len(oracle(library, topic="topic-2"))


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({}, "10 case studies"),
        (
            {"principle": "principle-6", "topic": "topic-2"},
            "2 case studies on label 6 that help with topic 2",
        ),
        ({"type": "county-council"}, "4 case studies from county councils"),
        ({"q": "nothing like it"}, "No case studies for “nothing like it”"),
    ],
)
def test_the_heading_says_the_filters_in_words(library, client, choice, words):
    page = client.get("/case-studies/", choice).content.decode()
    assert re.findall(r"<h1>(.*?)</h1>", page) == [words]


def test_each_filter_is_removed_alone(library, client):
    page = client.get("/case-studies/?principle=principle-6&service=area-1").content.decode()
    chosen = re.search(r'<ul class="chosen".*?</ul>', page, re.DOTALL).group()
    assert re.findall(r'href="([^"]+)"', chosen) == [
        "/case-studies/?service=area-1",
        "/case-studies/?principle=principle-6",
    ]


def test_what_is_not_on_offer_counts_as_not_asked(library, listing):
    assert listing(principle="no-such", type="x" * 200, page="999999999999999999999") == oracle(library)
    assert listing(page="-1") == listing(page="none") == oracle(library)


def test_drafts_are_in_no_list_and_have_no_page(client, listing):
    study = CaseStudyFactory(state="draft")
    assert listing() == []
    assert client.get(study.get_absolute_url()).status_code == 404
    assert "No case study is published yet." in client.get("/case-studies/").content.decode()


def test_pages_hold_twenty(client, listing):
    CaseStudyFactory.create_batch(23, council=None)
    assert (len(listing()), len(listing(page="2"))) == (20, 3)
    assert "Page 1 of 2" in client.get("/case-studies/").content.decode()


@pytest.mark.parametrize("others", [0, 20, 2_000])
def test_a_page_costs_the_same_however_many_it_does_not_show(client, django_assert_num_queries, others):
    study = CaseStudyFactory(principles=[1, 4], year=2025)
    OutcomeFigureFactory(study=study)
    row = {"summary": "x", "year": 2020, "do_differently": "x", "state": "published"}
    row |= {"source": study.source, "published_on": study.published_on}
    CaseStudy.objects.bulk_create(CaseStudy(slug=f"s{n}", title=f"S {n}", **row) for n in range(others))
    client.get("/councils/")  # what is kept of the map is made
    for address, queries in (
        ("/case-studies/", 12),
        ("/case-studies/?q=neighbours", 15),
        (study.get_absolute_url(), 9),
        (study.council.get_absolute_url(), 12),
        ("/principles/principle-1/", 10),
        ("/", 7),
    ):
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


# --- Cards ----------------------------------------------------------------------------


def test_the_strongest_figure_stands_on_the_card():
    study = CaseStudyFactory()
    OutcomeFigureFactory(study=study, order=1, strength="claim")
    best = OutcomeFigureFactory(study=study, order=3, strength="independent")
    OutcomeFigureFactory(study=study, order=2, strength="own")
    assert cases.strongest(study.figures.all()) == best
    assert cases.strongest([]) is None


@pytest.mark.feature("PU18")
@pytest.mark.feature("PU20")
def test_a_card_says_whether_it_goes_on_and_what_can_be_borrowed(read):
    CaseStudyFactory(title="Tea", status="ended", council=None)
    assert "· Ended" in read("/case-studies/")
    assert "With a document to borrow" not in read("/case-studies/")
    CaseStudyFactory(
        title="Cake",
        status="going",
        document_title="A contract",
        document_url="https://example.org/contract",
        document_licence="Open Government Licence v3.0",
    )
    text = read("/case-studies/")
    assert "· Under way" in text
    assert "With a document to borrow" in text


@pytest.mark.parametrize(
    ("year", "words"), [(2024, "Facts from 2024"), (2012, "Facts from 2012, 14 years ago")]
)
def test_old_facts_say_how_old_they_are(year, words):
    with time_machine.travel(datetime.datetime(2026, 11, 25, 12), tick=False):
        assert cases.age(year) == words


# --- Downloads --------------------------------------------------------------------------------


@pytest.mark.feature("PU32")
def test_downloads_hold_the_studies_of_the_list_on_all_its_pages(library, client, listing):
    CaseStudyFactory.create_batch(
        21, principles=[6], council=None, title="=1+1", slug=Sequence("more-{}".format)
    )
    text = b"".join(client.get("/case-studies.csv?principle=principle-6")).decode()
    rows = list(csv.DictReader(line for line in io.StringIO(text) if not line.startswith("#")))
    document = json.loads(b"".join(client.get("/case-studies.json?principle=principle-6")))
    expected = [*listing(principle="principle-6"), *listing(principle="principle-6", page="2")]

    assert [row["page"].split("/")[-2] for row in rows] == expected
    assert [row["page"].split("/")[-2] for row in document["case-studies"]] == expected
    assert len(expected) == 31
    assert "must not be added up" in text
    assert {row["title"] for row in rows if row["page"].split("/")[-2].startswith("more")} == {"'=1+1"}


def test_a_figure_in_a_file_says_who_says_so(client):
    OutcomeFigureFactory(study=CaseStudyFactory(), period="In 2023")
    (row,) = json.loads(b"".join(client.get("/case-studies.json")))["case-studies"]
    assert row["figures"] == ["People who got help: 1,000 people, In 2023 (own account: Testford Council)"]


@pytest.mark.feature("PU32")
def test_a_file_says_all_that_the_page_says(client):
    study = CaseStudyFactory(
        cost="£5 in 2023.", what_happened="They met.", what_was_hard="Rain.", began_year=2021
    )
    for name, state in (("The Hive", "published"), ("Hidden Helpers", "draft")):
        CaseOrganisation.objects.create(study=study, organisation=OrganisationFactory(name=name, state=state))
    CaseStudyFactory(do_differently="", do_differently_unknown=True, year=2020)
    first, second = json.loads(b"".join(client.get("/case-studies.json")))["case-studies"]

    assert (first["cost"], first["what_happened"], first["what_was_hard"]) == (
        "£5 in 2023.",
        "They met.",
        "Rain.",
    )
    assert (first["began_in"], first["ended_in"], first["organisations"]) == (2021, None, ["The Hive"])
    assert first["would_do_differently"] == "Talk with the neighbours first."
    assert (second["would_do_differently"], second["cost"]) == ("No source says", None)


@pytest.mark.parametrize("count", [1, 30])
def test_a_file_asks_the_same_questions_however_long_it_is(client, django_assert_num_queries, count):
    for _ in range(count):
        OutcomeFigureFactory(study=CaseStudyFactory(principles=[1, 2], topics=[TopicFactory()]))
    with django_assert_num_queries(9):
        b"".join(client.get("/case-studies.csv"))


@pytest.mark.feature("PU27")
def test_the_list_says_which_other_words_it_searched_for(read):
    CaseStudyFactory(title="Less lonely")
    text = read("/case-studies/", q="befriending")
    assert "We also searched for loneliness, isolation, companionship and being alone." in text
    assert "We also searched" not in read("/case-studies/", q="less")
