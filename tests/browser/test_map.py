"""The map in a real browser: links where squares have room, one picture where they have none."""

import pytest

from tests.browser.site import PHONE, WIDE

LINK = ".map-links a"
PAGES = [
    "/",
    "/councils/",
    "/councils/?show=all&region=south-east",
    "/councils/lewes/",
    "/councils/east-sussex/",
    "/councils/leeds/",
]


@pytest.fixture(autouse=True)
def _register(transactional_db, register):
    pass


@pytest.mark.feature("PU39")
@pytest.mark.parametrize("options", [{"width": WIDE}, {"width": PHONE}, {"color_scheme": "dark"}])
def test_pages_with_the_map_are_without_fault(site, options):
    site.as_(**options)
    problems = {page: found for page in PAGES if site.open(page) and (found := site.problems())}
    assert problems == {}


@pytest.mark.feature("PU7")
@pytest.mark.parametrize("width", [1024, WIDE])
@pytest.mark.parametrize("address", ["/", "/councils/"])
def test_members_are_links_of_24_pixels_or_more(site, width, address):
    page = site.as_(width=width).open(address)
    boxes = [link.bounding_box() for link in page.locator(LINK).all()]
    assert len(boxes) == 17
    assert min(min(box["width"], box["height"]) for box in boxes) >= 24


@pytest.mark.feature("PU7")
@pytest.mark.parametrize("width", [PHONE, 1000])
def test_where_squares_are_small_the_map_has_no_links(site, width):
    page = site.as_(width=width).open("/")
    assert page.locator(".tile-map svg").is_visible()
    assert page.get_by_role("img", name="Map of England’s councils, one square each").count() == 1
    assert page.locator(LINK).count() == 17
    assert not any(link.is_visible() for link in page.locator(LINK).all())
    page.locator(".member-list a").last.focus()
    for _ in range(4):
        site.tab()
        assert page.evaluate("document.activeElement.closest('svg') === null")


@pytest.mark.feature("PU7")
def test_the_list_comes_first_by_keyboard_and_the_map_stands_left_of_it(site):
    page = site.as_(width=WIDE).open("/")
    site.tab_to("Bradford")
    assert page.evaluate("document.activeElement.closest('svg') === null")
    assert page.locator(".tile-map").bounding_box()["x"] < page.locator(".member-list").bounding_box()["x"]


@pytest.mark.parametrize("how", ["hover", "focus"])
def test_a_name_appears_on_hover_and_focus(site, how):
    page = site.as_(width=WIDE).open("/")
    link = page.locator(f"{LINK}[href='/councils/wirral/']")
    assert not link.locator("text").is_visible()
    if how == "hover":
        link.hover()
    else:
        site.tab_to("See the members")
        site.tab_to("Wirral")
    assert link.locator("text").is_visible()
    box, picture = link.bounding_box(), page.locator(".tile-map").bounding_box()
    assert box["x"] >= picture["x"]
    assert box["x"] + box["width"] <= picture["x"] + picture["width"]


def test_a_member_is_pressed(site):
    page = site.as_(width=WIDE, script=False).open("/")
    page.locator(f"{LINK}[href='/councils/malvern-hills/']").click()
    page.wait_for_url("**/councils/malvern-hills/")
    page.go_back()
    page.locator(f"{LINK}[href='/councils/east-sussex/']").click(position={"x": 60, "y": 30})
    page.wait_for_url("**/councils/east-sussex/")


@pytest.mark.feature("PU39")
def test_forced_colours_keep_the_edges_and_the_marks(site):
    page = site.as_(forced_colors="active").open("/")

    def paint(kind, name):
        return page.locator(f".tile-map .{kind}").evaluate(f"e => getComputedStyle(e).{name}")

    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paint("tile", "stroke") != ground
    assert paint("tile", "fill") == ground
    assert paint("member", "fill") != ground
    assert paint("mark", "fill") == ground


def test_on_paper_the_map_is_a_picture(site):
    page = site.as_(width=WIDE).open("/")
    page.emulate_media(media="print")
    assert page.locator(".tile-map svg").is_visible()
    assert not page.locator(LINK).first.is_visible()


def test_with_every_name_the_longest_one_stays_within_the_page(site):
    """On the list of councils the map is at the right edge."""
    page = site.as_(width=WIDE).open("/councils/")
    for link in page.locator(LINK).all():
        link.focus()
        assert site.too_wide() == [], link.get_attribute("aria-label")
