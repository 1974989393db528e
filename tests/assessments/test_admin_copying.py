"""Copy last year: a new cycle that is not open, with its days a year on and, if wanted, new questions."""

import datetime

import pytest
from post_office.models import Email

from assessments.actions.cycles import open_problems
from assessments.models import Assessment, Cycle
from principles.models import QuestionSet
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST13")]

FIRST, LAST = datetime.date(2026, 9, 1), datetime.date(2026, 11, 27)


@pytest.fixture
def cycle():
    return factories.CycleFactory(
        title="Self-assessment 2026", opens_on=FIRST, closes_on=LAST, reminder_days="15, 3"
    )


def address(cycle):
    return f"/admin/assessments/cycle/{cycle.pk}/copy/"


def sent(**more):
    return {"title": "Self-assessment 2027", "opens_on": "31/08/2027", "closes_on": "26/11/2027", **more}


def test_it_offers_the_same_weekdays_a_year_on(cycle, sign_in, superuser):
    page = sign_in(superuser).get(address(cycle)).content.decode()
    assert 'value="Self-assessment 2027"' in page
    assert 'value="31/08/2027"' in page
    assert 'value="26/11/2027"' in page
    assert LAST.weekday() == datetime.date(2027, 11, 26).weekday()
    assert "Draft new questions too" in page
    assert Cycle.objects.count() == 1


def test_a_reviewer_copies_the_cycle_with_its_questions(cycle, sign_in, reviewer):
    browser = sign_in(reviewer)
    assert "Draft new questions too" not in browser.get(address(cycle)).content.decode()
    done = browser.post(address(cycle), sent(new_questions="on"), follow=True).content.decode()
    assert "Nobody has been told." in done
    made = Cycle.objects.get(title="Self-assessment 2027")
    assert (made.question_set, made.reminder_days) == (cycle.question_set, "15, 3")
    assert (made.contact_role, made.contact_email) == (cycle.contact_role, cycle.contact_email)
    assert made.opened_at is None
    assert not Assessment.objects.exists()
    assert not Email.objects.exists()
    assert open_problems(made) == [
        "The first day has not come yet. Change the first day if it is to open today."
    ]


def test_with_new_questions_it_asks_a_draft_of_its_own(cycle, sign_in, superuser):
    sign_in(superuser).post(address(cycle), sent(new_questions="on"))
    made = Cycle.objects.get(title="Self-assessment 2027")
    assert made.question_set != cycle.question_set
    assert made.question_set.is_draft
    assert made.question_set.statements.count() == 24


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "Self-assessment 2026"}, "There is a cycle with this name already."),
        ({"title": ""}, "This field is required."),
        ({"title": "x" * 81}, "at most 80"),
        ({"closes_on": "01/08/2027"}, "The deadline has to be after the first day."),
        ({"opens_on": "soon"}, "Enter a day, such as"),
    ],
)
def test_mistakes_are_said_and_nothing_is_made(change, said, cycle, sign_in, superuser):
    page = sign_in(superuser).post(address(cycle), sent(**change))
    assert page.status_code == 200
    assert said in page.content.decode()
    assert Cycle.objects.count() == QuestionSet.objects.count() == 1


def test_nobody_else_can(cycle, people, sign_in):
    for name, person in people.items():
        if name not in {"reviewer", "superuser"}:
            assert sign_in(person).post(address(cycle), sent()).status_code in {302, 403}, name
    assert Cycle.objects.count() == 1
