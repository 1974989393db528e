"""A second year, answers made offline, answers that Locality enters: each page is accessible and fits."""

import pytest

from assessments import actions
from assessments.actions.assisting import begin_assistance
from assessments.offline import ANSWER, COLUMNS, HEADS, KEY
from assessments.workflow import State
from principles.models import Level
from records.workbook import read, write
from tests import factories
from tests.browser.site import PHONE, WIDE, check_all
from tests.doors import force_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.feature("PU39")]

LAST = {
    "1a": {"kind": "level", "level": Level.REGULAR_USE, "basis": "In two wards since 2023."},
    "1b": {"kind": "level", "level": Level.TRYING_OUT, "basis": "One ward."},
    "1c": {"kind": "level", "level": Level.EARLY_DAYS},
    "2a": {"kind": "level", "level": Level.REGULAR_USE},
}


@pytest.fixture
def second_year(council_a, lead, signer, curator):
    """This year's, not started: 1b is reworded, 1c split, 2a retired, the rest as it was."""
    before = factories.complete_before(council_a, factories.QuestionSetFactory(), said=LAST)
    kinds = {"1b": "reworded", "1c": "split", "2a": "retired"}
    asked = factories.next_version(before.cycle.question_set, curator, **kinds)
    cycle = factories.CycleFactory(question_set=asked, opened=True)
    return factories.AssessmentFactory(council=council_a, cycle=cycle)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_page_of_a_second_year(site, second_year, lead, signer, width):
    path, home = second_year.get_absolute_url(), f"/assessments/{second_year.council.slug}/"
    site.as_(lead, width=width)
    check_all(site, [path, f"{path}1b/", f"{path}1c/", f"{path}forward/"])
    actions.bring_forward(assessment=second_year, by=lead)
    waiting = [path, f"{path}?show=attention", f"{path}1a/", f"{path}1a/still-true/", f"{path}1b/still-true/"]
    check_all(site, [*waiting, f"{path}forward/", f"{path}check/", home, f"{home}years/"])
    page = site.open(f"{path}1a/still-true/")
    page.get_by_label("We have moved back").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Save and go to the answer").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    assert site.problems() == []
    page.get_by_role("link", name="Skip this", exact=True).click()
    page.get_by_label("Trying it out").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save and come back").click()
    assert page.url.endswith(path)
    check_all(site, [f"{path}1a/what-happened/", f"{path}movement/", f"{path}results/", f"{path}1a/"])
    site.as_(signer, width=width)
    check_all(site, [f"{path}movement/", f"{home}years/"])


def filled(data):
    """Return the file that was taken with one answer that is understood and one that is not."""
    rows = read(data)
    for number, cells in rows.items():
        if number > HEADS and cells[KEY] in ("1a", "1b"):
            cells[ANSWER] = "In regular use" if cells[KEY] == "1a" else "Perhaps"
    lines = [rows.get(number, ()) for number in range(1, max(rows) + 1)]
    return write("Back", lines, widths=(9,) * len(COLUMNS))


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_pages_of_answers_made_offline(site, council_a, lead, client, width):
    path = factories.AssessmentFactory(council=council_a).get_absolute_url()
    force_in(client, lead)
    back = filled(client.get(f"{path}offline.xlsx").content)
    page = site.as_(lead, width=width).open(f"{path}offline/")
    assert site.problems() == []
    page.get_by_role("button", name="See what would change").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    assert site.problems() == []
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.locator("[type=file]").set_input_files({"name": "back.xlsx", "mimeType": kind, "buffer": back})
    page.get_by_role("button", name="See what would change").click()
    page.get_by_text("Perhaps").first.wait_for()
    assert site.problems() == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_the_pages_on_which_locality_enters_answers(site, council_a, lead, signer, reviewer, width):
    assessment = factories.AssessmentFactory(council=council_a, state=State.NOT_STARTED)
    begun = begin_assistance(assessment=assessment, by=reviewer, asked_by="Policy officer", how="phone")
    pages = [f"/assessments/assisted/{begun.pk}/{part}" for part in ("", "1a/")]
    desk = f"/admin/assessments/assessment/{assessment.pk}/change/"
    check_all(site.as_(reviewer, width=width), [*pages, desk])
    page = site.open(pages[1])
    page.get_by_label("In regular use").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Save").first.click()
    path = assessment.get_absolute_url()
    check_all(site.as_(lead, width=width), [path, f"{path}1a/", f"{path}check/"])
