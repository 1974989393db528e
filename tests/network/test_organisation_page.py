"""A community organisation's page: what it says, what it does not know, and which addresses lead to it."""

import datetime
import html
import json
import re

import pytest
from django.utils import timezone

from organisations.models import Connection, Organisation
from practice.models import CaseOrganisation
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def bare():
    """An organisation of which only the name and the source are known."""
    return factories.OrganisationFactory(short_id="abc234", name="Brook House")


@pytest.fixture
def full():
    """An organisation of which everything is recorded."""
    source = factories.SourceFactory(
        title="Its yearly report", publisher="Zebra Trust", published_on=datetime.date(2024, 5, 4)
    )
    council = factories.CouncilFactory(name="Ambleford", official_name="Ambleford Council", slug="ambleford")
    one = factories.OrganisationFactory(
        short_id="zzz234", name="Zebra Trust", council=council, place="North End", postcode="HX1 1TS",
        legal_form="charity", what_it_does="Cooks for neighbours.", own_words="We cook <together>.",
        own_words_source=source, website="https://zebra.example/", founded_year=1997, source=source,
        confirmed_on=timezone.localdate(),
    )  # fmt: skip
    factories.IdentifierFactory(organisation=one, value="1112345")
    factories.OrganisationNameFactory(organisation=one, name="Old Zebra")
    factories.FunctionFactory(organisation=one, function="connector", basis="reading")
    factories.FunctionFactory(organisation=one, function="asset-holder", basis="stated")
    factories.ServiceFactory(
        organisation=one, name="Lunch club", what="Lunch.", for_whom="All", where="The hall", source=source,
        how_to_reach="Walk in", link="https://zebra.example/lunch", ended_on=datetime.date(2025, 1, 2),
    )  # fmt: skip
    factories.ConnectionFactory(
        from_council=council,
        to_organisation=one,
        about="Lunch",
        from_year=2019,
        said_by="first",
        source=source,
    )
    study = factories.CaseStudyFactory(title="Lunch for all", council=council, year=2024)
    CaseOrganisation.objects.create(study=study, organisation=one, role="Cooked")
    return one


def part(text, start, end):
    return text[text.index(start) : text.index(end, text.index(start))]


@pytest.mark.feature("PU22")
def test_a_full_page(read, client, full):
    text = read(full.get_absolute_url())

    assert "Zebra Trust North End · Ambleford · Registered charity Cooks for neighbours." in text
    assert "Source: Its yearly report, Zebra Trust, 4 May 2024." in text
    assert "As its source says: Looks after buildings or land" in text
    assert "Our reading of what it does: Connects people to help" in text
    assert "In its own words We cook <together>. Source: Its yearly report" in text
    assert "Lunch club It stopped on 2 January 2025. Lunch. For whom: All Where: The hall" in text
    assert "Is commissioned by Ambleford Council Lunch, since 2019." in text
    assert "Stated by Ambleford Council; Zebra Trust has not confirmed it yet." in text
    assert "Lunch for all People in one neighbourhood" in text
    assert "Ambleford, 2024 · Cooked" in text
    assert "Charity number (England and Wales) 1112345" in text
    assert "Also known as Old Zebra" in text
    assert f"Facts confirmed Confirmed {timezone.localdate():%-d %B %Y}" in text
    assert "Not recorded yet" not in text
    page = client.get(full.get_absolute_url()).content.decode()
    assert 'href="/councils/ambleford/"' in page
    assert 'href="https://zebra.example/lunch"' in page


@pytest.mark.feature("PU22")
def test_a_bare_page_says_what_is_missing_and_what_to_do(read, bare):
    text = read(bare.get_absolute_url())

    assert "What it does is not recorded yet. Do you know? Tell us" in text
    assert "What it is there for Not recorded yet. Do you know it? Tell us" in text
    assert "We have not read yet what it says about itself. Is this you? Tell us" in text
    assert "No services are recorded yet. Do you know one? Tell us" in text
    assert "No connections are recorded yet. Do you know one? Tell us" in text
    assert "No case study names it yet." in text
    assert (
        "Not recorded yet: council, neighbourhood or town, postcode, what it is in law, "
        "charity or company number, year it began and website." in text
    )
    assert "Organisations change. Ask this one before you rely on what you read here." in text


@pytest.mark.feature("PU24")
def test_the_picture_says_what_the_list_says(client, full):
    page = client.get(full.get_absolute_url()).content.decode()

    pictures = re.findall(r"<svg class=\"(wide|narrow)\".*?</svg>", page, re.DOTALL)
    assert pictures == ["wide", "narrow"]
    for name, drawn in re.findall(r"<svg class=\"(wide|narrow)\"(.*?)</svg>", page, re.DOTALL):
        words = " ".join(re.sub(r"<[^>]+>", " ", drawn.split(">", 1)[1]).split())
        assert words == "Is commissioned by Ambleford Council One says so Zebra Trust", name
        assert 'role="img"' in drawn
        assert '<path class="bars is-dashed" d="M' in drawn
        assert '<path class="bars" d=""' in drawn
        assert "style=" not in drawn


def test_what_only_staff_see_is_on_no_public_page(client, read, full):
    draft = factories.OrganisationFactory(name="Secret House", state="draft", council=full.council)
    factories.ConnectionFactory(
        from_council=None, from_organisation=full, to_organisation=draft, kind="partners"
    )
    study = factories.CaseStudyFactory(title="Secret study", state="draft", published_on=None)
    CaseOrganisation.objects.create(study=study, organisation=full)

    for address in (full.get_absolute_url(), "/organisations/", "/councils/ambleford/", "/sitemap.xml"):
        assert "Secret" not in client.get(address).content.decode(), address
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(f"/organisations/{draft.short_id}/").status_code == 404


# --- Addresses -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["/organisations/abc234/", "/organisations/abc234/old-name/", "/organisations/ABC234/brook-house/"],
)
def test_every_way_to_an_organisation_leads_to_its_address(client, bare, address):
    response = client.get(address)

    assert (response.status_code, response.url) == (301, "/organisations/abc234/brook-house/")


def test_the_address_of_a_double_leads_to_the_one_that_was_kept(client, bare):
    double = factories.OrganisationFactory(short_id="dbl234", merged_into=bare)
    factories.OrganisationFactory(short_id="dbl235", merged_into=double)

    for short_id in ("dbl234", "dbl235"):
        response = client.get(f"/organisations/{short_id}/whatever/")
        assert (response.status_code, response.url) == (301, bare.get_absolute_url())


def test_doubles_of_each_other_are_not_found_and_do_not_hang(client, bare):
    other = factories.OrganisationFactory(short_id="dbl234", merged_into=bare)
    Organisation.objects.filter(pk=bare.pk).update(merged_into=other)

    assert client.get("/organisations/abc234/").status_code == 404


@pytest.mark.parametrize("short_id", ["nobody", "x" * 300, "0", "%00", "é", "a b"])
def test_an_address_of_nobody_is_not_found(client, db, short_id):
    assert client.get(f"/organisations/{short_id}/").status_code in (400, 404)


def test_a_name_without_letters_still_has_an_address(client):
    odd = factories.OrganisationFactory(short_id="odd234", name="…!")

    assert odd.get_absolute_url() == "/organisations/odd234/organisation/"
    assert client.get(odd.get_absolute_url()).status_code == 200


def test_who_closed_says_so(read, bare):
    bare.ended_on = datetime.date(2023, 4, 1)
    bare.save()

    assert "It closed on 1 April 2023. This page is kept as a record." in read(bare.get_absolute_url())


@pytest.mark.feature("PU31")
def test_the_page_has_a_citation_with_the_day_it_was_read(read, bare):
    text = read(bare.get_absolute_url())

    assert f"“Brook House”, http://127.0.0.1:8000{bare.get_absolute_url()}, read on" in text


def test_search_engines_are_told_what_the_page_says(client, full):
    page = client.get(full.get_absolute_url()).content.decode()
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])

    assert (data["@type"], data["name"], data["alternateName"]) == (
        "Organization",
        "Zebra Trust",
        ["Old Zebra"],
    )
    assert data["identifier"] == [{"@type": "PropertyValue", "propertyID": "GB-CHC", "value": "1112345"}]
    assert full.get_absolute_url() in client.get("/sitemap.xml").content.decode()


# --- Preview ---------------------------------------------------------------------------------


@pytest.mark.feature("ST26")
def test_staff_see_a_draft_as_the_public_would(people, sign_in, bare):
    bare.state = "draft"
    bare.save()

    page = sign_in(people["curator"]).get("/preview/organisations/abc234/")

    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())
    assert "Preview: only staff see this. It is a draft, and not public yet." in text
    assert "What it does is not recorded yet." in text
    assert page.headers["Cache-Control"] == "private, no-store"


# --- The council's page ------------------------------------------------------------------------


@pytest.mark.feature("PU23")
def test_a_council_page_lists_organisations_and_connections(read, full):
    text = read("/councils/ambleford/")

    assert "Community organisations and connections Zebra Trust North End" in text
    assert "How they are connected with the council Commissions Zebra Trust Lunch, since 2019." in text
    assert "Neighbourhoods with one connection on record: North End." in text
    assert "Zebra Trust One says so Ambleford Council" in text


def test_a_county_lists_the_organisations_of_its_districts(read, full):
    county = factories.CouncilFactory(name="Wessexshire", county_council=True, slug="wessexshire")
    full.council.county = county
    full.council.save()

    assert "Zebra Trust" in read("/councils/wessexshire/")
    assert "How they are connected with the council is not recorded yet." in read("/councils/wessexshire/")


def test_a_council_page_names_twelve_and_leads_to_the_rest(read, client, full):
    factories.OrganisationFactory.create_batch(12, council=full.council)

    assert "All 13 organisations here" in read("/councils/ambleford/")
    assert 'href="/organisations/?council=ambleford"' in client.get("/councils/ambleford/").content.decode()


def test_a_council_without_any_that_is_no_member_has_no_such_section(read, headings, council):
    assert "Community organisations and connections" not in headings(council)


def test_the_download_of_a_council_says_who_says_so(client, full):
    document = client.get("/councils/ambleford.json").json()

    assert [row["name"] for row in document["community_organisations"]] == ["Zebra Trust"]
    (connection,) = document["connections"]
    assert connection["how"] == "Commissions"
    assert connection["who_says_so"].startswith("Stated by Ambleford Council;")
    assert connection["source"] == "Its yearly report, Zebra Trust"


@pytest.mark.parametrize("count", [1, 60])
def test_pages_ask_the_same_questions_however_much_they_hold(client, full, django_assert_num_queries, count):
    for number in range(count):
        partner = factories.OrganisationFactory(council=full.council)
        factories.ConnectionFactory(
            from_council=None, from_organisation=full, to_organisation=partner, kind=Connection.Kind.PARTNERS
        )
        factories.ServiceFactory(organisation=full, name=f"Club {number}")
        factories.IdentifierFactory(organisation=full)
        study = factories.CaseStudyFactory(council=full.council)
        CaseOrganisation.objects.create(study=study, organisation=full)

    with django_assert_num_queries(8):
        client.get(full.get_absolute_url())


@pytest.mark.parametrize("count", [0, 200])
def test_a_council_page_reads_no_rows_that_it_does_not_show(
    client, full, django_assert_max_num_queries, count
):
    factories.OrganisationFactory.create_batch(count, council=full.council)
    client.get("/councils/")  # what is kept of the map is made

    with django_assert_max_num_queries(15):
        client.get("/councils/ambleford/")
