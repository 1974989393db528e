"""Cycles in the admin: their days are edited, what has consequences is a button after a page that says so."""

import datetime

import pytest
from django.utils import timezone

from assessments.models import Assessment, Cycle
from assessments.queue import waiting
from assessments.workflow import State
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST13")]

CYCLES = "/admin/assessments/cycle/"


@pytest.fixture
def desk(sign_in, reviewer):
    return sign_in(reviewer)


def test_open_shows_what_it_will_do_and_then_does_it(desk, council_a):
    factories.MembershipFactory(council=council_a)
    cycle = factories.CycleFactory()
    assert "../open/" in desk.get(f"{CYCLES}{cycle.pk}/change/").content.decode()
    preview = desk.get(f"{CYCLES}{cycle.pk}/open/").content.decode()
    assert "Ambleford" in preview
    assert not Assessment.objects.exists()
    done = desk.post(f"{CYCLES}{cycle.pk}/open/", follow=True).content.decode()
    assert "1 council has been added and told" in done
    assert Assessment.objects.get().council == council_a


def test_what_stands_in_the_way_is_listed_without_a_button(desk):
    cycle = factories.CycleFactory(closes_on=None)
    preview = desk.get(f"{CYCLES}{cycle.pk}/open/").content.decode()
    assert "Give the first day and the deadline." in preview
    assert "Open it and tell" not in preview
    assert desk.post(f"{CYCLES}{cycle.pk}/open/").status_code == 403


def test_close_and_invite(desk, council_a):
    cycle = factories.CycleFactory(opened=True)
    factories.MembershipFactory(council=council_a)
    assert "1 council has joined" in waiting(desk_user(desk))[0].why
    assert "Ambleford" in desk.get(f"{CYCLES}{cycle.pk}/invite/").content.decode()
    desk.post(f"{CYCLES}{cycle.pk}/invite/")
    assert council_a.assessments.count() == 1
    preview = desk.get(f"{CYCLES}{cycle.pk}/close/").content.decode()
    assert "All work is kept" in preview
    assert "Ambleford Metropolitan Borough Council: not started" in preview
    done = desk.post(f"{CYCLES}{cycle.pk}/close/", follow=True).content.decode()
    assert "1 is not shared this year" in done
    assert not Cycle.objects.open().exists()


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("", "An open cycle needs its first day and its deadline."),
        ("1 May 2020", "The deadline has to be after the first day."),
    ],
)
def test_the_deadline_of_an_open_cycle_is_checked_with_the_day_that_is_only_shown(desk, day, said):
    cycle = factories.CycleFactory(opened=True)
    answer = desk.post(f"{CYCLES}{cycle.pk}/change/", {"title": cycle.title, "closes_on": day})

    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_a_cycle_is_made_with_its_days(desk):
    questions = factories.QuestionSetFactory()
    made = {"title": "Self-assessment 2031", "question_set": questions.pk, "opens_on": "3 March 2031"}
    page = desk.post(f"{CYCLES}add/", {**made, "opens_on": "2031-03-03", "closes_on": "2031-03-02"})
    assert "The deadline has to be after the first day." in page.content.decode()
    desk.post(f"{CYCLES}add/", {**made, "opens_on": "2031-03-03", "closes_on": "2031-05-30"})
    assert not Cycle.objects.get().is_open


def test_once_open_its_questions_stay(desk):
    cycle = factories.CycleFactory(opened=True)
    other = factories.QuestionSetFactory()
    desk.post(
        f"{CYCLES}{cycle.pk}/change/",
        {
            "title": "Renamed",
            "question_set": other.pk,
            "opens_on": "2030-01-01",
            "closes_on": cycle.closes_on,
        },
    )
    changed = Cycle.objects.get(pk=cycle.pk)
    assert (changed.title, changed.question_set, changed.opens_on) == (
        "Renamed",
        cycle.question_set,
        cycle.opens_on,
    )


def test_opening_says_which_councils_have_nobody_to_tell(desk, council_a, lead):
    factories.MembershipFactory(council=council_a)
    factories.MembershipFactory(council__name="Calverton")
    preview = desk.get(f"{CYCLES}{factories.CycleFactory().pk}/open/").content.decode()
    assert preview.count("so nobody is told") == 1
    assert "Ambleford Metropolitan Borough Council</li>" in preview


def test_an_open_cycle_cannot_be_made_to_end_in_the_past(desk, at_state):
    cycle = at_state(State.IN_PROGRESS).cycle
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    type(cycle).objects.filter(pk=cycle.pk).update(opens_on=yesterday - datetime.timedelta(days=9))
    sent = {"title": cycle.title, "closes_on": yesterday.strftime("%d/%m/%Y")}
    page = desk.post(f"{CYCLES}{cycle.pk}/change/", sent).content.decode()
    assert "Choose today or a later day. To end it now, close the cycle." in page


@pytest.mark.parametrize("days", ["x", "0", "20, 20", "99999999999999999999999999999999"])
def test_odd_reminder_days_are_said_on_the_form(days, desk):
    cycle = factories.CycleFactory()
    page = desk.post(f"{CYCLES}{cycle.pk}/change/", {"title": cycle.title, "reminder_days": days})
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()


@pytest.mark.parametrize("verb", ["open", "invite", "close"])
def test_only_reviewers_have_the_buttons(verb, people, sign_in):
    cycle = factories.CycleFactory()
    for name, person in people.items():
        if name not in {"reviewer", "superuser"}:
            for method in ("get", "post"):
                answer = getattr(sign_in(person), method)(f"{CYCLES}{cycle.pk}/{verb}/")
                assert answer.status_code in {302, 403}, name
    assert not Cycle.objects.filter(opened_at__isnull=False).exists()


def desk_user(browser):
    """Return who is signed in, read afresh."""
    return browser.get("/admin/").context["user"]
