"""The list of community organisations: words, filters, pages and files, against a plain loop over rows."""

import csv
import html
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.names import fold
from network.organisation_list import THAT, Choice
from organisations.models import Function, Organisation
from organisations.synonyms import SAYS_NOTHING
from practice.models import CaseOrganisation, CaseStudy, Topic
from tests import factories

pytestmark = pytest.mark.django_db
OPTION = re.compile(r'<option value="([^"]+)"[^>]*>([^<]+) \((\d+)\)')


@pytest.fixture
def options(client):
    """Return a function from a query to {value: count} over all filters."""

    def read(**query):
        page = client.get("/organisations/", query).content.decode()
        return {value: int(count) for value, _, count in OPTION.findall(page)}

    return read


def study_on(topic, *organisations, **fields):
    study = factories.CaseStudyFactory(state="published", **fields)
    study.topics.add(topic)
    for organisation in organisations:
        CaseOrganisation.objects.create(study=study, organisation=organisation)
    return study


@pytest.fixture
def town(db):
    """Two councils, a county over one of them, six organisations, a draft, a double and two topics."""
    county = factories.CouncilFactory(name="Wessexshire", county_council=True, slug="wessexshire")
    ambleford = factories.CouncilFactory(name="Ambleford", slug="ambleford", county=county)
    brackwell = factories.CouncilFactory(name="Brackwell", slug="brackwell")
    made = {}
    for short_id, name, council, place, does, functions in (
        ("aaa222", "Zebra Café", ambleford, "North End", "Cooks for neighbours.", ["connector", "provider"]),
        ("bbb222", "St Mary’s Hall", ambleford, "", "Looks after a hall.", ["asset-holder"]),
        ("ccc222", "ageing well", brackwell, "Northgate", "Visits older people.", ["connector"]),
        ("ddd222", "Brook House", brackwell, "", "Runs a lunch club at North End.", []),
        ("eee222", "Nowhere Trust", None, "", "", ["provider"]),
        ("fff222", "Brookside", None, "", "A café.", []),
    ):
        made[short_id] = factories.OrganisationFactory(
            short_id=short_id, name=name, council=council, place=place, what_it_does=does
        )
        for function in functions:
            factories.FunctionFactory(organisation=made[short_id], function=function)
    factories.OrganisationNameFactory(organisation=made["eee222"], name="The Old Dairy")
    draft = factories.OrganisationFactory(
        short_id="ggg222", name="Draft Café", state="draft", council=ambleford
    )
    factories.FunctionFactory(organisation=draft, function="connector")
    double = factories.OrganisationFactory(short_id="hhh222", name="Zebra Cafe", council=ambleford)
    Organisation.objects.filter(pk=double.pk).update(merged_into=made["aaa222"])
    food, company = (
        Topic.objects.create(name="Food and cooking", slug="food"),
        Topic.objects.create(name="Loneliness", slug="loneliness"),
    )
    study_on(food, made["aaa222"], made["ddd222"], draft)
    study_on(food, made["aaa222"])
    study_on(company, made["ccc222"])
    CaseStudy.objects.filter(pk=study_on(company, made["bbb222"]).pk).update(state="draft")


COUNCILS = {
    "ambleford": {"ambleford"},
    "brackwell": {"brackwell"},
    "wessexshire": {"ambleford", "wessexshire"},
}


def says(one, word):
    names = " ".join([one.name, one.place, one.what_it_does, one.council.name if one.council else ""])
    texts = [names, *(other.name for other in one.other_names.all())]
    return any(
        each.startswith(word) for text in texts for each in fold(text).split()
    )  # fmt: skip


def oracle(q="", council="", function="", topic=""):
    """Return the short ids in the order of the page, by looking at every row."""
    words = [word for word in fold(q).split() if word not in SAYS_NOTHING]
    found = []
    for one in Organisation.objects.filter(state="published", merged_into=None):
        studies = one.case_studies.filter(state="published")
        if (
            all(says(one, word) for word in words)
            and (not council or (one.council and one.council.slug in COUNCILS[council]))
            and (not function or one.functions.filter(function=function).exists())
            and (not topic or studies.filter(topics__slug=topic).exists())
        ):
            found.append(one)
    return [one.short_id for one in sorted(found, key=lambda one: fold(one.name))]


TYPED = ["", "north", "END north", "cafe", "Café", "st marys", "St. Mary’s", "broo", "dairy old", "the"]
TYPED += ["brackwell", "hall ambleford", "xyz", "end nort cook"]
choices = st.fixed_dictionaries(
    {
        "q": st.sampled_from(TYPED),
        "council": st.sampled_from(["", *COUNCILS]),
        "function": st.sampled_from(["", "connector", "provider", "asset-holder", "employer"]),
        "topic": st.sampled_from(["", "food", "loneliness"]),
    }
)  # fmt: skip


@pytest.mark.feature("PU22")
@given(choice=choices)
def test_the_list_is_what_a_look_at_every_row_finds(town, client, organisations_listed, choice):
    expected = oracle(**choice)
    query = {name: value for name, value in choice.items() if value}

    assert organisations_listed(**query) == expected
    document = json.loads(b"".join(client.get("/organisations.json", query)))
    assert [row["page"].split("/")[-3] for row in document["organisations"]] == expected
    lines = b"".join(client.get("/organisations.csv", query)).decode().splitlines(keepends=True)
    file = csv.DictReader(io.StringIO("".join(line for line in lines if not line.startswith("#"))))
    assert [row["page"].split("/")[-3] for row in file] == expected


@pytest.mark.parametrize("choice", [{}, {"council": "ambleford"}, {"function": "connector", "q": "nort"}])
def test_each_option_says_how_many_it_would_leave(town, options, choice):
    counts = options(**choice)

    for function in Function.values:
        assert counts[function] == len(oracle(**{**choice, "function": function}))
    for council in COUNCILS:
        assert counts.get(council, 0) == len(oracle(**{**choice, "council": council}))
    for topic in ("food", "loneliness"):
        assert counts.get(topic, 0) == len(oracle(**{**choice, "topic": topic}))


def test_a_county_is_on_offer_over_its_districts(town, client):
    page = client.get("/organisations/").content.decode()

    assert ("wessexshire", "Wessexshire (county)", "2") in OPTION.findall(page)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "6 community organisations"),
        ({"council": "ambleford"}, "2 community organisations in Ambleford"),
        (
            {"council": "ambleford", "function": "connector"},
            "1 community organisation in Ambleford that connects people to help",
        ),
        ({"function": "provider"}, "2 community organisations that run services"),
        ({"topic": "food"}, "2 community organisations with a case study on food and cooking"),
        ({"q": "  lunch   club "}, "1 community organisation for “lunch club”"),
        ({"topic": "loneliness", "council": "ambleford"},
         "No community organisations in Ambleford with a case study on loneliness"),
    ],
)  # fmt: skip
def test_the_heading_says_the_filters_in_words(town, client, query, words):
    page = html.unescape(client.get("/organisations/", query).content.decode())

    assert re.findall(r"<h1>(.*?)</h1>", page) == [words]
    assert f"<title>{words} · Keep it Local</title>" in page


def test_every_function_can_end_a_heading():
    assert set(THAT) == set(Function)


def test_each_filter_is_removed_alone(town, client):
    query = {"q": "cafe", "council": "ambleford", "function": "connector", "topic": "food"}
    page = html.unescape(client.get("/organisations/", query).content.decode())

    chosen = re.search(r'<ul class="chosen".*?</ul>', page, re.DOTALL).group()
    assert re.findall(r'href="([^"]+)"', chosen) == [
        "/organisations/?council=ambleford&function=connector&topic=food",
        "/organisations/?q=cafe&function=connector&topic=food",
        "/organisations/?q=cafe&council=ambleford&topic=food",
        "/organisations/?q=cafe&council=ambleford&function=connector",
    ]


def test_other_words_for_the_same_are_found_and_said(town, organisations_listed, read):
    factories.OrganisationFactory(short_id="jjj222", name="Jolly", what_it_does="Against loneliness.")

    assert organisations_listed(q="befriending") == ["jjj222"]
    assert "Also looked for:" in read("/organisations/", q="befriending")
    assert "Also looked for:" not in read("/organisations/", q="jolly")


@pytest.mark.feature("PU22")
def test_what_is_not_known_of_an_organisation_is_said_in_words(town, client):
    page = client.get("/organisations/?q=brookside").content.decode()
    assert '<td data-label="Where">Not recorded yet</td><td data-label="Is there for">Not recorded' in page


def test_nonsense_counts_as_nothing_chosen(town, organisations_listed):
    query = {"q": "the", "council": "atlantis", "function": "boss", "topic": "-", "page": "x"}

    assert organisations_listed(**query) == oracle()


def test_a_choice_is_what_the_address_says(town):
    query = {"q": "cafe", "council": "ambleford", "function": "connector", "topic": "food"}

    assert Choice.read(query).query == "q=cafe&council=ambleford&function=connector&topic=food"
    assert Choice.read({}).address == "/organisations/"


def test_the_file_says_what_the_row_knows_and_leaves_blank_what_it_does_not(town, client):
    zebra = Organisation.objects.get(short_id="aaa222")
    factories.IdentifierFactory(organisation=zebra, value="1112345")
    factories.OrganisationNameFactory(organisation=zebra, name="Old Zebra")

    row = json.loads(b"".join(client.get("/organisations.json?q=zebra")))["organisations"][0]

    assert row["id"] == str(zebra.uuid)
    assert (row["org_ids"], row["other_names"]) == (["GB-CHC-1112345"], ["Old Zebra"])
    assert (row["council"], row["place"]) == ("Ambleford", "North End")
    assert row["functions"] == ["Connects people to help", "Runs services"]
    assert row["website"] is None
    assert row["source_link"] == zebra.source.url
