"""Principles, the pages about the portal, and the pages that programs read."""

import json
import re
import xml.etree.ElementTree as ElementTree

import pytest

from network.addresses import ABOUT, FIXED
from network.exports import EXPORTS
from practice.models import OutcomeFigure
from principles.models import Principle
from tests.factories import PrincipleFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", FIXED)
def test_every_fixed_page_is_whole_before_anything_is_in_the_register(client, address):
    page = client.get(address).content.decode()
    assert len(re.findall(r"<h1\b", page)) == 1
    assert re.search(r"<title>.+ · Keep it Local</title>", page)
    assert re.search(r'<meta name="description" content="[^"]{40,}', page)


@pytest.mark.parametrize("address", FIXED)
def test_links_between_the_pages_lead_somewhere(client, register, address):
    page = client.get(address).content.decode()
    for link in sorted(set(re.findall(r'href="(/[^"#]*)', page))):
        if not link.startswith("/static/"):
            assert client.get(link.replace("&amp;", "&")).status_code in (200, 302), link


def test_fragments_lead_to_a_place_on_the_page(client, register):
    for address in (
        "/councils/calderdale/",
        "/councils/sheffield/",
        "/councils/craven-until-2023/",
        "/about/",
    ):
        page = client.get(address).content.decode()
        assert set(re.findall(r'href="#([^"]+)"', page)) - set(re.findall(r'id="([^"]+)"', page)) == set()


def test_the_six_principles_are_listed_with_their_meaning(register, read):
    text = read("/principles/")
    assert text.count("Increase local spend to invest in the local economy") >= 1
    assert "What stands under each is our reading of it." in text


def test_a_principle_has_meaning_notes_signs_and_statements_with_four_levels(register, client, read):
    text = read("/principles/local-spend/")
    assert "Principle 3 of 6 Increase local spend to invest in the local economy" in text
    assert "What councils do" in text
    assert "Source: Lessons from Bradford on measuring local spend, Locality, 29 June 2022." in text
    assert "Signs of good practice Our reading of the sources above." in text
    page = client.get("/principles/local-spend/").content.decode()
    assert len(re.findall(r'<table class="stack levels">', page)) == 4
    for level in ("Early days", "Trying it out", "In regular use", "How we work"):
        assert page.count(f'<th scope="row">{level}</th>') == 4
    assert "Previous: Neighbourhood All six Next: Early intervention" in text


def test_the_first_and_last_principle_have_one_neighbour(register, read):
    assert "Previous:" not in read("/principles/whole-system/")
    assert "Next:" not in read("/principles/local-by-default/")


def test_a_principle_without_notes_says_so(read):
    principle = PrincipleFactory()
    assert "Nothing is recorded yet." in read(principle.get_absolute_url())


@pytest.mark.feature("PU37")
@pytest.mark.parametrize("reader", ["residents", "journalists", "councils"])
def test_there_is_a_guide_for_each_reader_that_says_what_not_to_conclude(read, reader):
    text = read("/about/how-to-read/")
    assert "What must not be concluded Not a ranking." in text
    assert f"For {reader}" in text


@pytest.mark.feature("PU37")
def test_it_says_what_must_not_be_concluded_from_case_studies(read, client):
    text = read("/about/how-to-read/")
    for said in ("A story is not a proof.", "Figures are claims of mixed strength.", "Never add figures up."):
        assert said in text
    assert 'id="case-studies"' in client.get("/about/how-to-read/").content.decode()


@pytest.mark.feature("PU36")
def test_the_methodology_says_on_what_ground_figures_stand(read):
    text = read("/about/methodology/")
    assert all(label in text for label in OutcomeFigure.Strength.labels)
    assert "We do not check figures ourselves, add them up" in text


@pytest.mark.feature("PU31")
def test_the_data_can_be_cited_with_the_day_it_was_read(read, settings, time_machine):
    settings.SITE_ORIGIN = "https://keepitlocal.example"
    time_machine.move_to("2027-05-04 12:00")
    said = "Keep it Local, “Register of the network”, https://keepitlocal.example/about/data/, read on"
    assert f"{said} 4 May 2027." in read("/about/data/")


@pytest.mark.feature("PU31")
def test_a_principle_can_be_cited(register, read, settings, time_machine):
    settings.SITE_ORIGIN = "https://keepitlocal.example"
    time_machine.move_to("2027-05-04 12:00")
    principle = Principle.objects.first()
    address = f"https://keepitlocal.example{principle.get_absolute_url()}"
    said = f"Keep it Local, “{principle.name}”, {address}, read on 4 May 2027."
    assert said in read(principle.get_absolute_url())


@pytest.mark.feature("PU32")
def test_the_page_on_data_offers_every_list_and_the_day_of_its_facts(register, client, read):
    page = client.get("/about/data/").content.decode()
    for export in EXPORTS:
        assert f'<section id="{export.key}"' in page
        for _, *addresses in export.downloads:
            for address in addresses:
                assert f'href="{address}"' in page
                assert client.get(address).status_code == 200
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))
    assert "Facts last changed on" in read("/about/data/").partition("Downloads")[0]


def data_of(client, address):
    page = client.get(address).content.decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def test_search_engines_are_told_how_the_site_is_searched(client, db, settings):
    settings.SITE_ORIGIN = "https://keepitlocal.example"
    data = data_of(client, "/")
    assert (data["@type"], data["url"]) == ("WebSite", "https://keepitlocal.example/")
    template = data["potentialAction"]["target"]["urlTemplate"]
    assert template == "https://keepitlocal.example/search/?q={words}"


@pytest.mark.feature("PU32")
def test_search_engines_are_told_what_can_be_downloaded(client, db):
    data = data_of(client, "/about/data/")
    assert [row["name"] for row in data["dataset"]] == [
        f"Keep it Local: {export.title}" for export in EXPORTS
    ]
    for row in data["dataset"]:
        assert {form["encodingFormat"] for form in row["distribution"]} == {"text/csv", "application/json"}
        assert "open-government-licence" in row["license"]


@pytest.mark.feature("PU36")
def test_the_methodology_leads_to_each_years_questions(register, client, read):
    assert 'href="/about/questions/1/"' in client.get("/about/methodology/").content.decode()
    assert "the wording is our own" in read("/about/methodology/")


def test_the_quotation_has_its_source(register, read):
    text = read("/about/")
    assert "“This isn’t about altruism" in text
    assert "Susan Hinchcliffe, leader of Bradford Council at the time. Source: " in text


@pytest.mark.feature("PU42")
def test_the_cookies_page_says_that_readers_get_none(read):
    assert "If you only read, you get none." in read("/about/cookies/")


@pytest.mark.parametrize(
    ("email", "words"), [("", "locality.org.uk"), ("hello@keepitlocal.example", "mailto:hello@")]
)
def test_there_is_always_a_way_to_write(client, council_a, settings, email, words):
    settings.CONTACT_EMAIL = email
    assert words in client.get("/about/contact/").content.decode()
    link = re.search(
        r'href="([^"]+)">write to us</a>',
        client.get(council_a.get_absolute_url()).content.decode(),
    )
    assert link.group(1) == (f"mailto:{email}" if email else "/about/contact/")


def test_the_sitemap_lists_every_public_page_and_each_is_there(register, client, settings):
    settings.SITE_ORIGIN = "https://keepitlocal.example"
    response = client.get("/sitemap.xml")
    assert response.headers["Content-Type"].startswith("application/xml")
    urls = ElementTree.fromstring(response.content)  # noqa: S314 - our own
    paths = [loc.text.removeprefix("https://keepitlocal.example") for loc in urls.findall(".//{*}loc")]
    assert len(paths) == len(set(paths)) == len(FIXED) + 367 + 6 + 1
    for path in [*FIXED, "/councils/calderdale/", "/councils/craven-until-2023/", "/principles/local-spend/"]:
        assert path in paths


def test_robots_are_shown_the_sitemap_and_kept_from_sign_in(client, settings):
    settings.SITE_ORIGIN = "https://keepitlocal.example"
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /account/" in text
    assert text.endswith("Sitemap: https://keepitlocal.example/sitemap.xml\n")


def test_the_about_pages_are_the_promised_ones():
    assert set(ABOUT) >= {
        "how-to-read",
        "methodology",
        "accessibility",
        "privacy",
        "cookies",
        "contact",
    }
