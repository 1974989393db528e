"""The review desk and the cycles in a browser: accessible, fitting, nothing refused by the policy."""

import pytest

from assessments.actions import add_evidence
from assessments.models import Audience, Item
from assessments.workflow import State
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


def test_also_in_the_dark(site, reviewer, pages):
    check_all(site.as_(reviewer, color_scheme="dark"), pages[:6])
