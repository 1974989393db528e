"""The review desk and the cycles in a browser: accessible, fitting, nothing refused by the policy."""

import pytest
from django.utils import timezone

from assessments.actions import add_evidence
from assessments.models import Audience, Item
from assessments.workflow import State
from councils.models import Council
from tests import factories
from tests.browser.site import PHONE, WIDE, check_all

pytestmark = pytest.mark.django_db(transaction=True)

LIST = "/admin/assessments/assessment/"
CYCLES = "/admin/assessments/cycle/"


@pytest.fixture
def pages():
    """Every page of the desk, with something on it."""
    everything = dict.fromkeys(((item, "") for item in Item), Audience.PUBLIC)
    begun = factories.AssessmentFactory(state=State.IN_PROGRESS, choices=everything)
    signed = factories.AssessmentFactory(cycle=begun.cycle, state=State.IN_PROGRESS, choices=everything)
    lead = factories.officer(signed.council, "lead")
    add_evidence(answer=signed.answers.first(), by=lead, title="Plan", link="https://example.org/plan")
    factories.walk(signed, State.SUBMITTED)
    done = factories.AssessmentFactory(cycle=begun.cycle, state=State.COMPLETE, choices=everything)
    factories.MembershipFactory()
    planned = factories.CycleFactory()
    incomplete = factories.CycleFactory(closes_on=None)
    return [
        "/admin/",
        LIST,
        f"{LIST}?stands=all",
        *(f"{LIST}{one.pk}/change/" for one in (begun, signed, done)),
        *(f"{LIST}{one.pk}/extend/" for one in (begun, signed)),
        CYCLES,
        f"{CYCLES}add/",
        *(f"{CYCLES}{one.pk}/change/" for one in (planned, begun.cycle)),
        *(f"{CYCLES}{one.pk}/open/" for one in (planned, incomplete)),
        *(f"{CYCLES}{begun.cycle.pk}/{verb}/" for verb in ("invite", "close", "silence", "copy")),
    ]


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_page_is_accessible_and_keeps_to_the_policy(site, reviewer, pages, width):
    check_all(site.as_(reviewer, width=width), pages)


@pytest.fixture
def moved():
    """Asked about, come back with another level, complete, withdrawn, and of a council that has ended."""
    states = (
        State.CLARIFICATION,
        State.CONFIRMATION,
        State.COMPLETE,
        State.WITHDRAWN,
        State.AWAITING_SIGN_OFF,
    )
    made = [
        factories.AssessmentFactory(cycle=factories.CycleFactory(title="One", opened=True), state=state)
        for state in states
    ]
    factories.make(made[1], "confirm")
    Council.objects.filter(pk=made[4].council_id).update(ended_on=timezone.localdate())
    return [f"{LIST}{one.pk}/change/" for one in made]


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_pages_of_what_was_asked_and_of_a_merger(site, reviewer, moved, width):
    check_all(site.as_(reviewer, width=width), moved)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_what_the_buttons_of_the_reading_page_show(site, reviewer, pages, width):
    """A reason that is missing, questions that are not sent yet, and a document before it is hidden."""
    reading = pages[4]
    page = site.as_(reviewer, width=width).open(reading)
    page.get_by_role("button", name="Return it to the council").click()
    page.get_by_text("Say why, so that the council knows").wait_for()
    assert site.problems() == []
    page = site.open(reading)
    page.get_by_text("Note or question").first.click()
    page.get_by_label("1a: question to the council").fill("Which wards?")
    page.get_by_role("button", name="Save flags and notes").click()
    page.get_by_text("not sent yet").wait_for()
    assert site.problems() == []
    page.get_by_role("button").filter(has_text="Hide").click()
    page.get_by_role("button", name="Hide it").wait_for()
    assert site.problems() == []


def test_also_in_the_dark(site, reviewer, pages):
    check_all(site.as_(reviewer, color_scheme="dark"), pages[:6])
