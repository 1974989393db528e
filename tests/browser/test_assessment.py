"""A self-assessment from the first answer to the public page, by keyboard; and every officer's page."""

import pytest

from assessments.models import Assessment
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
        site.page.keyboard.press("Enter")


def choose(site, words):
    """Move to a group of radios by Tab and to one of them by the arrow keys."""
    for _ in range(8):
        if site.focused().startswith(words):
            site.press("Space")
            return
        site.page.keyboard.press("ArrowDown")
    raise AssertionError(f"No choice begins with “{words}”.")


def lead_answers_shares_and_sends(site, path):
    page = site.open("/assessments/")
    follow(site, "Start")
    follow(site, "Start")
    assert page.url.endswith(f"{path}1a/")
    site.tab_to("Early days")
    choose(site, "In regular use")
    site.tab_to("In a sentence or two")
    page.keyboard.type(TEXT)
    follow(site, "Save and continue")
    assert page.url.endswith(f"{path}1b/")
    site.tab_to("Early days")
    choose(site, "How we work")
    site.tab_to("In a sentence or two")
    page.keyboard.type("It is in the council plan.")
    site.tab_to("Add evidence")
    site.press("Enter")
    site.tab_to("What is it called?")
    page.keyboard.type("Council plan 2024")
    site.tab_to("Link")
    page.keyboard.type("https://example.org/plan")
    follow(site, "Save and come back")
    assert "2 of 4 statements answered" in page.locator("main").inner_text()
    follow(site, "Choose what to share")
    site.tab_to("Only us and Locality")
    choose(site, "Everyone")
    follow(site, "Save and see what anyone will see")
    assert page.locator(".result .strip").count() > 0
    follow(site, "Back to the list")
    follow(site, "Check everything and send for sign-off")
    follow(site, "Go on to send it for sign-off")
    site.tab_to("Send it without these answers")
    site.press("Space")
    follow(site, "Send for sign-off")
    assert "It waits to be signed" in page.locator("main").inner_text()


def signer_reads_and_signs(site):
    page = site.open("/assessments/")
    follow(site, "Read and sign")
    assert "Council plan 2024" in page.locator("main").inner_text()
    site.tab_to("I am content this is a fair account")
    site.press("Space")
    site.tab_to("I have seen what will be public.")
    site.press("Space")
    follow(site, "Sign and submit")
    assert page.locator("h1").inner_text() == "Signed and sent to Locality"
    assert "KIL-" in page.locator("main").inner_text()


def reviewer_accepts(site, council):
    page = site.open("/assessments/")
    follow(site, "Open the review queue")
    follow(site, council.name)
    # A button of the admin is an <input>: it has a value and no words.
    for _ in range(60):
        site.tab()
        if page.evaluate("document.activeElement.value") == "Accept as complete":
            break
    follow(site)
    assert "is complete. The council has been told." in page.locator("body").inner_text()


@pytest.mark.feature("OF7")
@pytest.mark.feature("OF31")
@pytest.mark.feature("OF35")
def test_from_the_first_answer_to_the_public_page_by_keyboard(
    site, at_state, council_a, lead, signer, reviewer
):
    assessment = at_state(State.NOT_STARTED)

    lead_answers_shares_and_sends(site.as_(lead), assessment.get_absolute_url())
    signer_reads_and_signs(site.as_(signer))
    reviewer_accepts(site.as_(reviewer), council_a)

    assert Assessment.objects.get().state == State.COMPLETE
    page = site.as_().open(council_a.get_absolute_url())
    result = page.locator(".result").inner_text()
    assert "In regular use" in result
    assert "How we work" in result
    assert TEXT not in result
    assert "Self-assessed by Ambleford Metropolitan Borough Council, signed off by the" in result
    assert "it should not be used to rank them." in result


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
