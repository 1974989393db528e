"""The network in full view, in a real browser on everything our own files say."""

import pytest

from network.register import plan_everything
from records.imports import apply
from tests.browser.site import NARROW, PHONE, WIDE

PAGES = [
    "/",
    "/case-studies/",
    "/case-studies/?principle=neighbourhood&topic=loneliness",
    "/case-studies/?q=nothing+like+it",
    "/case-studies/staying-well-calderdale/",
    "/case-studies/cogs-of-connection/",
    "/councils/bradford/",
    "/councils/calderdale/",
    "/principles/neighbourhood/",
    "/organisations/",
    "/organisations/n3c96b/action-together/",
    "/compare/",
    "/compare/?a=calderdale&b=kirklees&c=sheffield",
    "/compare/?a=newcastle&b=nowhere",
]


@pytest.fixture
def everything(transactional_db):
    """All councils, organisations and case studies of our own files."""
    return apply(plan_everything())


@pytest.mark.feature("PU39")
@pytest.mark.feature("PU16")
@pytest.mark.feature("PU18")
@pytest.mark.parametrize("width", [WIDE, PHONE, NARROW])
def test_every_page_of_the_network_is_without_fault(site, everything, width):
    site.as_(width=width)
    problems = {}
    for address in PAGES:
        site.open(address)
        if found := site.problems():
            problems[address] = found
    assert problems == {}


@pytest.mark.feature("PU18")
def test_a_peer_finds_whom_to_ask_about_homelessness_in_three_pages(site, everything):
    """Home, what the search finds, and the case study: counted, as nobody has time for more."""
    page = site.open("/")
    visited = ["/"]
    page.on("framenavigated", lambda frame: visited.append(frame.url))
    page.locator(".site-header input[name=q]").fill("homelessness")
    page.locator(".site-header input[name=q]").press("Enter")
    page.wait_for_url("**/search/?q=homelessness")
    page.get_by_role("link", name="Active Inclusion").first.click()
    page.wait_for_url("**/case-studies/active-inclusion-newcastle/")
    asked = page.locator("section", has=page.locator("#ask"))

    assert "Newcastle City Council can be reached through its website" in asked.inner_text()
    assert len(visited) == 3


@pytest.mark.feature("PU31")
@pytest.mark.feature("PU32")
def test_a_journalist_finds_a_figure_takes_the_data_and_cites_the_page(site, everything):
    page = site.open("/case-studies/?q=social+prescribing")
    page.get_by_role("link", name="Social prescribing by a partnership of local charities").click()
    page.wait_for_url("**/case-studies/social-prescribing-oldham/")
    figures = page.locator("table.figures").inner_text()
    assert "62.5%" in figures
    assert "Rests on about 300 people" in figures
    assert "read on" in page.locator(".copy").inner_text()
    page.go_back()
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    text = taken.value.path().read_text(encoding="utf-8")
    assert text.startswith("# Keep it Local: case studies")
    assert "must not be added up" in text
