"""Our data file says what the published facts say, council by council."""

import csv
from statistics import mean

import pytest

from councils.models import Council, CouncilType
from councils.names import fold

# Their successor, the new North East combined authority, is no principal council.
OUTSIDE = {"E47000014"}
# Spelled as in its own official name.
SPELLED = {"E07000146": "King's Lynn and West Norfolk"}
# The published row gives Surrey; its one successor, West Suffolk, is in Suffolk.
COUNTY_PUT_RIGHT = {"E07000201": "E10000029"}
# The published rows of Derbyshire and Lincolnshire give regions in which none of their districts are.
REGION_PUT_RIGHT = {"E10000007": "East Midlands", "E10000019": "East Midlands"}


@pytest.fixture(scope="module")
def facts(real_data):
    with (real_data / "england_councils.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kept = [row for row in rows if row["current"] != "true" or row["tier"] != "strategic"]
    return {row["gss_code"]: row for row in kept}


def said(value):
    return "" if value is None else str(value)


def ours(council):
    return {
        "name": council.name,
        "official_name": council.official_name,
        "local_authority_code": council.local_authority_code,
        "type": council.type,
        "tier": council.tier,
        "region": council.get_region_display(),
        "county_gss": said(council.county and council.county.gss_code),
        "website": council.website,
        "population": said(council.population),
        "population_year": said(council.population_year),
        "area_km2": said(council.area_km2),
        "latitude": said(council.latitude),
        "longitude": said(council.longitude),
        "start_date": said(council.started_on),
        "end_date": said(council.ended_on),
        "successor_gss": ";".join(sorted(link.successor.gss_code for link in council.succeeded_by.all())),
        "former_gss": ";".join(sorted(former.code for former in council.former_codes.all())),
    }


def expected(row, middles):
    code = row["gss_code"]
    successors = set(filter(None, row["successor_gss"].split(";"))) - OUTSIDE
    return {
        **row,
        "name": SPELLED.get(code, row["name"]),
        "county_gss": COUNTY_PUT_RIGHT.get(code, row["county_gss"]),
        "successor_gss": ";".join(sorted(successors)),
        "region": REGION_PUT_RIGHT.get(code, row["region"]),
        **middles.get(code, {}),
    }


def middles_of_counties(facts):
    """Return latitude and longitude of each county of today: the middle of its districts' points."""
    districts = {}
    for row in facts.values():
        if row["current"] == "true" and row["county_gss"]:
            districts.setdefault(row["county_gss"], []).append(row)
    return {
        county: {side: f"{mean(float(row[side]) for row in rows):.5f}" for side in ("latitude", "longitude")}
        for county, rows in districts.items()
    }


@pytest.mark.feature("PU13")
def test_every_council_says_what_the_published_facts_say(register, facts):
    councils = Council.objects.select_related("county").prefetch_related(
        "succeeded_by__successor", "former_codes"
    )

    found = {council.gss_code: ours(council) for council in councils}
    middles = middles_of_counties(facts)
    wrong = {
        (code, name): (found[code][name], value)
        for code, row in facts.items()
        for name, value in expected(row, middles).items()
        if found[code].get(name, value) != value
    }

    assert found.keys() == facts.keys()
    assert wrong == {}


def test_317_current_councils_and_50_former_authorities(register):
    assert Council.objects.could_join().count() == 317
    assert Council.objects.former().count() == 50
    assert Council.objects.filter(type=CouncilType.COMBINED).count() == 2


def test_the_spelling_we_chose_differs_by_an_apostrophe_only(facts):
    assert {code: fold(facts[code]["name"]) for code in SPELLED} == {c: fold(n) for c, n in SPELLED.items()}


def test_a_successor_outside_the_register_is_told_in_words(register):
    without = Council.objects.former().filter(succeeded_by__isnull=True)

    assert {council.type for council in without} == {CouncilType.COMBINED}
    assert all("outside this register" in council.ending_note for council in without)


def test_every_council_has_its_source_and_every_figure_its_year(register):
    assert not Council.objects.exclude(source__key="english-councils").exists()
    assert not Council.objects.filter(population__isnull=False, population_year__isnull=True).exists()


@pytest.mark.feature("PU35")
def test_addresses_the_council_of_today_owns_the_plain_one(register):
    former = Council.objects.former()

    assert all(council.slug.endswith(f"-until-{council.ended_on.year}") for council in former)
    assert not Council.objects.current().filter(slug__contains="-until-").exists()
    assert Council.objects.get(slug="somerset").gss_code == "E06000066"
    assert Council.objects.get(slug="somerset-until-2023").gss_code == "E10000027"
    assert Council.objects.get(former_slugs__slug="allerdale").slug == "allerdale-until-2023"


def test_a_former_address_is_no_address_of_today(register):
    slugs = set(Council.objects.values_list("slug", flat=True))

    assert not slugs & set(Council.objects.values_list("former_slugs__slug", flat=True))


def test_a_county_is_where_its_districts_are(register):
    """Then the members nearest to it are near."""
    counties = Council.objects.current().filter(type=CouncilType.COUNTY).prefetch_related("districts")
    for county in counties:
        districts = list(county.districts.current())
        assert {district.region for district in districts} == {county.region}, county
        for side in ("latitude", "longitude"):
            points = [getattr(district, side) for district in districts]
            assert min(points) < getattr(county, side) < max(points), county
