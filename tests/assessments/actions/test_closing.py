"""The end of the time: the deadline in London, ten working days of grace, and more time for one council."""

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.utils import timezone
from post_office.models import Email

from accounts.models import Notice
from assessments.actions import close_cycle, closing, end_time, extend, open_cycle, out_of_time, perform
from assessments.models import Assessment
from assessments.permissions import can_answer, can_extend, can_move
from assessments.workflow import State
from councils.models import CouncilRole
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST13")]

OPENED = datetime.datetime(2026, 9, 1, 9, tzinfo=datetime.UTC)
CLOSES = datetime.date(2026, 12, 18)
# Ten working days later: Christmas Day, Boxing Day's substitute and New Year's Day do not count.
GRACE_ENDS = datetime.date(2027, 1, 6)


def at(day, hour=9, minute=0):
    return datetime.datetime.combine(day, datetime.time(hour, minute), tzinfo=timezone.get_default_timezone())


@pytest.fixture
def cycle(time_machine):
    time_machine.move_to(OPENED)
    return factories.CycleFactory(closes_on=CLOSES, opened=True)


@pytest.fixture
def running(cycle, at_state):
    """Return a function that walks council A's self-assessment to a state in September."""
    return lambda state, **walk: at_state(state, cycle=cycle, **walk)


class TestGrace:
    def test_edge_31_the_last_minute_is_2359_in_london(self, running, lead, time_machine):
        assessment = running(State.IN_PROGRESS)
        time_machine.move_to(at(CLOSES, 23, 59), tick=False)
        assert not assessment.is_late
        time_machine.move_to(at(CLOSES + datetime.timedelta(days=1), 0, 0))
        assert assessment.is_late
        assert assessment.deadline == datetime.datetime(2026, 12, 18, 23, 59, tzinfo=datetime.UTC)

    @pytest.mark.parametrize("state", [State.NOT_STARTED, State.IN_PROGRESS, State.AWAITING_SIGN_OFF])
    def test_edge_15_ten_working_days_later_it_is_not_shared_and_nothing_is_lost(
        self, state, running, people, time_machine
    ):
        assessment = running(state, said={"1a": {"kind": "do_not_know"}})
        answers = assessment.answers.count()
        time_machine.move_to(at(GRACE_ENDS, 23, 58))
        assert end_time() == []
        assert assessment.in_time
        time_machine.move_to(at(GRACE_ENDS + datetime.timedelta(days=1), 0, 1))
        assert not assessment.in_time
        assert [row.pk for row in out_of_time()] == [assessment.pk]
        assert [row.pk for row in end_time()] == [assessment.pk]
        assert end_time() == []
        assessment.refresh_from_db()
        assert (assessment.state, assessment.answers.count()) == (State.NOT_SHARED, answers)
        event = assessment.events.last()
        assert (event.move, event.by, event.role) == ("leave", None, "The portal")
        assert {notice.person for notice in Notice.objects.filter(text__contains="is over")} == {
            people["lead"],
            people["contributor"],
            people["signer"],
        }

    def test_what_was_given_time_a_moment_before_is_not_left(
        self, running, reviewer, time_machine, monkeypatch
    ):
        given = running(State.IN_PROGRESS)
        time_machine.move_to(at(GRACE_ENDS + datetime.timedelta(days=1)))
        seen = out_of_time()
        until = GRACE_ENDS + datetime.timedelta(days=30)
        extend(assessment=given, until=until, reason="Flood.", by=reviewer)
        monkeypatch.setattr(closing, "out_of_time", lambda: seen)

        assert end_time() == []

        given.refresh_from_db()
        assert given.state == State.IN_PROGRESS

    def test_in_the_grace_one_can_answer_send_and_sign(self, running, lead, signer, time_machine):
        assessment = running(State.IN_PROGRESS)
        time_machine.move_to(at(GRACE_ENDS, 23, 59))
        assert can_answer(lead, assessment)
        perform(assessment, "send", by=lead, gaps_acknowledged=True)
        assert perform(assessment, "sign", by=signer, agreed=True).state == State.SUBMITTED

    def test_after_it_nothing_is_taken_even_before_the_timer_has_run(
        self, running, lead, signer, time_machine
    ):
        assessment = running(State.AWAITING_SIGN_OFF)
        time_machine.move_to(at(GRACE_ENDS + datetime.timedelta(days=1)))
        assert "closed" in can_move(signer, assessment, "sign").reason
        perform(assessment, "recall", by=lead)
        assert "closed" in can_answer(lead, assessment).reason

    @pytest.mark.parametrize("state", [State.SUBMITTED, State.COMPLETE])
    def test_what_was_signed_stays_as_it_is(self, state, running, time_machine):
        assessment = running(state)
        time_machine.move_to(at(GRACE_ENDS + datetime.timedelta(days=100)))
        assert end_time() == []
        assessment.refresh_from_db()
        assert assessment.state == state

    def test_what_locality_gave_back_is_not_bound_by_the_day(self, running, lead, reviewer, time_machine):
        assessment = running(State.SUBMITTED)
        time_machine.move_to(at(GRACE_ENDS + datetime.timedelta(days=5)))
        perform(assessment, "return", by=reviewer, note="Statement 1a needs a date.")
        assert end_time() == []
        assert can_answer(lead, assessment)

    def test_no_one_can_make_the_portals_move(self, running, people):
        assessment = running(State.IN_PROGRESS)
        for person in people.values():
            if person.is_authenticated:
                with pytest.raises(PermissionDenied, match="by itself"):
                    perform(assessment, "leave", by=person)


class TestMoreTime:
    UNTIL = datetime.date(2027, 1, 29)

    def test_edge_15_one_council_gets_more_time_with_a_reason(self, running, lead, reviewer, time_machine):
        assessment = running(State.IN_PROGRESS)
        Email.objects.all().delete()
        extend(assessment=assessment, until=self.UNTIL, reason="The lead was ill.", by=reviewer)
        event = assessment.events.last()
        assert (event.by, event.note) == (reviewer, "The lead was ill.")
        assert event.text == "Given time until 29 January 2027"
        mail = {row.to[0]: row.prepare_email_message() for row in Email.objects.all()}
        assert "The lead was ill." in mail[lead.email].body
        assert "11:59pm on Friday 29 January 2027" in mail[lead.email].body
        time_machine.move_to(at(self.UNTIL, 23, 59))
        assert end_time() == []
        assert can_answer(lead, assessment)
        time_machine.move_to(at(self.UNTIL + datetime.timedelta(days=1)))
        assert [row.pk for row in end_time()] == [assessment.pk]

    def test_others_get_none(self, running, cycle, reviewer, time_machine):
        extend(assessment=running(State.IN_PROGRESS), until=self.UNTIL, reason="Ill.", by=reviewer)
        other = factories.AssessmentFactory(cycle=cycle)
        time_machine.move_to(at(GRACE_ENDS + datetime.timedelta(days=1)))
        assert [row.pk for row in end_time()] == [other.pk]

    def test_what_was_not_shared_goes_on(self, running, lead, reviewer):
        assessment = running(State.NOT_SHARED)
        Email.objects.all().delete()
        extend(assessment=assessment, until=self.UNTIL, reason="The lead was ill.", by=reviewer)
        assessment.refresh_from_db()
        assert assessment.state == State.IN_PROGRESS
        assert assessment.events.last().move == "resume"
        assert [lead.email] in [row.to for row in Email.objects.all()]

    def test_it_holds_after_the_cycle_was_closed_and_then_ends(self, running, lead, reviewer, time_machine):
        assessment = running(State.IN_PROGRESS)
        extend(assessment=assessment, until=self.UNTIL, reason="Ill.", by=reviewer)
        assert close_cycle(cycle=assessment.cycle, by=reviewer) == []
        assessment.refresh_from_db()
        assert can_answer(lead, assessment)
        time_machine.move_to(at(self.UNTIL + datetime.timedelta(days=1)))
        assert [row.pk for row in end_time()] == [assessment.pk]

    @pytest.mark.parametrize(
        ("until", "reason", "field"),
        [(GRACE_ENDS, "Ill.", "until"), (UNTIL, " \r\n ", "reason"), (datetime.date.max, "Ill.", "until")],
    )
    def test_a_day_that_gives_no_time_or_no_reason_is_said(self, until, reason, field, running, reviewer):
        assessment = running(State.IN_PROGRESS)
        with pytest.raises(ValidationError) as refused:
            extend(assessment=assessment, until=until, reason=reason, by=reviewer)
        assert list(refused.value.message_dict) == [field]
        assert not assessment.events.filter(move="extended").exists()

    def test_only_reviewers_and_only_what_is_not_signed(self, running, people, council_a, reviewer):
        assessment = running(State.IN_PROGRESS)
        may = {name for name, who in people.items() if who.is_authenticated and can_extend(who, assessment)}
        assert may == {"reviewer", "superuser"}
        factories.CouncilRoleFactory(council=council_a, user=reviewer, kind=CouncilRole.Kind.VIEWER)
        assert "You act for this council" in can_extend(reviewer, assessment).reason
        factories.walk(assessment, State.SUBMITTED)
        assert "not been signed" in can_extend(people["superuser"], assessment).reason


class TestByHand:
    def test_what_was_given_back_before_can_still_be_given_time(self, running, reviewer, lead, cycle):
        """Otherwise nobody could do anything with it any more."""
        assessment = running(State.SUBMITTED)
        perform(assessment, "return", by=reviewer, note="Which towns?")
        assert "not been signed" in can_extend(reviewer, assessment).reason
        assert close_cycle(cycle=cycle, by=reviewer) == []
        assessment = Assessment.objects.get(pk=assessment.pk)
        assert not can_answer(lead, assessment)
        until = GRACE_ENDS + datetime.timedelta(days=30)

        extend(assessment=assessment, until=until, reason="You asked for it.", by=reviewer)

        assert can_answer(lead, assessment)
        assert can_move(lead, assessment, "send")

    def test_closing_leaves_what_is_unfinished_and_opening_again_gives_it_back(
        self, running, reviewer, lead, cycle
    ):
        assessment = running(State.IN_PROGRESS)
        assert [row.pk for row in close_cycle(cycle=cycle, by=reviewer)] == [assessment.pk]
        open_cycle(cycle=cycle, by=reviewer)
        assessment.refresh_from_db()
        assert (assessment.state, assessment.events.last().by) == (State.IN_PROGRESS, None)
        assert can_answer(lead, assessment)


def run(*options):
    said = io.StringIO()
    call_command("run_cycles", *options, stdout=said)
    return said.getvalue()


def test_the_command_says_what_it_would_do_and_does_nothing(running, time_machine):
    assessment = running(State.IN_PROGRESS)
    time_machine.move_to(at(GRACE_ENDS + datetime.timedelta(days=1)))
    assert "Would end: 1." in run("--dry-run")
    assessment.refresh_from_db()
    assert assessment.state == State.IN_PROGRESS
    assert "Ambleford" in run()
    assert "Ended: 0." in run()
