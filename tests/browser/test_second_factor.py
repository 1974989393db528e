"""A new curator sets up a second factor by keyboard and signs in with it again; every page of it."""

import re

import pytest
from django.core.cache import cache
from post_office.models import Email

from accounts.actions import make_curator
from tests.browser.site import NARROW, PHONE, WIDE, check_all
from tests.doors import app_code, give_factor, secret_of

PAGES = [
    "/account/",
    "/account/address/",
    "/account/address/no-token/",
    "/account/sessions/",
    "/account/second-factor/",
    "/account/second-factor/set-up/",
    "/account/second-factor/turn-off/",
    "/account/second-factor/recovery-codes/",
    "/account/confirm/",
    "/account/password/change/",
]


@pytest.fixture(autouse=True)
def _committed(transactional_db):
    """What the throttle counted is no model's table, so that no test takes it away."""
    cache.clear()


def follow(site, words):
    """Move by Tab to a link or button that begins with these words, press Enter, wait for the next page."""
    site.tab_to(words)
    with site.page.expect_navigation():
        site.page.keyboard.press("Enter")


def ask_for_a_code_and_type_it(site):
    site.tab_to("Your email address")
    site.page.keyboard.type("ada@example.org")
    follow(site, "Email me a code")
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", Email.objects.latest("pk").email_message().body).group(0)
    site.tab_to("Code from the email")
    site.page.keyboard.type(code)
    follow(site, "Sign in")


@pytest.mark.feature("ST28")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_new_curator_sets_up_a_second_factor_and_signs_in_with_it_again(site, width):
    ada = make_curator(email="ada@example.org", name="Ada Example", by=None)
    page = site.as_(width=width).open("/admin/")
    ask_for_a_code_and_type_it(site)
    assert page.locator("h1").inner_text() == "Set up your second factor"
    assert site.problems() == []

    key = page.locator(".key").inner_text().replace(" ", "")
    site.tab_to("Code from the app")
    page.keyboard.type("000000")
    follow(site, "Set it up")
    assert "That code is not right." in page.locator("#error-summary").inner_text()
    assert page.locator(".key").inner_text().replace(" ", "") == key
    assert site.problems() == []
    site.tab_to("Code from the app")
    page.keyboard.press("Control+A")
    page.keyboard.type(app_code(key))
    follow(site, "Set it up")
    assert page.locator(".recovery-codes > li").count() == 10
    assert site.problems() == []
    with page.expect_download() as kept:
        page.get_by_role("link", name="Save them as a text file").press("Enter")
    assert kept.value.suggested_filename == "keep-it-local-recovery-codes.txt"
    follow(site, "I have kept them")
    assert page.url.endswith("/admin/")

    page = site.as_(width=width).open("/admin/")
    ask_for_a_code_and_type_it(site)
    assert page.locator("h1").inner_text() == "Enter the code from your app"
    assert site.problems() == []
    site.tab_to("Code from your app")
    page.keyboard.type(app_code(secret_of(ada), steps=1))
    follow(site, "Sign in")
    assert page.url.endswith("/admin/")


@pytest.mark.feature("PU39")
@pytest.mark.parametrize("has_factor", [False, True])
def test_every_page_of_an_account_is_accessible_and_fits(site, viewer, has_factor):
    if has_factor:
        give_factor(viewer)
    for width in (WIDE, PHONE, NARROW):
        check_all(site.as_(viewer, width=width), PAGES)
    site.as_(viewer, color_scheme="dark")
    check_all(site, ["/account/", "/account/second-factor/set-up/"])


@pytest.mark.feature("PU39")
def test_the_page_that_refuses_staff_is_accessible(site, curator):
    site.as_(curator, width=PHONE).open("/account/second-factor/turn-off/", status=403)
    assert site.problems() == []


def test_the_recovery_codes_on_paper_have_no_frame(site, viewer):
    give_factor(viewer)
    page = site.as_(viewer).open("/account/second-factor/recovery-codes/")
    page.get_by_role("button", name="Make new codes").click()
    page.locator(".recovery-codes").wait_for()
    page.emulate_media(media="print")
    assert page.locator(".recovery-codes > li").last.is_visible()
    for gone in (".site-header", ".site-footer", ".account-row", ".no-print"):
        assert not page.locator(gone).first.is_visible(), gone


def test_the_code_of_the_picture_is_the_key_that_is_written(site, viewer):
    """Without a script too: picture and key are in the page itself."""
    page = site.as_(viewer, script=False).open("/account/second-factor/set-up/")
    link = page.get_by_role("link", name="Add it from here").get_attribute("href")
    assert page.locator(".key").inner_text().replace(" ", "") in link
    assert page.locator(".qr-code").is_visible()
