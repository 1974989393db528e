"""Every page that anyone can open: accessible, fitting, light, and whole without a script."""

import pytest
from django.template.loader import render_to_string

from network.addresses import FIXED
from tests.browser.site import NARROW, PHONE, WIDE, check_all

COUNCILS = [
    "/councils/leeds/",
    "/councils/calderdale/",
    "/councils/sheffield/",
    "/councils/?show=all",
    "/councils/?region=yorkshire-and-the-humber&type=metropolitan-district",
]
FOUND = [
    "/search/",
    "/search/?q=loneliness",
    "/search/?q=south",
    "/search/?q=Calderdle",
    "/search/?q=HX1+1UJ",
]
ANSWERS = ["/?q=Calderdale", "/?q=Sheffield", "/?q=Newcastle", "/?q=Malvern+Hills", "/?q=zzzz"]
SIGN_IN = [
    "/account/login/",
    "/account/login/password/",
    "/account/signup/",
    "/account/inactive/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/done/",
    "/account/password/reset/key/1-no-such-key/",
]
OPEN_TO_ALL = [
    *FIXED,
    *COUNCILS,
    *ANSWERS,
    *FOUND,
    "/principles/early-intervention/",
    "/about/questions/1/",
    *SIGN_IN,
]
# The most that a first visit to a public page may load, compressed.
FIRST_LOAD = 100_000


@pytest.fixture(autouse=True)
def _register(transactional_db, register):
    pass


@pytest.mark.feature("PU39")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_pages_are_accessible_and_fit(site, width):
    check_all(site.as_(width=width), OPEN_TO_ALL)


@pytest.mark.feature("PU39")
def test_pages_are_accessible_in_the_dark(site):
    check_all(site.as_(color_scheme="dark"), ["/", "/councils/leeds/", "/councils/", "/account/login/"])


@pytest.mark.feature("PU39")
def test_pages_fit_at_four_times_their_size(site):
    site.as_(width=NARROW)
    too_wide = {path: site.too_wide() for path in OPEN_TO_ALL if site.open(path) and site.too_wide()}
    assert not too_wide


@pytest.mark.feature("PU39")
def test_forced_colours_keep_the_edges_of_the_frame(site):
    page = site.as_(forced_colors="active").open("/councils/leeds/")
    edges = {
        selector: page.locator(selector).evaluate(f"e => getComputedStyle(e).border{side}Style")
        for selector, side in [(".site-header", "Bottom"), (".site-footer", "Top")]
    }
    assert edges == {".site-header": "solid", ".site-footer": "solid"}


@pytest.mark.feature("PU40")
def test_a_first_visit_loads_little(site):
    heavy = {}
    for path in OPEN_TO_ALL:
        site.as_().open(path)
        if site.weight() > FIRST_LOAD:
            heavy[path] = site.weight()
    assert not heavy


@pytest.mark.feature("PU40")
def test_pages_are_readable_without_script(site):
    site.as_(script=False)
    for path in OPEN_TO_ALL:
        page = site.open(path)
        assert page.locator("main h1").count() == 1, path
        assert len(page.locator("main").inner_text()) > 30, path


@pytest.mark.feature("PU42")
def test_reading_sets_no_cookie(site):
    for path in [path for path in OPEN_TO_ALL if not path.startswith("/account/")]:
        site.open(path)
    assert site.context.cookies() == []


@pytest.mark.feature("PU33")
def test_a_printed_page_has_no_frame_and_keeps_its_sources(site):
    page = site.open("/councils/calderdale/")
    page.emulate_media(media="print")
    for frame in (".site-header", ".site-footer", ".skip", "main form"):
        assert not page.locator(frame).first.is_visible(), frame
    assert page.locator(".source-line").first.is_visible()
    shown = page.evaluate(
        "getComputedStyle(document.querySelector('.source-line a[href^=http]'), '::after').content"
    )
    assert "http" in shown


@pytest.mark.feature("PU33")
def test_a_printed_comparison_ends_with_what_is_compared(site):
    page = site.open("/compare/?a=leeds&b=bradford")
    page.emulate_media(media="print")
    assert page.locator("#group-1").is_visible()
    assert not page.locator("#choose").is_visible()
    site.open("/councils/calderdale/")
    assert page.locator(".alike-list").is_visible()
    assert not page.locator(".alike-list > li > a").first.is_visible()


@pytest.mark.parametrize("path", ["/", "/principles/"])
def test_a_number_stands_beside_its_principle(site, path):
    page = site.open(path)
    line, words = page.locator(".numbered > li").first, page.locator(".numbered > li a").first
    assert words.bounding_box()["y"] - line.bounding_box()["y"] < 24


class TestKeyboard:
    pytestmark = pytest.mark.feature("PU39")

    def test_the_first_stop_is_the_skip_link_and_it_leads_past_the_header(self, site):
        page = site.open("/councils/")
        assert site.tab() == "Skip to the main content"
        assert page.locator(".skip").bounding_box()["y"] >= 0
        site.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        site.tab()
        assert page.evaluate("document.activeElement.closest('main') !== null")

    def test_the_focus_is_always_to_be_seen(self, site):
        page = site.open("/councils/")
        for _ in range(25):
            site.tab()
            style = page.evaluate(
                "(() => { const s = getComputedStyle(document.activeElement);"
                " return [s.outlineStyle, s.outlineWidth]; })()"
            )
            assert style == ["solid", "3px"], site.focused()

    def test_on_a_phone_the_menu_leads_to_all_pages(self, site):
        page = site.as_(width=PHONE).open("/")
        site.tab_to("Menu")
        site.press("Enter")
        assert page.evaluate("document.activeElement.id") == "all-pages"
        assert site.tab() == "Search all pages"
        assert site.tab(2) == "Councils"


class TestProblemsInAForm:
    @pytest.mark.parametrize("script", [True, False])
    def test_the_list_of_problems_takes_the_focus_and_leads_to_the_field(self, site, script):
        page = site.as_(script=script).open("/account/login/password/")
        page.get_by_role("button", name="Sign in").click()
        assert page.title() == "Error: Sign in with a password · Keep it Local"
        summary = page.locator("#error-summary")
        summary.wait_for()
        if script:
            page.wait_for_function("document.activeElement.id === 'error-summary'")
        assert summary.locator("a").all_inner_texts() == ["Enter your email address.", "Enter your password."]
        assert site.axe() == [] if script else True
        summary.get_by_role("link", name="Enter your password.").press("Enter")
        page.keyboard.type("typed")
        assert page.get_by_label("Your password").input_value() == "typed"


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_pages_of_a_signed_in_person(site, nobody, width):
    check_all(
        site.as_(nobody, width=width), ["/account/password/change/", "/account/logout/", "/councils/leeds/"]
    )


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_page_for_the_code_is_accessible_with_and_without_a_problem(site, width):
    page = site.as_(width=width).open("/account/login/")
    page.get_by_label("Your email address").fill("nobody@example.org")
    page.get_by_role("button", name="Email me a code").click()
    page.get_by_role("heading", name="Enter your code").wait_for()
    assert site.problems() == []
    page.get_by_label("Code from the email").fill("AAAA-AAAA")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    assert site.problems() == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_error_pages_are_accessible(site, nobody, width):
    for path, status in [("/no-such-page/", 404), ("/councils/no-such-council/", 404)]:
        site.as_(width=width).open(path, status)
        assert site.problems() == []
    site.as_(nobody, width=width).open("/admin/login/", 403)
    assert site.problems() == []
    for name in ("500.html", "503.html"):
        site.page.set_content(render_to_string(name), wait_until="load")
        assert site.problems() == [], name
