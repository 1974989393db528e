"""Reminders in working days: who hears what on which day, once, and never when nobody works."""

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from accounts.models import Notice
from accounts.working_days import is_working_day, working_days_before
from assessments.actions import extend, give_parts, perform, reminders_due, save_answer, send_reminders
from assessments.models import Cycle, Kind, Reminder
from assessments.models.cycle import read_days
from assessments.workflow import State
from councils.models import CouncilRole
from principles.models import Level
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF42")]

OPENED = datetime.datetime(2026, 9, 1, 9, tzinfo=datetime.UTC)
# The week after Easter Monday: bank holidays stand between the reminders.
CLOSES = datetime.date(2027, 4, 7)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def cycle(time_machine):
    time_machine.move_to(OPENED)
    return factories.CycleFactory(closes_on=CLOSES, opened=True)


@pytest.fixture
def running(cycle, at_state):
    def walk(state, **more):
        assessment = at_state(state, cycle=cycle, **more)
        Email.objects.all().delete()
        Notice.objects.all().delete()
        return assessment

    return walk


@pytest.fixture
def on(time_machine):
    """Return a function that stands on a day at seven in the morning and runs the timer's work."""

    def run(day):
        time_machine.move_to(datetime.datetime.combine(day, datetime.time(7), tzinfo=datetime.UTC))
        Email.objects.all().delete()
        send_reminders()
        return {row.to[0]: row.prepare_email_message().body for row in Email.objects.all()}

    return run


def days(first, last):
    return [first + DAY * number for number in range((last - first).days + 1)]


def test_leads_hear_twenty_ten_five_and_one_working_days_before(running, lead, on):
    running(State.IN_PROGRESS, said={})
    heard = [day for day in days(datetime.date(2027, 2, 20), CLOSES + 30 * DAY) if lead.email in on(day)]
    assert heard == [working_days_before(CLOSES, number) for number in (20, 10, 5, 1)]
    # Good Friday and Easter Monday do not count, so that ten working days are sixteen days.
    assert heard[1] == CLOSES - 16 * DAY
    assert all(map(is_working_day, heard))


@pytest.mark.parametrize("number", [3, 7])
def test_the_signer_hears_three_and_seven_working_days_after_sending(number, running, lead, signer, on):
    running(State.AWAITING_SIGN_OFF)
    due = {3: datetime.date(2026, 9, 4), 7: datetime.date(2026, 9, 10)}[number]
    body = on(due)[signer.email]
    assert "sent to you for sign-off on 1 September 2026" in body
    assert "somebody of equal standing" in body
    assert [notice.text for notice in lead.notices.all()][-1].startswith(f"The portal reminded {signer.name}")


def test_the_signer_hears_no_third_time(running, signer, on):
    running(State.AWAITING_SIGN_OFF)
    heard = [day for day in days(datetime.date(2026, 9, 1), CLOSES) if signer.email in on(day)]
    assert len(heard) == 2
    assert Reminder.objects.count() == 2


def test_sent_again_it_counts_anew(running, lead, signer, on, time_machine):
    assessment = running(State.AWAITING_SIGN_OFF)
    assert signer.email in on(datetime.date(2026, 9, 4))
    perform(assessment, "recall", by=lead)
    perform(assessment, "send", by=lead, gaps_acknowledged=True)
    assert on(datetime.date(2026, 9, 7)) == {}
    assert signer.email in on(datetime.date(2026, 9, 9))


def test_contributors_hear_of_the_parts_nobody_answered(running, lead, contributor, on):
    assessment = running(State.IN_PROGRESS, said={})
    statements = list(assessment.cycle.question_set.statements.filter(key__in=["1a", "1b"]).order_by("key"))
    give_parts(assessment=assessment, person=contributor, keys=["1a", "1b"], note="", by=lead)
    assessment.assignments.filter(statement=statements[1]).update(due_on=datetime.date(2027, 3, 1))
    save_answer(
        assessment=assessment, statement=statements[0], by=lead, seen_version=0, kind=Kind.DO_NOT_KNOW
    )
    body = on(working_days_before(CLOSES, 10))[contributor.email]
    assert "1b: We do 1b well. (asked for by 1 March 2027)" in body
    assert "1a:" not in body


def test_a_contributor_without_open_parts_hears_nothing(running, contributor, on):
    running(State.IN_PROGRESS)
    assert contributor.email not in on(working_days_before(CLOSES, 10))


def test_it_says_what_is_left_in_words_and_names_no_level(running, lead, on):
    top = {"kind": Kind.LEVEL, "level": Level.HOW_WE_WORK, "basis": "In every ward."}
    running(State.IN_PROGRESS, said={"1a": top})
    body = on(working_days_before(CLOSES, 5))[lead.email]
    assert "- 23 statements have no answer yet" in body
    assert "- 1 answer lacks words or evidence" in body
    assert "11:59pm on Wednesday 7 April 2027" in body
    assert body.count("http") == 1
    assert not any(level.label in body for level in Level)


def test_nothing_is_sent_at_a_weekend_or_on_a_bank_holiday(running, lead, on, cycle):
    running(State.IN_PROGRESS)
    # What was due on the working day before is late, and still waits for a working day.
    Cycle.objects.filter(pk=cycle.pk).update(reminder_days="4")
    due = working_days_before(CLOSES, 4)
    for day in days(due + DAY, due + 8 * DAY):
        if not is_working_day(day):
            assert on(day) == {}, day


def test_a_second_run_and_a_late_one_send_once(running, lead, on):
    running(State.IN_PROGRESS)
    day = working_days_before(CLOSES, 10)
    assert lead.email in on(working_days_before(CLOSES, 9))  # a day late
    assert on(working_days_before(CLOSES, 9)) == {}
    assert on(working_days_before(CLOSES, 8)) == {}
    assert Reminder.objects.get().mark == f"close {CLOSES} 10"
    assert day < working_days_before(CLOSES, 9)


def test_what_is_very_late_is_left_out(running, on):
    running(State.IN_PROGRESS)
    assert on(working_days_before(CLOSES, 7)) == {}


@pytest.mark.parametrize("state", [State.SUBMITTED, State.COMPLETE, State.NOT_SHARED])
def test_it_stops_once_it_is_submitted(state, running, on):
    running(state)
    assert all(on(working_days_before(CLOSES, number)) == {} for number in (20, 10, 5, 1))


def test_what_moves_on_between_finding_and_sending_gets_nothing(running, lead, on, monkeypatch, time_machine):
    assessment = running(State.IN_PROGRESS)
    time_machine.move_to(working_days_before(CLOSES, 10))
    found = reminders_due()
    assert [due.person for due in found] == [lead]
    perform(assessment, "send", by=lead, gaps_acknowledged=True)
    monkeypatch.setattr("assessments.actions.reminders.reminders_due", lambda: found)
    assert send_reminders() == []


def test_a_council_with_more_time_hears_before_its_own_day(running, lead, reviewer, on):
    assessment = running(State.IN_PROGRESS)
    until = datetime.date(2027, 5, 14)
    extend(assessment=assessment, until=until, reason="Ill.", by=reviewer)
    assert on(working_days_before(CLOSES, 1)) == {}
    assert "Friday 14 May 2027" in on(working_days_before(until, 5))[lead.email]


def test_who_has_just_heard_of_the_closing_day_is_not_reminded_of_it(lead, council_a, time_machine, on):
    time_machine.move_to(datetime.datetime.combine(working_days_before(CLOSES, 10), datetime.time(9)))
    cycle = factories.CycleFactory(closes_on=CLOSES, opened=True)
    factories.AssessmentFactory(council=council_a, cycle=cycle)
    assert on(timezone.localdate()) == {}
    assert on(timezone.localdate() + DAY) == {}
    assert lead.email in on(working_days_before(CLOSES, 5))


def test_somebody_with_two_roles_gets_one(running, lead, council_a, on):
    factories.CouncilRoleFactory(council=council_a, user=lead, kind=CouncilRole.Kind.CONTRIBUTOR)
    running(State.IN_PROGRESS)
    assert list(on(working_days_before(CLOSES, 1))) == [lead.email]
    assert Email.objects.count() == 1


@pytest.mark.parametrize("text", ["", "x", "20,", "0", "-1", "61", "5, 5", "1.5", "٣", "9" * 30, "1\x00"])
def test_odd_days_are_refused_in_words(text):
    with pytest.raises(ValidationError, match=r"\."):
        read_days(text)


def test_the_days_are_the_cycles_own(running, lead, on, cycle):
    running(State.IN_PROGRESS)
    Cycle.objects.filter(pk=cycle.pk).update(reminder_days="2, 15", signing_days="")
    heard = [day for day in days(datetime.date(2027, 2, 20), CLOSES) if lead.email in on(day)]
    assert heard == [working_days_before(CLOSES, number) for number in (15, 2)]


def test_the_command_names_them(running, lead, time_machine):
    running(State.IN_PROGRESS)
    time_machine.move_to(working_days_before(CLOSES, 10))
    for options, words in ((["--dry-run"], "would remind: 1"), ([], "reminded: 1"), ([], "reminded: 0")):
        said = io.StringIO()
        call_command("run_cycles", *options, stdout=said)
        assert words in said.getvalue()


def test_edge_2_a_lead_who_has_left_hears_nothing(running, former_member, lead, on):
    running(State.IN_PROGRESS)
    assert list(on(working_days_before(CLOSES, 5))) == [lead.email]
