"""What is typed into a statement outlives closed tabs, lost connections, sign-outs and colleagues."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import Session
from assessments.models import Answer, AnswerVersion, Draft
from assessments.workflow import State
from tests import factories
from tests.browser.site import PHONE, WIDE

BOX = "In a sentence or two"
TEXT = "Three services in four wards, since May 2024."
SAVED = "text=/Saved at \\d\\d:\\d\\d/"
LATER = {"timeout": 15_000}


@pytest.fixture
def address(council_a, lead, signer):
    """The page of council A's first statement, which nobody has answered."""
    assessment = factories.AssessmentFactory(council=council_a, state=State.IN_PROGRESS, said={})
    return f"{assessment.get_absolute_url()}1a/"


@pytest.fixture
def another_session(site):
    """Return a function that signs a person in anew in the same browser, as another tab does."""

    def sign_in_anew(person):
        site.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
        site.context.add_cookies([site._session(person)])

    return sign_in_anew


def places(page):
    """Return where each part of the page's form stands, from the top of the page."""
    return page.evaluate(
        "[...document.querySelectorAll('.buttons, .buttons > *, form + p')]"
        ".map(e => e.getBoundingClientRect()).map(r => [r.left, Math.round(r.top + scrollY)])"
    )


@pytest.mark.feature("OF11")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_a_killed_tab_costs_nothing_that_was_said_to_be_saved(width, site, address, lead):
    page = site.as_(lead, width=width).open(address)
    before = places(page)
    page.get_by_label("Trying it out").check()
    page.get_by_label(BOX).press_sequentially(TEXT)
    page.wait_for_selector(SAVED, **LATER)
    assert places(page) == before
    assert site.problems() == []
    page.close(run_before_unload=False)

    site.page = site.context.new_page()
    page = site.open(address)

    assert page.get_by_label(BOX).input_value() == TEXT
    assert page.get_by_label("Trying it out").is_checked()
    assert site.problems() == []
    page.get_by_role("button", name="Save and come back").click()
    page.wait_for_url("**/assessments/*/*/")
    assert Answer.objects.get().basis == TEXT
    assert not Draft.objects.exists()


@pytest.mark.feature("OF11")
def test_who_never_pauses_loses_ten_seconds_at_most(site, address, lead):
    page = site.as_(lead).open(address)
    page.clock.install()
    page.clock.pause_at(timezone.now() + timedelta(seconds=5))
    for _ in range(9):
        page.get_by_label(BOX).press_sequentially("word ")
        page.clock.run_for(1000)
    page.wait_for_selector(SAVED, **LATER)

    assert Draft.objects.get().basis.startswith("word word")


@pytest.mark.feature("OF12")
def test_a_session_that_ends_while_typing(site, address, lead, another_session):
    page = site.as_(lead).open(address)
    Session.objects.all().delete()
    page.get_by_label(BOX).press_sequentially(TEXT)
    page.wait_for_selector("text=you are signed out", **LATER)
    assert page.get_by_role("link", name="Sign in in a new tab").get_attribute("target") == "_blank"
    assert site.axe() == []

    another_session(lead)

    page.wait_for_selector(SAVED, **LATER)
    page.get_by_label("Trying it out").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue").click()
    assert page.url.endswith("/1b/")
    assert AnswerVersion.objects.get().basis == TEXT


@pytest.mark.feature("OF12")
def test_a_session_that_has_ended_without_script(site, address, lead, another_session):
    page = site.as_(lead, script=False).open(address)
    page.get_by_label("Trying it out").check()
    page.get_by_label(BOX).fill(TEXT)
    Session.objects.all().delete()
    page.get_by_role("button", name="Save and continue").click()
    assert "what you wrote is back in its form" in page.locator("main").inner_text()
    # Signing in keeps what the session holds; here a test signs in by hand.
    kept = Session.objects.get()
    another_session(lead)
    fresh = Session.objects.exclude(pk=kept.pk).get()
    data = {**fresh.get_decoded(), **kept.get_decoded()}
    Session.objects.filter(pk=fresh.pk).update(session_data=Session.objects.encode(data))

    page.goto(site.address + address)

    assert page.get_by_label(BOX).input_value() == TEXT
    page.get_by_role("button", name="Save and continue").click()
    assert AnswerVersion.objects.get().basis == TEXT


def test_a_token_that_another_tab_made_old(site, address, lead, another_session):
    page = site.as_(lead).open(address)
    another_session(lead)

    page.get_by_label(BOX).press_sequentially(TEXT)

    page.wait_for_selector(SAVED, **LATER)
    page.get_by_label("Trying it out").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save and continue").click()
    assert page.url.endswith("/1b/")


def test_a_token_that_another_tab_made_old_without_script(site, address, lead, another_session):
    page = site.as_(lead, script=False).open(address)
    page.get_by_label("Trying it out").check()
    page.get_by_label(BOX).fill(TEXT)
    another_session(lead)
    page.get_by_role("button", name="Save and continue").click()

    page.get_by_role("button", name="Send it again").click()

    assert page.url.endswith("/1b/")
    assert AnswerVersion.objects.get().basis == TEXT


def test_offline_and_online_again(site, address, lead):
    page = site.as_(lead).open(address)
    site.context.set_offline(True)
    page.get_by_label("Trying it out").check()
    page.get_by_label(BOX).press_sequentially(TEXT)
    page.wait_for_selector("text=we are trying again", **LATER)
    page.get_by_role("button", name="Save and come back").click()
    assert page.get_by_label(BOX).input_value() == TEXT

    with page.expect_navigation():
        site.context.set_offline(False)

    assert Answer.objects.get().basis == TEXT


def test_a_server_that_is_away_and_comes_back(site, address, lead):
    page = site.as_(lead).open(address)
    page.route(
        f"**{address}",
        lambda route: (
            route.fulfill(status=503, body="Away") if route.request.method == "POST" else route.continue_()
        ),
    )
    page.get_by_label(BOX).press_sequentially(TEXT)
    page.wait_for_selector("text=we are trying again", **LATER)

    page.unroute(f"**{address}")

    page.wait_for_selector(SAVED, **LATER)
    assert Draft.objects.get().basis == TEXT


@pytest.mark.feature("OF13")
def test_a_colleague_who_was_first(site, address, lead, contributor):
    page = site.as_(lead).open(address)
    assessment = lead.council_roles.get().council.assessments.get()
    said = {"1a": {"kind": "level", "level": 2, "basis": "One ward, says Cole."}}
    factories.answer_all(assessment, contributor, said)

    page.get_by_label(BOX).press_sequentially(TEXT)
    page.wait_for_selector("text=Contributor changed this answer at", **LATER)
    assert page.get_by_label(BOX).input_value() == TEXT
    assert site.axe() == []

    with page.expect_navigation():
        page.get_by_role("link", name="See both").click()
    both = page.locator("main").inner_text()
    assert "One ward, says Cole." in both
    assert page.get_by_label(BOX).input_value() == TEXT
    assert site.problems() == []
    assert Answer.objects.get().basis == "One ward, says Cole."


def test_back_and_a_second_click_make_one_save(site, address, lead):
    page = site.as_(lead).open(address)
    page.get_by_label("Trying it out").check()
    page.get_by_label(BOX).fill(TEXT)
    page.get_by_role("button", name="Save and continue").dblclick()
    page.wait_for_url("**/1b/")
    assert AnswerVersion.objects.get().basis == TEXT

    page.go_back()

    assert page.get_by_label(BOX).input_value() == TEXT
    page.get_by_role("button", name="Save and continue").click()
    page.wait_for_url("**/1b/")
    assert AnswerVersion.objects.count() == 1


def test_leaving_with_words_that_are_not_kept_asks_first(site, address, lead):
    page = site.as_(lead).open(address)
    page.get_by_label(BOX).press_sequentially(TEXT)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.get_by_role("link", name="Back to the list").click()
    page.wait_for_selector(SAVED, **LATER)

    assert asked == ["beforeunload"]
    page.get_by_role("link", name="Back to the list").click()
    page.wait_for_url("**/assessments/*/*/")
    assert asked == ["beforeunload"]


@pytest.mark.feature("OF12")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_warning_before_the_end_and_its_button(width, site, address, lead):
    site.as_(lead, width=width)
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=4))
    page = site.open(address)

    notice = page.locator(".session-warning")
    notice.wait_for(**LATER)
    assert "You will be signed out at" in notice.inner_text()
    assert site.problems() == []
    notice.get_by_role("button", name="Stay signed in").click()

    page.wait_for_selector("text=You stay signed in until", **LATER)
    assert Session.objects.get().expire_date > timezone.now() + timedelta(hours=11)
