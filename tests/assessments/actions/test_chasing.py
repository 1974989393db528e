"""Reminders of questions: before the day, after it, each once, then staff."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from accounts.working_days import working_days_after, working_days_before
from assessments.actions import perform
from assessments.actions.chasing import STAGES, chase_all
from assessments.actions.clarifying import Asked, save_replies
from assessments.models import Clarification
from assessments.queue import waiting
from assessments.workflow import State
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF36")]
MONDAY = datetime.datetime(2026, 3, 2, 10, tzinfo=datetime.UTC)


@pytest.fixture
def asked(at_state, reviewer, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    assessment = at_state(State.SUBMITTED)
    perform(assessment, "ask", by=reviewer, asked=Asked({"1a": "Which three services?"}, days=10))
    Email.objects.all().delete()
    return assessment


def go_to(time_machine, day):
    time_machine.move_to(datetime.datetime.combine(day, datetime.time(9), tzinfo=datetime.UTC), tick=False)


def stage_day(due, stage):
    return working_days_before(due, -stage) if stage < 0 else working_days_after(due, stage)


def test_each_reminder_goes_out_once_with_the_questions_in_it(asked, lead, time_machine):
    due = Clarification.objects.get().due_on
    assert chase_all() == 0
    for stage in STAGES:
        go_to(time_machine, stage_day(due, stage))
        assert [chase_all() for _ in range(3)] == [1, 0, 0]
        email = Email.objects.last().prepare_email_message()
        assert "Which three services?" in email.body
        assert ("Overdue" in email.subject) == (stage > 0)
    assert {email.to[0] for email in Email.objects.all()} == {lead.email}
    assert Email.objects.count() == len(STAGES)


def test_a_timer_that_slept_sends_the_newest_only(asked, time_machine):
    go_to(time_machine, stage_day(Clarification.objects.get().due_on, 2))
    call_command("chase_replies", verbosity=0)
    assert Email.objects.count() == 1


def test_who_was_just_asked_is_left_in_peace(at_state, reviewer, time_machine):
    time_machine.move_to(MONDAY, tick=False)
    assessment = at_state(State.SUBMITTED)
    perform(assessment, "ask", by=reviewer, asked=Asked({"1a": "Which?"}, days=2))
    assert chase_all() == 0
    go_to(time_machine, timezone.localdate() + datetime.timedelta(days=1))
    assert chase_all() == 0


def test_a_reply_ends_it(asked, time_machine):
    factories.make(asked, "reply")
    go_to(time_machine, datetime.date(2026, 4, 30))
    assert chase_all() == 0


def test_seven_working_days_late_staff_see_whom_to_ring(asked, reviewer, time_machine):
    due = Clarification.objects.get().due_on
    go_to(time_machine, stage_day(due, 6))
    assert not [row for row in waiting(reviewer) if row.kind == "Questions without a reply"]
    go_to(time_machine, stage_day(due, 7))
    (row,) = [row for row in waiting(reviewer) if row.kind == "Questions without a reply"]
    assert row.what == "Ambleford Metropolitan Borough Council"
    assert "Ring" in row.why


def test_edge_28_a_dispute_waits_for_a_manager(asked, reviewer, superuser):
    lead = factories.lead_of(asked)
    save_replies(assessment=asked, replies={"1a": ("Our answer stands.", True, 0)}, by=lead)
    perform(asked, "reply", by=lead)
    kinds = {person: {row.kind for row in waiting(person)} for person in (reviewer, superuser)}
    assert "Councils that disagree" in kinds[superuser]
    assert "Councils that disagree" not in kinds[reviewer]
