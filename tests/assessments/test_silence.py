"""The silence report: not opened, stalled, awaiting sign-off, each with its days, and no level."""

import datetime

import pytest
from django.utils import timezone
from post_office.models import Email

from assessments.actions import close_cycle, remind
from assessments.models import Answer, Assessment
from assessments.silence import silence_in
from assessments.workflow import State
from councils.models import CouncilRole
from principles.models import Level
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST17")]

START = datetime.datetime(2026, 9, 1, 9, tzinfo=datetime.UTC)


def days(number):
    return datetime.timedelta(days=number)


@pytest.fixture
def cycle(time_machine):
    time_machine.move_to(START)
    return factories.CycleFactory(closes_on=(START + days(90)).date(), opened=True)


@pytest.fixture
def council(cycle):
    """Return a function that makes a council's self-assessment; its lead signed in when it says."""

    def make(state=State.NOT_STARTED, signed_in=None, **walk):
        assessment = factories.AssessmentFactory(cycle=cycle, state=state, **walk)
        lead = factories.officer(assessment.council, CouncilRole.Kind.LEAD)
        lead.last_login = signed_in
        lead.save(update_fields=["last_login"])
        return assessment

    return make


@pytest.fixture
def desk(sign_in, reviewer):
    return lambda: sign_in(reviewer)


def address(cycle, asked=""):
    return f"/admin/assessments/cycle/{cycle.pk}/silence/{asked}"


def names(rows):
    return [row.assessment for row in rows]


def test_each_stands_where_it_is_silent(council, cycle, time_machine):
    never = council()
    before = council(signed_in=START - days(5))
    looked = council(signed_in=START + days(1))
    begun = council(State.IN_PROGRESS, signed_in=START, said={"1a": {"kind": "do_not_know"}})
    sent = council(State.AWAITING_SIGN_OFF, signed_in=START)
    council(State.SUBMITTED)
    time_machine.move_to(START + days(20))
    report = silence_in(cycle)
    assert names(report.unopened) == [never, before]
    assert names(report.not_started) == [looked]
    assert names(report.stalled) == [begun]
    assert names(report.awaiting) == [sent]
    assert (report.stalled[0].days, report.awaiting[0].days_waiting, report.unopened[1].days_away) == (
        20,
        20,
        25,
    )


def test_a_save_ends_the_silence(council, cycle, time_machine):
    begun = council(State.IN_PROGRESS, said={"1a": {"kind": "do_not_know"}})
    time_machine.move_to(START + days(13))
    assert silence_in(cycle).under_way == 1
    time_machine.move_to(START + days(14))
    assert names(silence_in(cycle).stalled) == [begun]
    assert silence_in(cycle, stalled=30).stalled == []
    Answer.objects.filter(assessment=begun).update(saved_at=timezone.now())
    assert silence_in(cycle).stalled == []


def test_anybody_of_the_team_counts_and_former_ones_do_not(council, cycle, time_machine):
    assessment = council()
    viewer = factories.CouncilRoleFactory(
        council=assessment.council, kind="viewer", user__last_login=START + days(2)
    )
    time_machine.move_to(START + days(20))
    assert names(silence_in(cycle).not_started) == [assessment]
    viewer.ends_on = timezone.localdate()
    viewer.save()
    assert names(silence_in(cycle).unopened) == [assessment]


def test_the_page_says_whom_to_ring_and_names_no_level(council, cycle, time_machine, desk, lead):
    top = {"kind": "level", "level": Level.HOW_WE_WORK, "basis": "A secret basis."}
    assessment = council(State.IN_PROGRESS, signed_in=START, said={"1a": top})
    time_machine.move_to(START + days(31))
    page = desk().get(address(cycle)).content.decode()
    assert assessment.council.official_name in page
    assert "last saved 31 days ago" in page
    assert "Nobody has signed in for 31 days." in page
    assert "(lead officer), signed in 31 days ago" in page
    assert not any(level.label in page for level in Level)
    assert "A secret basis." not in page


def test_its_button_leads_to_the_preview_of_reminders(council, cycle, time_machine, desk):
    assessment = council(State.IN_PROGRESS, signed_in=START)
    time_machine.move_to(START + days(20))
    assert 'action="/admin/assessments/assessment/?stands=all"' in desk().get(address(cycle)).content.decode()
    Email.objects.all().delete()
    sent = {"action": "remind_chosen", "_selected_action": [assessment.pk]}
    preview = desk().post("/admin/assessments/assessment/?stands=all", sent).content.decode()
    assert "Send a reminder: 1 chosen" in preview
    assert not Email.objects.exists()


def test_it_says_when_it_was_last_reminded(council, cycle, time_machine, desk, reviewer):
    assessment = council(State.IN_PROGRESS, signed_in=START)
    time_machine.move_to(START + days(20))
    remind(assessments=[assessment], by=reviewer)
    assert "Reminded on 21 September 2026." in desk().get(address(cycle)).content.decode()


def test_nobody_silent_and_a_closed_cycle_are_said(cycle, desk, reviewer):
    assert "Nobody is silent." in desk().get(address(cycle)).content.decode()
    close_cycle(cycle=cycle, by=reviewer)
    assert "This cycle is not open." in desk().get(address(cycle)).content.decode()


@pytest.mark.parametrize("asked", ["?days=7", "?days=30", "?days=", "?days=-1", f"?days={'9' * 30}"])
def test_odd_numbers_of_days_are_left_aside(asked, council, cycle, desk):
    council()
    assert desk().get(address(cycle, asked)).status_code == 200


def test_who_keeps_the_register_reads_no_silence(cycle, people, sign_in):
    for name, person in people.items():
        due = {200} if name in {"reviewer", "superuser"} else {302, 403}
        assert sign_in(person).get(address(cycle)).status_code in due, name


@pytest.mark.parametrize("number", [1, 40])
def test_the_page_asks_as_much_for_many_as_for_one(
    number, council, cycle, desk, time_machine, django_assert_max_num_queries
):
    first = council()
    made = [first, *(factories.AssessmentFactory(cycle=cycle) for _ in range(number - 1))]
    for assessment in made:
        factories.CouncilRoleFactory(council=assessment.council, kind="lead")
    time_machine.move_to(START + days(20))
    browser = desk()
    browser.get(address(cycle))
    with django_assert_max_num_queries(16):
        assert browser.get(address(cycle)).status_code == 200
    assert Assessment.objects.count() == number
