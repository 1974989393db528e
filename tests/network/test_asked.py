"""Which councils are meant by what stands in the boxes: any name will do, and nothing typed is lost."""

import datetime
import re

import pytest
from django.http import QueryDict
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from councils.models import Council, Succession
from network.asked import Asked
from tests.factories import CouncilFactory, MembershipFactory

pytestmark = pytest.mark.django_db
MERGED = datetime.date(2020, 4, 1)


@pytest.fixture
def pair(db):
    return [MembershipFactory(council__name=name).council for name in ("Aldham", "Brackwell")]


@pytest.fixture
def offers(client):
    """Return a function from a query to the addresses that the form offers, by their words."""

    def found(**query):
        page = client.get("/compare/", query).content.decode()
        form = page[page.index("compare-form") :].partition("</form>")[0]
        links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', form)
        return {words: address.replace("&amp;", "&") for address, words in links}

    return found


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({}, "Name two or three councils"),
        ({"a": "aldham"}, "Name two or three councils"),
        ({"a": "aldham", "b": "aldham"}, "You named Aldham Council twice. Name another council."),
        ({"a": "aldham", "b": "Aldham Council"}, "You named Aldham Council twice. Name another council."),
        ({"a": "aldham", "b": "Nowhere"}, "No council is called “Nowhere”."),
        ({"a": "aldham", "b": "oldford-until-2020"}, "Oldford Council ended on 1 April 2020."),
        ({"a": "aldham", "b": "HX1 1UJ"}, "This looks like a postcode."),
        ({"a": "=1+1", "b": "<script>"}, "No council is called “<script>”."),
        ({"a": "a" * 300, "b": "%"}, "No council is called"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(pair, read, client, query, words):
    CouncilFactory(name="Oldford", slug="oldford-until-2020", ended_on=MERGED)
    assert words in read("/compare/", **query)
    page = client.get("/compare/", query).content.decode()
    assert "<script>”" not in page
    kept = {"aldham": "Aldham"}
    for typed in query.values():
        assert f'value="{escape(kept.get(typed, typed[:120]))}"' in page


@pytest.mark.feature("PU15")
@pytest.mark.parametrize(
    "query",
    [
        {"a": "ALDHAM council", "b": "", "c": "Brackwell"},
        {"a": " aldham ", "b": "BRACKWELL"},
        {"b": "aldham", "c": "brackwell", "sort": "level"},
    ],
)
def test_any_name_that_people_use_leads_to_one_address(pair, client, query):
    answer = client.get("/compare/", query)
    if answer.status_code == 302:
        assert answer["Location"] == "/compare/?a=aldham&b=brackwell"
        answer = client.get(answer["Location"])
    assert (answer.status_code, answer.context["asked"].councils) == (200, pair)


@pytest.mark.feature("PU15")
def test_the_address_of_a_comparison_is_its_own(pair, client, settings):
    settings.SITE_ORIGIN = "https://keepitlocal.example"
    page = client.get("/compare/?a=brackwell&b=aldham").content.decode()
    address = "https://keepitlocal.example/compare/?a=brackwell&amp;b=aldham"
    assert f'<link rel="canonical" href="{address}">' in page
    assert f'<meta property="og:url" content="{address}">' in page


def test_search_engines_are_kept_from_pairs_but_not_from_the_page(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /compare/?" in lines
    assert "Disallow: /compare/" not in lines


@pytest.mark.feature("PU15")
def test_every_council_of_today_is_found_by_the_name_that_its_box_shows(register):
    """Otherwise sending the form once more would lose it."""
    councils = list(Council.objects.could_join())
    for first, second in zip(councils[::6], councils[3::6], strict=False):
        query = QueryDict(mutable=True)
        query.update({"a": first.name, "b": second.name})
        assert Asked(query).councils == [first, second]


def test_a_name_with_two_meanings_offers_both_and_keeps_the_other_boxes(pair, read, offers):
    for name in ("Newcastle upon Tyne", "Newcastle-under-Lyme"):
        CouncilFactory(name=name, slug=name.lower().replace(" ", "-"))
    query = {"a": "aldham", "b": "Newcastle", "c": "brackwell"}
    text = read("/compare/", **query)
    assert "“Newcastle” could mean several councils. Choose one:" in text
    assert "Aldham and Brackwell, side by side" in text
    assert offers(**query) == {
        "Newcastle upon Tyne Council": "/compare/?a=aldham&b=newcastle-upon-tyne&c=brackwell",
        "Newcastle-under-Lyme Council": "/compare/?a=aldham&b=newcastle-under-lyme&c=brackwell",
    }


def test_a_name_spelt_almost_right_is_offered(pair, read, offers):
    assert "No council is called “Aldhm”. Did you mean one of these?" in read("/compare/", a="Aldhm")
    assert offers(a="Aldhm", b="brackwell") == {"Aldham Council": "/compare/?a=aldham&b=brackwell"}


def test_a_council_that_ended_leads_to_those_of_today_however_long_ago_that_was(pair, read, offers):
    aldham, _ = pair
    camford = CouncilFactory(name="Camford")
    first, then = (CouncilFactory(name=name, ended_on=MERGED) for name in ("Oldford", "Oldham Vale"))
    for before, after in ((first, then), (then, aldham), (then, camford)):
        Succession.objects.create(predecessor=before, successor=after, on=MERGED)
    assert "Oldford Council was replaced on 1 April 2020. Choose one:" in read("/compare/", a="oldford")
    # One of the two stands in the other box already.
    assert offers(a="aldham", b="Oldford") == {"Camford Council": "/compare/?a=aldham&b=camford"}


def test_councils_that_took_over_from_each_other_lead_nobody_in_a_circle(pair, read, offers):
    """An import can write such rows. The page of a comparison and the box of the first page still answer."""
    aldham, _ = pair
    first, then = (CouncilFactory(name=name, ended_on=MERGED) for name in ("Oldford", "Oldham Vale"))
    for before, after in ((first, then), (then, first), (first, aldham), (then, aldham)):
        Succession.objects.create(predecessor=before, successor=after, on=MERGED)

    assert offers(a="Oldford", b="brackwell") == {"Aldham Council": "/compare/?a=aldham&b=brackwell"}
    assert "Oldford Council was replaced by" in read("/", q="Oldford")


@pytest.mark.feature("PU14")
def test_with_one_council_those_like_it_are_suggested(pair, read, client):
    assert "Councils like Aldham" in read("/compare/", a="aldham")
    page = client.get("/compare/?a=aldham").content.decode()
    assert "/compare/?a=aldham&amp;b=brackwell" in page
    assert "Councils like" not in read("/compare/", a="aldham", b="brackwell")


TYPED = st.one_of(
    st.sampled_from(["", "aldham", "Brackwell", "ALDHAM council", "a&b=c", "camford", "+", "%00", "ß"]),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=130),
)


@given(typed=st.tuples(TYPED, TYPED, TYPED))
def test_whatever_is_typed_leads_to_a_page_in_one_step(pair, client, typed):
    answer = client.get("/compare/", dict(zip("abc", typed, strict=True)))
    if answer.status_code == 302:
        answer = client.get(answer["Location"])
    assert answer.status_code == 200


@pytest.mark.parametrize("query", ["a=Nowhere&b=Anywhere&c=Somewhere", "a=aldham&b=brackwell&c=Nowhere"])
def test_what_cannot_be_used_costs_at_most_eighteen_queries(
    pair, client, django_assert_max_num_queries, query
):
    with django_assert_max_num_queries(18):
        client.get(f"/compare/?{query}")
