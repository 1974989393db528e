"""One statement in the browser, and every officer's page."""

import pytest

from assessments.workflow import State
from tests import factories
from tests.browser.site import NARROW, PHONE, WIDE, check_all

TEXT = "Three services in four wards, since May 2024."


@pytest.fixture
def at_state(council_a, lead, signer):
    """Return a function that walks council A's self-assessment to a state."""
    return lambda state, **walk: factories.AssessmentFactory(council=council_a, state=state, **walk)


def follow(site, words=None):
    """Move by Tab to a link or button that begins with these words, press Enter, wait for the next page."""
    if words:
        site.tab_to(words)
    with site.page.expect_navigation():
        site.press("Enter")


def choose(site, words):
    """Move to a group of radios by Tab and to one of them by the arrow keys."""
    for _ in range(8):
        if site.focused().startswith(words):
            site.press("Space")
            return
        site.press("ArrowDown")
    raise AssertionError(f"No choice begins with “{words}”.")


@pytest.mark.feature("OF7")
def test_a_statement_is_answered_without_script(site, at_state, lead):
    path = at_state(State.NOT_STARTED).get_absolute_url()
    page = site.as_(lead, script=False).open(f"{path}1a/")

    page.get_by_label("Trying it out").check()
    page.get_by_text("Add evidence").click()
    page.get_by_label("What is it called?").fill("Report")
    page.get_by_label("Link").fill("nowhere")
    page.get_by_role("button", name="Save and continue").click()

    assert "Enter a link that starts with https://" in page.locator("#error-summary").inner_text()
    assert page.get_by_label("Trying it out").is_checked()
    page.get_by_label("Link").fill("https://example.org/report")
    page.get_by_role("button", name="Save and continue").click()
    assert page.url.endswith(f"{path}1b/")


@pytest.mark.feature("OF13")
def test_two_people_in_two_browsers_lose_nothing(site, browser, live_server, at_state, lead, contributor):
    address = f"{at_state(State.IN_PROGRESS).get_absolute_url()}1a/"
    mine = site.as_(lead).open(address)
    theirs = type(site)(browser, live_server.url)
    other = theirs.as_(contributor).open(address)
    other.get_by_label("In a sentence or two").fill("One ward, says a colleague.")
    other.get_by_role("button", name="Save and come back").click()
    other.wait_for_url("**/assessments/*/*/")
    theirs.close()

    mine.get_by_label("In a sentence or two").fill("Every ward, say I.")
    mine.get_by_role("button", name="Save and continue").click()

    both = mine.locator(".conflict").inner_text()
    assert "One ward, says a colleague." in both
    assert "Every ward, say I." in both
    assert mine.get_by_label("In a sentence or two").input_value() == "Every ward, say I."
    assert site.problems() == []


PAGES = {
    State.NOT_STARTED: ("lead", ["", "1a/", "check/", "sharing/", "history/"]),
    State.IN_PROGRESS: (
        "lead",
        [
            "",
            "?show=mine",
            "?show=attention",
            "1a/?more=1",
            "1b/comments/",
            "2d/",
            "check/",
            "sharing/",
            "preview/",
            "send/",
            "history/",
            "priorities/",
        ],
    ),
    State.AWAITING_SIGN_OFF: ("signer", ["", "sign/", "decline/", "sharing/", "1a/"]),
    State.SUBMITTED: ("lead", ["", "confirmation/", "signed/1/", "sharing/", "history/"]),
    State.CLARIFICATION: ("lead", ["", "clarification/", "1a/", "2b/", "withdraw/"]),
    State.CONFIRMATION: ("signer", ["", "confirm/", "send-back/", "clarification/"]),
    State.WITHDRAWN: ("lead", ["", "withdraw/", "history/"]),
    State.MERGED: ("lead", ["", "history/"]),
    State.COMPLETE: ("viewer", ["", "confirmation/", "signed/1/", "preview/", "2b/"]),
    State.NOT_SHARED: ("lead", ["", "1a/", "check/", "history/"]),
}


@pytest.mark.feature("PU39")
@pytest.mark.parametrize("state", PAGES)
def test_every_officers_page_is_accessible_and_fits(state, site, at_state, people):
    person, parts = PAGES[state]
    said = {key: {"kind": "level", "level": 4, "basis": TEXT} for key in ("1a", "1b")}
    path = at_state(state, said=said if state == State.IN_PROGRESS else None).get_absolute_url()
    for width in (WIDE, PHONE, NARROW):
        check_all(site.as_(people[person], width=width), ["/assessments/", *(path + part for part in parts)])


@pytest.mark.feature("PU39")
def test_recall_mistakes_and_the_refusal_are_accessible(site, at_state, lead, contributor):
    path = at_state(State.AWAITING_SIGN_OFF).get_absolute_url()
    check_all(site.as_(lead, width=PHONE), [f"{path}recall/"])
    site.as_(contributor).open(f"{path}send/", status=403)
    assert site.problems() == []


@pytest.mark.feature("OF35")
def test_the_signed_version_on_paper_has_no_frame(site, at_state, lead):
    path = at_state(State.SUBMITTED).get_absolute_url()
    page = site.as_(lead).open(f"{path}signed/1/")
    page.emulate_media(media="print")

    for gone in (".site-header", ".site-footer", ".account-row", ".breadcrumbs", ".no-print"):
        assert not page.locator(gone).first.is_visible(), gone
    assert page.locator("h1").is_visible()
    assert page.locator("code").is_visible()
