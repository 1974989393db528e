"""Giving one council more time from the desk: first a page that says what it does, then the button."""

import datetime

import pytest
from django.utils import timezone

from assessments.workflow import State
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST13")]


@pytest.fixture
def desk(sign_in, reviewer):
    return sign_in(reviewer)


def address(assessment):
    return f"/admin/assessments/assessment/{assessment.pk}/extend/"


def until(days=120):
    return (timezone.localdate() + datetime.timedelta(days=days)).strftime("%d/%m/%Y")


def test_it_says_who_hears_of_it_and_has_not_happened_yet(desk, at_state, lead, signer):
    assessment = at_state(State.IN_PROGRESS)
    page = desk.get(address(assessment)).content.decode()
    assert f"{lead.name} (lead officer), {signer.name} (sign-off officer)" in page
    assert "Nothing has happened yet" in page
    assert (
        address(assessment)
        in desk.get(f"/admin/assessments/assessment/{assessment.pk}/change/").content.decode()
    )


def test_the_button_gives_it(desk, at_state, lead, sign_in):
    assessment = at_state(State.NOT_SHARED)
    done = desk.post(address(assessment), {"until": until(), "reason": "The lead was ill."}, follow=True)
    assert "time until the end of" in done.content.decode()
    assessment.refresh_from_db()
    assert assessment.state == State.IN_PROGRESS
    history = sign_in(lead).get(f"{assessment.get_absolute_url()}history/").content.decode()
    assert "The lead was ill." in history


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Enter the last day."),
        ({"until": "soon", "reason": "Ill."}, "Enter a day, such as"),
        ({"until": "01/01/2020", "reason": "Ill."}, "Until then it has time anyway."),
        ({"until": "31/12/9999", "reason": "Ill."}, "within a year"),
        ({"until": until(), "reason": " "}, "Say why this council gets more time."),
        ({"until": until(), "reason": "a\x00b"}, "Null characters are not allowed."),
        ({"until": until(), "reason": "x" * 1001}, "at most 1000"),
    ],
)
def test_mistakes_are_said_and_nothing_typed_is_lost(sent, said, desk, at_state):
    assessment = at_state(State.IN_PROGRESS)
    page = desk.post(address(assessment), sent)
    assert page.status_code == 200
    assert said in page.content.decode()
    assert sent.get("until", "") in page.content.decode()
    assessment.refresh_from_db()
    assert assessment.extended_to is None


def test_what_is_signed_needs_none_and_the_page_says_so(desk, at_state):
    assessment = at_state(State.SUBMITTED)
    assert "have not been signed yet" in desk.get(address(assessment)).content.decode()
    assert desk.post(address(assessment), {"until": until(), "reason": "Ill."}).status_code == 403


@pytest.mark.parametrize("number", ["0", "9" * 30, "x"])
def test_there_is_no_page_for_what_is_not_there(number, desk):
    assert desk.get(f"/admin/assessments/assessment/{number}/extend/").status_code == 404


def test_nobody_else_can(at_state, people, sign_in):
    assessment = at_state(State.IN_PROGRESS)
    for name, person in people.items():
        if name not in {"reviewer", "superuser"}:
            answer = sign_in(person).post(address(assessment), {"until": until(), "reason": "Ill."})
            assert answer.status_code in {302, 403}, name
    assessment.refresh_from_db()
    assert assessment.extended_to is None


def test_words_of_staff_are_escaped(desk, at_state, lead, sign_in):
    assessment = at_state(State.IN_PROGRESS)
    desk.post(address(assessment), {"until": until(), "reason": "<script>alert(1)</script>"})
    page = sign_in(lead).get(f"{assessment.get_absolute_url()}history/").content.decode()
    assert "<script>alert" not in page


def test_the_council_reads_until_when_and_whom_to_ask(
    at_state, council_a, lead, sign_in, reviewer, time_machine
):
    assessment = at_state(State.IN_PROGRESS)
    page = sign_in(lead).get(assessment.get_absolute_url()).content.decode()
    assert "Network team" in page
    assert "mailto:network.team@example.org" in page
    time_machine.move_to(assessment.deadline + datetime.timedelta(hours=12))
    page = sign_in(lead).get(assessment.get_absolute_url()).content.decode()
    assert "You can still answer, send it and sign it until 11:59pm on" in page
    assert "The deadline was" in sign_in(lead).get("/assessments/").content.decode()
    other = factories.AssessmentFactory(council=council_a, state=State.NOT_SHARED)
    page = sign_in(lead).get(other.get_absolute_url()).content.decode()
    assert "Not shared this year" in page
    assert "Nobody outside your council sees it." in page
