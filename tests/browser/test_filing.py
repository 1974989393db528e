"""Filing a self-assessment by keyboard alone, from the first answer to the public page; and what it costs."""

import re

import pytest

from assessments.models import Assessment
from assessments.workflow import State
from tests import factories
from tests.browser.site import PHONE, Effort
from tests.browser.test_assessment import choose, follow
from tests.house import read

TEXT = "Three services in four wards, since May 2024."
PAPER = "docs/officer.md"
COUNTED = re.compile(r"<!-- counted: begin -->\n(.*?)<!-- counted: end -->", re.DOTALL)
ROW = "| {what} | {effort.pages} | {effort.clicks} | {effort.keys} |\n"
HEAD = "| | Pages | Clicks | Keys |\n|---|---|---|---|\n"


@pytest.fixture
def at_state(council_a, lead, signer):
    """Return a function that walks council A's self-assessment to a state."""
    return lambda state: factories.AssessmentFactory(council=council_a, state=state)


def main(site):
    return site.page.locator("main").inner_text()


def tick(site, words):
    site.tab_to(words)
    site.press("Space")


def press_button(site, words):
    """Move by Tab to a button of the admin, which is an <input>: it has a value and no words."""
    for _ in range(200):
        site.tab()
        if site.page.evaluate("document.activeElement.value") == words:
            return follow(site)
    raise AssertionError(f"No button says “{words}”.")


def answer(site, level="In regular use", button="Save and continue"):
    site.tab_to("Early days")
    choose(site, level)
    site.type("In a sentence or two", TEXT)
    follow(site, button)


def answer_with_evidence(site):
    site.tab_to("Early days")
    choose(site, "How we work")
    site.type("In a sentence or two", "It is in the council plan.")
    site.tab_to("Add evidence")
    site.press("Enter")
    site.type("What is it called?", "Council plan 2024")
    site.type("Link", "https://example.org/plan")
    follow(site, "Save and continue")


def one_principle(site):
    """Answer the four statements of a principle, one with evidence, and say that it is finished."""
    answer(site)
    answer_with_evidence(site)
    answer(site)
    answer(site, button="Save and come back")
    assert "4 of 4 statements answered" in main(site)
    follow(site, "Check your answers for this principle")
    site.tab_to("Yes")
    site.press("Space")
    follow(site, "Save and go to the list")


def plan_one_priority(site, statement):
    follow(site, "Choose up to three priorities")
    follow(site, statement)
    site.tab_to("In regular use")
    choose(site, "How we work")
    site.type("What do you want to be true", "Every ward has it.")
    follow(site, "Save and plan actions")
    site.type("What will you do?", "Ask link workers.")
    site.type("Whose job is it?", "Neighbourhoods Manager")
    site.type("By when?", "03312040")
    site.type("What change will show?", "Groups say they were asked.")
    follow(site, "Add this action")
    assert "Neighbourhoods Manager, by 31 March 2040" in main(site)
    follow(site, "That is all")
    follow(site, "Back to the list")


def share_and_send(site):
    follow(site, "Choose what to share")
    site.tab_to("Only us and Locality")
    choose(site, "Everyone")
    follow(site, "Save and see what anyone will see")
    assert site.page.locator(".result .strip").count() > 0
    follow(site, "Back to the list")
    follow(site, "Check everything and send for sign-off")
    follow(site, "Go on to send it for sign-off")
    follow(site, "Send for sign-off")
    assert "It waits to be signed" in main(site)


def sign(site):
    tick(site, "I am content this is a fair account")
    tick(site, "I have seen what will be public.")
    follow(site, "Sign and submit")
    assert site.page.locator("h1").inner_text() == "Signed and sent to Locality"
    assert "KIL-" in main(site)


def signer_reads_and_signs(site):
    site.open("/assessments/")
    follow(site, "Read and sign")
    top = site.page.locator("[aria-labelledby=top]").inner_text()
    assert "We do 1b well." in top
    assert "Council plan 2024" in top
    assert "In regular use" in site.page.locator("[aria-labelledby=public]").inner_text()
    assert "Ask link workers." in main(site)
    sign(site)


def reviewer_opens(site, council):
    site.open("/assessments/")
    follow(site, "Open the review queue")
    follow(site, council.name)


def reviewer_accepts(site, council):
    reviewer_opens(site, council)
    press_button(site, "Accept as complete")
    assert "is complete. The council has been told." in site.page.locator("body").inner_text()


def written():
    return COUNTED.search(read(PAPER))[1]


@pytest.mark.feature("OF7", "OF25", "OF26", "OF27", "OF31", "OF32", "OF35")
def test_the_whole_filing_by_keyboard_and_what_it_costs(site, at_state, council_a, lead, signer, reviewer):
    path = at_state(State.NOT_STARTED).get_absolute_url()
    site.as_(lead).open("/assessments/")
    begun = site.effort
    follow(site, "Start")
    at_the_list = site.effort
    follow(site, "Start")
    one_principle(site)
    principle = site.effort - at_the_list + Effort(pages=1)  # the list, which is open when it begins
    follow(site, "Carry on")
    for _ in range(20):
        answer(site)
    assert site.page.url.endswith(f"{path}check/")
    follow(site, "Back to the list")
    plan_one_priority(site, "We do 1a well.")
    share_and_send(site)
    whole = site.effort - begun + Effort(pages=1)
    signer_reads_and_signs(site.as_(signer))
    reviewer_accepts(site.as_(reviewer), council_a)

    page = site.as_().open(council_a.get_absolute_url())
    result = page.locator(".result").inner_text()
    assert "In regular use" in result
    assert "How we work" in result
    assert TEXT not in result
    assert "Self-assessed by Ambleford Metropolitan Borough Council, signed off by the" in result
    assert "it should not be used to rank them." in result
    assert principle.pages <= 8
    counted = [("One principle", principle), ("The whole self-assessment", whole)]
    assert written() == HEAD + "".join(ROW.format(what=what, effort=effort) for what, effort in counted)


@pytest.mark.feature("OF31")
def test_declined_mended_sent_again_and_signed_by_keyboard(site, at_state, lead, signer):
    path = at_state(State.AWAITING_SIGN_OFF).get_absolute_url()
    site.as_(signer).open("/assessments/")
    follow(site, "Read and sign")
    follow(site, "Decline and say why")
    site.type("Why", "Statement 1a needs a date.")
    follow(site, "Decline")

    site.as_(lead).open(path)
    assert "Statement 1a needs a date." in main(site)
    follow(site, "We do 1a well.")
    site.type("In a sentence or two", " Since May 2024.")
    follow(site, "Save and come back")
    follow(site, "Check everything")
    follow(site, "Go on to send it for sign-off")
    follow(site, "Send for sign-off")

    site.as_(signer).open("/assessments/")
    follow(site, "Read and sign")
    assert "Since May 2024." in main(site)
    sign(site)
    assert Assessment.objects.get().state == State.SUBMITTED


def reviewer_asks(site, council):
    reviewer_opens(site, council)
    site.tab_to("Note or question about 1b", most=200)
    site.press("Enter")
    site.type("1b: question to the council", "Which three services?")
    press_button(site, "Ask the council")
    assert "the council has your questions" in site.page.locator("body").inner_text()


def lead_replies_with_another_level(site, path):
    page = site.open("/assessments/")
    follow(site, "Read and reply")
    page = site.open(f"{path}1a/")
    assert page.locator("main [name=choice]").count() == 0
    site.open(f"{path}clarification/")
    assert "Which three services?" in main(site)
    site.type("Your reply", "Housing and parks; we had counted one twice.")
    follow(site, "Save")
    follow(site, "Look at the answer, or change it")
    site.tab_to("In regular use")
    page.keyboard.press("ArrowUp")
    assert site.focused().startswith("Trying it out")
    follow(site, "Save and continue")
    assert page.url.endswith(f"{path}clarification/")
    follow(site, "Send to your sign-off officer")


def signer_confirms(site):
    page = site.open("/assessments/")
    follow(site, "See what changed")
    before, after = page.locator(".pair .card").all_inner_texts()
    assert "In regular use" in before
    assert "Trying it out" in after
    follow(site, "Confirm the change")


@pytest.mark.feature("OF36", "ST15")
def test_asked_about_one_statement_changed_confirmed_and_accepted_by_keyboard(
    site, at_state, council_a, lead, signer, reviewer
):
    path = at_state(State.SUBMITTED).get_absolute_url()

    reviewer_asks(site.as_(reviewer), council_a)
    lead_replies_with_another_level(site.as_(lead), path)
    assert Assessment.objects.get().state == State.CONFIRMATION
    signer_confirms(site.as_(signer))
    reviewer_opens(site.as_(reviewer), council_a)
    assert "Housing and parks" in main(site)
    press_button(site, "Accept as complete")

    assert Assessment.objects.get().state == State.COMPLETE


def tap(control):
    with control.page.expect_navigation():
        control.tap()


@pytest.mark.feature("OF7", "OF14", "OF25")
def test_a_principle_is_answered_and_checked_without_script_on_a_phone(site, at_state, lead):
    path = at_state(State.NOT_STARTED).get_absolute_url()
    page = site.as_(lead, width=PHONE, script=False, has_touch=True).open(f"{path}1a/")
    for key in ("1a", "1b", "1c", "1d"):
        assert page.url.endswith(f"{path}{key}/")
        page.get_by_label("In regular use").tap()
        page.get_by_label("In a sentence or two").fill(TEXT)
        if key == "1d":
            page.get_by_text("Add evidence").tap()
            page.get_by_label("What is it called?").fill("Council plan 2024")
            page.get_by_label("Or held by").fill("Clerk to the council")
        assert site.too_wide() == []
        tap(page.get_by_role("button", name="Save and come back" if key == "1d" else "Save and continue"))
    tap(page.get_by_role("link", name="Check your answers for this principle").first)
    page.get_by_label("Yes").tap()
    assert site.too_wide() == []
    tap(page.get_by_role("button", name="Save and go to the list"))

    assert "4 of 4 statements answered" in main(site)
    assert page.url.endswith(path)
    held = Assessment.objects.get().answers.get(statement__key="1d").pointers.get()
    assert held.evidence.held_by == "Clerk to the council"
