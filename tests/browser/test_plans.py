"""Priorities and actions by keyboard and on a phone; each of their pages keeps the rules of accessibility."""

import pytest

from assessments.models import Audience, Item
from assessments.workflow import State
from tests import factories
from tests.browser.site import NARROW, PHONE, WIDE, check_all
from tests.browser.test_assessment import choose as choose_radio
from tests.browser.test_assessment import follow
from tests.factories.assessments import walk
from tests.factories.plans import choose, plan


@pytest.fixture
def assessment(council_a, lead, signer):
    everything = dict.fromkeys(((item, "") for item in Item.values), Audience.PUBLIC)
    return factories.AssessmentFactory(council=council_a, state=State.IN_PROGRESS, choices=everything)


@pytest.mark.feature("OF26", "OF27")
@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_from_the_list_to_an_action_by_keyboard(site, assessment, lead, width):
    page = site.as_(lead, width=width).open(assessment.get_absolute_url())
    follow(site, "Choose up to three priorities")
    follow(site, assessment.cycle.question_set.statements.get(key="2a").text)
    site.tab_to("In regular use")
    choose_radio(site, "How we work")
    site.tab_to("What do you want to be true")
    page.keyboard.type("Every ward has a dated picture.")
    follow(site, "Save and plan actions")
    site.tab_to("What will you do?")
    page.keyboard.type("Ask link workers to check the list.")
    site.tab_to("Whose job is it?")
    page.keyboard.type("Neighbourhoods Manager")
    page.get_by_label("By when?").fill("2040-03-31")
    site.tab_to("What change will show?")
    page.keyboard.type("Groups say they were asked.")
    follow(site, "Add this action")
    assert "Neighbourhoods Manager, by 31 March 2040" in page.locator("main").inner_text()
    follow(site, "That is all")
    assert "Ask link workers to check the list." in page.locator("main").inner_text()
    assert site.problems() == []


@pytest.mark.feature("PU39")
def test_every_page_is_accessible_and_fits(site, assessment, lead, other_lead, council_a, council_b):
    factories.MembershipFactory(council=council_b)
    rows = [choose(assessment, key, lead, words="More of it.").row for key in ("1a", "2a", "3a")]
    action = plan(rows[0], lead, help_needed="A council to talk to.").row
    path = f"{assessment.get_absolute_url()}priorities/"
    parts = ["", "1a/", "4a/", "1a/set-aside/", "1a/actions/", "2a/actions/"]
    parts += [f"1a/actions/{action.pk}/", f"1a/actions/{action.pk}/remove/"]
    around = ["section/1/", "1a/next/", "results/", "champion/", "paper/"]
    pages = [path + part for part in parts] + [f"{assessment.get_absolute_url()}{part}" for part in around]
    for width in (WIDE, PHONE, NARROW):
        check_all(site.as_(lead, width=width), pages)

    for row in rows[1:]:
        plan(row, lead)
    walk(assessment, State.COMPLETE)
    for width in (WIDE, PHONE, NARROW):
        check_all(site.as_(None, width=width), [council_a.get_absolute_url()])
        shared = ["/assessments/shared/", f"/assessments/shared/{council_a.slug}/"]
        check_all(site.as_(other_lead, width=width), shared)
