"""The list of councils: filters, order and words, against plain loops over the data files."""

import csv
import datetime
import io
import itertools
import json
import re

import pytest
from django.conf import settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from councils.models import Champion, Council, CouncilType, Region
from councils.names import fold
from network import tables
from principles.models import Principle
from tests.factories import CaseStudyFactory, CouncilFactory, MembershipFactory

pytestmark = pytest.mark.django_db
REGIONS = {label: value for value, label in Region.choices}


def file_rows(name):
    with (settings.BASE_DIR / f"councils/data/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


COUNCILS = [
    row for row in file_rows("councils") if not row["ended_on"] and row["type"] != "Combined authority"
]
JOINED = {row["gss_code"]: row["joined_on"] for row in file_rows("members")}
TYPES = sorted({row["type"].lower().replace(" ", "-") for row in COUNCILS})


def oracle(show="", region="", type="", sort=""):
    """Return the slugs in the order of the page, from the data files alone."""
    rows = [
        row
        for row in COUNCILS
        if (show == "all" or row["gss_code"] in JOINED)
        and region in ("", REGIONS.get(row["region"]))
        and type in ("", row["type"].lower().replace(" ", "-"))
    ]
    by_name = sorted(rows, key=lambda row: fold(row["name"]))
    members = [row for row in by_name if row["gss_code"] in JOINED]
    if sort == "joined":
        members.sort(key=lambda row: JOINED[row["gss_code"]])
    others = [row for row in by_name if row["gss_code"] not in JOINED]
    return [row["slug"] for row in (by_name if sort == "name" else members + others)]


def query_of(choice):
    return "&".join(f"{name}={value}" for name, value in choice.items() if value)


choices = st.fixed_dictionaries(
    {
        "show": st.sampled_from(["", "all"]),
        "region": st.sampled_from(["", *REGIONS.values()]),
        "type": st.sampled_from(["", *TYPES]),
        "sort": st.sampled_from(["", "name", "joined"]),
    }
)


@pytest.mark.feature("PU3")
@pytest.mark.feature("PU5")
@given(choice=choices)
def test_list_and_downloads_agree_with_the_oracle(register, client, listed, choice):
    query, expected = query_of(choice), oracle(**choice)
    assert listed(query) == expected
    text = b"".join(client.get(f"/councils.csv?{query}")).decode()
    lines = csv.DictReader(line for line in io.StringIO(text) if not line.startswith("#"))
    assert [line["page"].split("/")[-2] for line in lines] == expected
    document = json.loads(client.get(f"/councils.json?{query}").content)
    assert [row["page"].split("/")[-2] for row in document["councils"]] == expected


def test_every_council_appears_once(register, listed):
    slugs = listed("show=all")
    assert len(slugs) == len(set(slugs)) == len(COUNCILS) == 317


def test_members_stand_first(register, listed):
    assert listed("show=all")[:17] == listed() == oracle()


# --- Filters ---------------------------------------------------------------------------


def options(page):
    """Return the counts written beside the options of both filters."""
    return {
        value: int(count) for value, count in re.findall(r'<option value="([^"]+)"[^>]*>[^<]+\((\d+)\)', page)
    }


@pytest.mark.feature("PU4")
@pytest.mark.parametrize(
    "choice", [{}, {"show": "all"}, {"show": "all", "region": "north-west"}, {"type": "county-council"}]
)
def test_each_option_says_how_many_it_would_leave(register, client, choice):
    counts = options(client.get(f"/councils/?{query_of(choice)}").content.decode())
    for region in REGIONS.values():
        assert counts[region] == len(oracle(**{**choice, "region": region}))
    for kind in TYPES:
        assert counts[kind] == len(oracle(**{**choice, "type": kind}))


@pytest.mark.feature("PU4")
def test_each_filter_is_removed_alone(register, client):
    page = client.get("/councils/?show=all&region=london&type=london-borough&sort=name").content.decode()
    chosen = re.search(r'<ul class="chosen".*?</ul>', page, re.DOTALL).group()
    assert re.findall(r'href="([^"]+)"', chosen) == [
        "/councils/?show=all&amp;type=london-borough&amp;sort=name",
        "/councils/?show=all&amp;region=london&amp;sort=name",
    ]
    assert "Remove filter: </span>London" in chosen


@pytest.mark.feature("PU4")
@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({}, "17 member councils"),
        ({"show": "all"}, "317 councils"),
        ({"region": "yorkshire-and-the-humber"}, "7 member councils in Yorkshire and The Humber"),
        (
            {"region": "north-west", "type": "metropolitan-district"},
            "2 member councils in the North West that are metropolitan districts",
        ),
        ({"type": "county-council"}, "1 member council that is a county council"),
        ({"region": "east-midlands"}, "No member councils in the East Midlands"),
        ({"show": "all", "type": "city-of-london"}, "1 council that is the City of London"),
    ],
)
def test_the_heading_says_the_filters_in_words(register, client, choice, words):
    page = client.get("/councils/", choice).content.decode()
    assert re.findall(r"<h1>(.*?)</h1>", page) == [words]
    assert f"<title>{words} · Keep it Local</title>" in page


@pytest.mark.feature("PU4")
def test_councils_are_found_by_the_principle_of_a_case_study(client, listed):
    first, second = MembershipFactory(council__name="Aldham"), MembershipFactory(council__name="Bexbury")
    other = CouncilFactory(name="Cotford")
    CaseStudyFactory(council=first.council, principles=[4, 2])
    CaseStudyFactory(council=first.council, principles=[4])
    CaseStudyFactory(council=other, principles=[2])
    CaseStudyFactory(council=second.council, principles=[4], state="draft")
    CaseStudyFactory(council=None, principles=[4])
    four, two = Principle.objects.get(number=4), Principle.objects.get(number=2)

    assert listed(f"principle={four.slug}") == ["aldham"]
    assert listed(f"show=all&principle={two.slug}") == ["aldham", "cotford"]
    assert listed("principle=no-such-principle") == ["aldham", "bexbury"]
    page = client.get(f"/councils/?principle={four.slug}").content.decode()
    assert re.findall(r'<option value="principle-\d"[^>]*>[^<]+', page) == [
        f'<option value="{two.slug}">{two.short_label} (1)',
        f'<option value="{four.slug}" selected>{four.short_label} (1)',
    ]
    assert f"<h1>1 member council with a case study on {four.short_label.lower()}</h1>" in page
    assert 'class="tile-map' not in page
    assert f"Remove filter: </span>Case study on {four.short_label.lower()}" in page
    rows = json.loads(client.get(f"/councils.json?principle={four.slug}").content)["councils"]
    assert [row["name"] for row in rows] == ["Aldham"]


def test_an_empty_list_says_what_to_do(register, read):
    assert "No council that fits these filters has joined yet. Remove a filter above" in read(
        "/councils/", region="east-midlands"
    )


def test_nonsense_counts_as_nothing_chosen(register, listed):
    assert listed("show=everything&region=atlantis&type=level&sort=-level") == oracle()


# --- Order, freshness and the line about rating --------------------------------------------


@pytest.mark.feature("PU6")
def test_no_list_can_be_put_in_order_by_level(register, listed):
    for word in (
        "level",
        "-level",
        "score",
        "rating",
        "assessment",
        "stage",
        "rank",
        "region",
        "type",
        "confirmed",
    ):
        assert listed(f"show=all&sort={word}") == oracle(show="all")
    assert set(tables.SORTS) == {"", "name", "joined"}
    assert not {name for name in tables.PARAMS if "level" in name}


@pytest.mark.feature("PU9")
@pytest.mark.parametrize("address", ["/councils/", "/councils/calderdale/", "/councils/sheffield/", "/"])
def test_membership_is_called_a_commitment_and_not_a_rating(register, read, address):
    text = read(address)
    assert "commitment" in text
    assert "not a rating" in text


@pytest.mark.feature("PU29")
def test_what_was_not_confirmed_for_a_year_says_so_and_stands_last(listed, read):
    long_ago = datetime.date(2024, 2, 1)
    lately = timezone.localdate() - datetime.timedelta(days=30)
    for name, confirmed_on in (
        ("Aldham", long_ago),
        ("Bexbury", lately),
        ("Cotford", None),
        ("Dunwell", lately),
    ):
        MembershipFactory(council__name=name, confirmed_on=confirmed_on)
    assert listed() == ["bexbury", "dunwell", "aldham", "cotford"]
    assert listed("sort=name") == ["aldham", "bexbury", "cotford", "dunwell"]
    text = read("/councils/")
    assert "Not confirmed since 1 February 2024" in text
    assert text.count("Not confirmed yet") == 1


@pytest.mark.feature("PU29")
def test_list_and_page_say_the_same_day(register, read):
    """A champion confirmed later than the joining counts in both places; one who has gone does not."""
    lately, older = datetime.date(2024, 5, 4), datetime.date(2023, 1, 1)
    for slug, confirmed_on, to_on in (
        ("hackney", lately, None),
        ("wirral", older, None),
        ("oldham", lately, lately),
    ):
        council = Council.objects.get(slug=slug)
        dates = {"confirmed_on": confirmed_on, "to_on": to_on}
        Champion.objects.create(council=council, slot="officer", role="Director", **dates)
    standings = {row["path"]: row["standing"] for row in tables.load() if row["is_member"]}
    said = {path: re.search(r'class="fresh">(.*?)<', text)[1] for path, text in standings.items()}

    assert said["/councils/hackney/"] == "Not confirmed since 4 May 2024"
    assert said["/councils/wirral/"] == "Not confirmed since 1 January 2023"
    assert said["/councils/oldham/"] == "Not confirmed since 3 March 2020"
    assert said["/councils/leeds/"] == "Not confirmed yet"
    for path, words in said.items():
        assert f"Facts confirmed {words}" in read(path)


def test_who_left_is_no_member_and_who_leaves_later_still_is(listed):
    today = datetime.date(2026, 1, 1)
    MembershipFactory(council__name="Gone", ended_on=today)
    MembershipFactory(council__name="Staying", ended_on=datetime.date(2999, 1, 1))
    assert listed() == ["staying"]
    assert listed("show=all") == ["staying", "gone"]


def test_combined_authorities_and_former_councils_are_not_in_the_list(listed):
    CouncilFactory(name="Joined up", type=CouncilType.COMBINED)
    CouncilFactory(name="Abolished", ended_on=datetime.date(2020, 1, 1))
    CouncilFactory(name="Ordinary")
    assert listed("show=all") == ["ordinary"]


@pytest.mark.parametrize("count", [3, 40])
@pytest.mark.parametrize(
    "address", ["/councils/?show=all", "/councils.csv?show=all", "/councils.json?show=all"]
)
def test_the_list_takes_two_queries_at_any_length(client, django_assert_num_queries, count, address):
    for council in CouncilFactory.create_batch(count)[::2]:
        MembershipFactory(council=council)
    client.get("/councils/")  # what is kept of members and of the map is made
    with django_assert_num_queries(2):
        b"".join(client.get(address))


def test_rows_have_no_include_and_no_reversed_address():
    """Measured: an include or a reversed address in each row doubles the page's cost."""
    text = (settings.BASE_DIR / "templates/network/councils.html").read_text()
    rows = re.search(r"{% for row in rows %}(.*?){% endfor %}", text, re.DOTALL).group(1)
    assert "{% include" not in rows
    assert "{% url" not in rows


def test_choices_are_what_the_address_says():
    values = itertools.product(("", "all"), ("", "london"), ("", "county-council"), ("", "name"))
    for show, region, kind, sort in values:
        given_query = {"show": show, "region": region, "type": kind, "sort": sort}
        choice = tables.Choice.read(given_query)
        assert choice.query == query_of(given_query)
