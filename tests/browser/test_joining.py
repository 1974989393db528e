"""Joining in a browser: the whole way by keyboard, with and without script; pages accessible and fitting."""

import pytest
from django.core.cache import caches

from joining.models import Application
from joining.workflow import State
from tests import factories
from tests.browser.site import PHONE, WIDE, check_all
from tests.browser.test_assessment import choose, follow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.feature("PU39")]
STEPS = ("endorsement", "decision", "councillor", "officer", "conversation", "talk", "lead")
MORE = ("", "check/", "address/", "withdraw/")


@pytest.fixture(autouse=True)
def _no_tries_yet(transactional_db):
    caches["default"].clear()


@pytest.fixture
def link_of():
    """Return the path of the mailed link of an application."""
    from joining import tokens

    return lambda application: f"/joining/return/{tokens.make(application.key, application.generation)}/"


def type_into(site, label, words):
    site.tab_to(label)
    site.page.keyboard.type(words)


def answer_everything(site):
    """Answer each question by keyboard, from the first one's page on."""
    site.tab_to("Signed endorsement")
    choose(site, "Cabinet decision")
    follow(site, "Save and continue")
    type_into(site, "On which day?", "3 March 2026")
    follow(site, "Save and continue")
    site.tab_to("A member of the cabinet")
    choose(site, "Another councillor")
    type_into(site, "The councillor's post", "Lead Member")
    follow(site, "Save and continue")
    site.tab_to("Somebody in the senior")
    choose(site, "Being appointed")
    follow(site, "Save and continue")
    site.tab_to("Yes, it was held")
    choose(site, "Not yet")
    follow(site, "Save and continue")
    type_into(site, "When is it planned for?", "spring 2027")
    follow(site, "Save and continue")
    type_into(site, "Their name", "Lou Leader")
    type_into(site, "Their post", "Head of Communities")
    type_into(site, "Their work email address", "lou@example.org")
    follow(site, "Save and continue")


@pytest.mark.feature("JO5")
@pytest.mark.parametrize(("width", "script"), [(WIDE, True), (PHONE, False)])
def test_a_council_applies_by_keyboard_on_two_devices(site, council_a, link_of, width, script):
    page = site.as_(width=width, script=script).open("/joining/")
    follow(site, "Start")
    type_into(site, "Your council", "Ambleford")
    follow(site)
    follow(site, "Start")
    type_into(site, "Your work email address", "ann@example.org")
    follow(site)
    follow(site, "How the principles were endorsed")
    answer_everything(site)
    assert "Open the link in the message" in page.locator("main").inner_text()

    application = Application.objects.get()
    page = site.as_(width=width, script=script).open(link_of(application))
    follow(site, "Open it")
    follow(site, "Check and send")
    assert "Lou Leader" in page.locator("main").inner_text()
    follow(site, "Send to Locality")
    application.refresh_from_db()
    assert application.state == State.SENT
    assert application.reference in page.locator("main").inner_text()


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_pages_of_an_application_are_accessible_and_fit(site, council_a, link_of, width):
    drafts = [
        factories.ApplicationFactory(council=council_a, says=says)
        for says in ({}, {"route": "cabinet", "conversation": "planned", "planned_for": "spring"})
    ]
    site.as_(width=width)
    for draft in drafts:
        page = site.open(link_of(draft))
        assert site.problems() == []
        page.get_by_role("button", name="Open it").click()
        check_all(site, [f"{draft.get_absolute_url()}{one}" for one in (*MORE, *(f"{s}/" for s in STEPS))])
    page = site.open(f"{drafts[0].get_absolute_url()}decision/")
    page.get_by_label("On which day was it signed?").fill("soon")
    page.get_by_role("button", name="Save and continue").click()
    assert page.locator("#error-summary").is_visible()
    assert site.problems() == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_how_it_stands_is_accessible_and_fits(site, link_of, width):
    for state in (State.SENT, State.ASKED, State.APPROVED, State.JOINED, State.DECLINED, State.WITHDRAWN):
        application = factories.ApplicationFactory(state=state)
        page = site.as_(width=width).open(link_of(application))
        page.get_by_role("button", name="Open it").click()
        assert site.problems() == [], state


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_pages_around_it_are_accessible_and_fit(site, council_a, council_b, width):
    council_b.ending_note = "Due to be abolished on 1 April 2028."
    council_b.save()
    check_all(
        site.as_(width=width),
        [
            "/joining/check/?q=Ambleford",
            "/joining/check/?q=Brackwell",
            "/joining/check/?q=zzzz",
            "/joining/ask/?q=Ambleford",
            f"/joining/ask/{council_a.slug}/",
            f"/joining/begin/{council_a.slug}/",
            "/joining/return/",
        ],
    )
    site.open("/joining/return/no-link/", 404)
    assert site.problems() == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_two_texts_side_by_side_are_accessible_and_fit(site, council_a, link_of, width):
    draft = factories.ApplicationFactory(council=council_a)
    page = site.as_(width=width).open(link_of(draft))
    page.get_by_role("button", name="Open it").click()
    page.goto(f"{site.address}{draft.get_absolute_url()}lead/")
    Application.objects.filter(pk=draft.pk).update(lead_name="Somebody else")
    page.get_by_label("Their name").fill("My own")
    page.get_by_role("button", name="Save and continue").click()
    assert "Somebody changed this while you were writing" in page.locator("main").inner_text()
    assert site.problems() == []


@pytest.mark.feature("JO6")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_desk_is_accessible_and_fits(site, curator, width):
    rows = [factories.ApplicationFactory(state=state) for state in (State.SENT, State.APPROVED)]
    desk = "/admin/joining/application/"
    pages = [f"{desk}{row.pk}/{verb}/" for row in rows for verb in ("change", "approve", "ask", "publish")]
    check_all(site.as_(curator, width=width), ["/admin/", desk, f"{desk}?stands=all", *pages])
