"""Principles, the pages about the portal, and the pages that programs read."""

import re
import xml.etree.ElementTree as ElementTree

import pytest

from network.addresses import ABOUT, FIXED
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
        r'href="([^"]+)">Tell us</a>. Say which fact',
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
        "join",
        "contact",
    }
