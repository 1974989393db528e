"""Public pages in a real browser: for everyone, at every width, by keyboard alone, and on paper."""

import datetime

import pytest

from assessments.models import Audience, Item
from assessments.workflow import State
from councils.models import Council, Succession
from network.addresses import FIXED
from tests.browser.site import NARROW, PHONE, WIDE
from tests.factories import (
    AssessmentFactory,
    CaseStudyFactory,
    ChampionFactory,
    CommunityConversationFactory,
    ConnectionFactory,
    CouncilFactory,
    EndorsementFactory,
    FunctionFactory,
    MembershipFactory,
    OrganisationFactory,
    ServiceFactory,
)

PAGES = [
    *FIXED,
    "/?q=calderdale",
    "/?q=Newcastle",
    "/?q=cumbria",
    "/?q=Calderdle",
    "/?q=HX1+1UJ",
    "/councils/?show=all&region=london",
    "/councils/?region=east-midlands",
    "/councils/calderdale/",
    "/councils/east-sussex/",
    "/councils/sheffield/",
    "/councils/craven-until-2023/",
    "/organisations/",
    "/organisations/?council=calderdale&q=nobody",
    "/principles/local-spend/",
    "/about/questions/1/",
]


@pytest.mark.feature("PU39")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_public_page_is_without_fault(site, register, width):
    site.as_(width=width)
    problems = {}
    for address in PAGES:
        site.open(address)
        if found := site.problems():
            problems[address] = found
    assert problems == {}


@pytest.fixture
def shared(db):
    """A member with everything on its page, results included, which took over from another council."""
    council = CouncilFactory(name="Aldham", latitude=53, longitude=-1)
    membership = MembershipFactory(council=council)
    EndorsementFactory(membership=membership)
    ChampionFactory(council=council)
    ChampionFactory(council=council, slot="officer", being_appointed=True, role="", from_on=None)
    CommunityConversationFactory(membership=membership, who_took_part="Two hubs", what_was_agreed="To meet")
    day = datetime.date(2019, 4, 1)
    old = CouncilFactory(name="Oldford", ended_on=day)
    Succession.objects.create(predecessor=old, successor=council, on=day)
    AssessmentFactory(council=council, state=State.COMPLETE, choices={(Item.LEVELS, ""): Audience.PUBLIC})
    return council


@pytest.mark.feature("PU39")
@pytest.mark.parametrize("width", [WIDE, PHONE, NARROW])
def test_a_full_council_page_is_without_fault(site, shared, width):
    site.as_(width=width).open(shared.get_absolute_url())
    assert site.problems() == []


@pytest.mark.feature("PU24")
def test_every_picture_of_a_level_stands_beside_its_words(site, shared):
    page = site.open(shared.get_absolute_url())
    strips = page.locator(".strip")
    assert strips.count() > 0
    for number in range(strips.count()):
        assert strips.nth(number).locator("strong").inner_text() == "In regular use"
        assert strips.nth(number).locator(".strip-boxes").get_attribute("aria-hidden") == "true"


def test_a_resident_finds_out_by_keyboard_alone(site, register):
    """From the address bar to the promises of the council next door, without a mouse."""
    page = site.open("/")

    def go(address):
        page.keyboard.press("Enter")
        page.wait_for_url(address)

    site.tab_to("Your council")
    page.keyboard.type("sheffield city council")
    go("**/?q=sheffield*")
    assert page.locator("#answer").inner_text() == "Not yet. Sheffield City Council is not a member."
    site.tab_to("How to ask it")
    go("**/councils/sheffield/#ask")
    assert "Would Sheffield City Council join" in page.locator(".copy").first.inner_text()
    site.tab_to("Rotherham")
    go("**/councils/rotherham/")
    assert page.locator("h1").inner_text() == "Rotherham Council"
    assert "Announced on 3 March 2020" in page.locator(".promises").inner_text()
    site.tab_to("History")
    go("**/councils/rotherham/#history")


@pytest.mark.feature("PU27")
@pytest.mark.parametrize("script", [True, False])
def test_the_box_in_the_header_is_reached_and_used_by_keyboard(site, register, script):
    page = site.as_(script=script).open("/principles/")
    site.tab_to("Search all pages", most=12)
    page.keyboard.type("rotherham")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=rotherham")
    assert page.get_by_label("Councils, principles").input_value() == "rotherham"
    site.tab_to("Rotherham Council")
    page.keyboard.press("Enter")
    page.wait_for_url("**/councils/rotherham/")


@pytest.mark.feature("PU27")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_what_a_search_found_is_without_fault(site, shared, width):
    for number in range(6):
        CaseStudyFactory(title=f"Tea for the lonely {number}", council=shared)
    OrganisationFactory(name="Befriending Aldham", council=shared)
    page = site.as_(width=width).open("/search/?q=befriending+aldham")
    assert page.locator("main h2").all_inner_texts() == ["Case studies", "Community organisations"]
    assert site.problems() == []


@pytest.mark.parametrize(
    ("width", "header", "footer"), [(WIDE, True, False), (1000, False, True), (PHONE, False, True)]
)
def test_one_box_is_to_be_seen_at_every_width(site, register, width, header, footer):
    page = site.as_(width=width).open("/principles/")
    assert page.locator(".site-header .search-box").is_visible() is header
    assert page.locator(".site-footer .search-box").is_visible() is footer
    # The header stays one row.
    assert page.locator(".site-header").bounding_box()["height"] <= 64


@pytest.mark.feature("PU3")
def test_the_list_is_filtered_without_a_script(site, register):
    page = site.as_(script=False).open("/councils/")
    page.get_by_label("Show").select_option("all")
    page.get_by_label("Region").select_option("north-east")
    page.get_by_label("Type").select_option("metropolitan-district")
    page.get_by_label("Order").select_option("name")
    page.get_by_role("button", name="Show").click()
    assert page.locator("h1").inner_text() == "5 councils in the North East that are metropolitan districts"
    names = page.locator("tbody th").all_inner_texts()
    assert names == ["Gateshead", "Newcastle upon Tyne", "North Tyneside", "South Tyneside", "Sunderland"]
    page.get_by_role("link", name="Remove filter: North East").click()
    assert page.locator("h1").inner_text() == "36 councils that are metropolitan districts"


def test_data_for_search_engines_is_no_script_to_the_browser(site, register):
    page = site.open("/councils/calderdale/")
    assert page.locator('script[type="application/ld+json"]').count() == 1
    assert site.complaints == []


@pytest.mark.feature("PU33")
def test_on_paper_a_council_page_keeps_its_facts_and_loses_the_frame(site, register):
    page = site.open("/councils/east-sussex/")
    page.emulate_media(media="print")
    for gone in (".site-header", ".site-footer", ".contents", ".breadcrumbs"):
        assert not page.locator(gone).first.is_visible()
    for kept in ("h1", ".promises", ".source-line", "#history"):
        assert page.locator(kept).first.is_visible()


def test_the_real_register_is_what_the_pages_show(site, register):
    page = site.open("/councils/?show=all")
    assert page.locator("tbody tr").count() == Council.objects.could_join().count() == 317


@pytest.fixture
def connected(shared):
    """An organisation with something in every section, connected with a council and with 31 others."""
    hub = OrganisationFactory(
        name="The Hub and its Unusually Long Name of Many Words", council=shared, place="North End",
        what_it_does="Helps neighbours to help each other.", own_words="We know our neighbours.",
        own_words_source=EndorsementFactory().source, legal_form="charity", founded_year=1997,
    )  # fmt: skip
    FunctionFactory(organisation=hub)
    ServiceFactory(organisation=hub, what="Lunch for all")
    ConnectionFactory(from_council=shared, to_organisation=hub, said_by="both", about="Lunch")
    return hub


def partners(hub, count):
    for other in OrganisationFactory.create_batch(count):
        ConnectionFactory(from_council=None, from_organisation=hub, to_organisation=other, kind="partners")


@pytest.mark.feature("PU22")
@pytest.mark.feature("PU39")
@pytest.mark.parametrize("width", [WIDE, PHONE, NARROW])
def test_an_organisation_and_its_council_are_without_fault(site, connected, width):
    partners(connected, 7)
    site.as_(width=width)
    problems = {}
    for address in ("/organisations/", connected.get_absolute_url(), connected.council.get_absolute_url()):
        site.open(address)
        problems[address] = site.problems()
    assert not any(problems.values()), problems


@pytest.mark.feature("PU24")
@pytest.mark.parametrize(("width", "drawing"), [(WIDE, "wide"), (PHONE, "narrow")])
@pytest.mark.parametrize("count", [0, 1, 29, 31])
def test_no_word_of_the_picture_leaves_its_box(site, connected, width, drawing, count):
    """At most one drawing is seen, and no text is wider than the box it stands in."""
    partners(connected, count)
    page = site.as_(width=width).open(connected.get_absolute_url())
    assert [one.get_attribute("class") for one in page.locator(".one-hop svg:visible").all()] == [drawing]
    outside = page.locator(f".one-hop .{drawing}").evaluate(
        """svg => {
            const numbers = path => path.getAttribute("d").split("z").filter(part => part)
                .map(part => part.match(/h(\\d+)v(\\d+)/).slice(1).map(Number));
            const whole = svg.viewBox.baseVal;
            const paths = [svg.querySelector(".frames"), svg.querySelector("path.subject")];
            const boxes = paths.flatMap(numbers);
            const texts = [...svg.querySelectorAll("text:not(.kind)")];
            const outside = texts.filter((text, place) => {
                const words = text.getBBox(), [width, height] = boxes[place];
                return words.x < 0 || words.x + words.width > width || words.y + words.height > height;
            });
            const labels = [...svg.querySelectorAll(".kind")].filter(label => {
                const words = label.getBBox(), left = label.transform.baseVal[0].matrix.e;
                return left + words.x < 0 || left + words.x + words.width > whole.width;
            });
            const unboxed = texts.length === boxes.length ? [] : ["texts without a box"];
            return [...unboxed, ...[...outside, ...labels].map(text => text.textContent)];
        }"""
    )
    assert outside == []


def test_the_list_of_organisations_is_searched_without_a_script(site, connected):
    page = site.as_(script=False).open("/organisations/")
    page.get_by_label("Name, place or words").fill("hub")
    page.get_by_label("Council").select_option("aldham")
    page.get_by_role("button", name="Show").click()
    assert page.locator("h1").inner_text() == "1 community organisation in Aldham for “hub”"
    page.locator("tbody a").click()
    assert page.locator("h1").inner_text() == connected.name
