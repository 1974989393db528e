"""Sharing out what is to be read, and reminding councils: first the names, then the button."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from post_office.models import Email

from assessments.actions import assign, perform, remind
from assessments.models import Assessment, Kind
from assessments.workflow import State
from principles.models import Level
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST9")]

LIST = "/admin/assessments/assessment/"


@pytest.fixture
def desk(sign_in, reviewer):
    return sign_in(reviewer)


def choose(desk, action, *rows, **more):
    data = {"action": action, "_selected_action": [row.pk for row in rows], **more}
    return desk.post(f"{LIST}?stands=all", data, follow=True)


def bodies():
    return {row.to[0]: row.prepare_email_message().body for row in Email.objects.all()}


class TestReminding:
    @pytest.fixture(autouse=True)
    def _no_mail_before(self, at_state):

        def at(state, **walk):
            assessment = at_state(state, **walk)
            Email.objects.all().delete()
            return assessment

        self.at = at

    def test_the_names_come_first_and_nothing_has_happened(self, desk, lead):
        assessment = self.at(State.IN_PROGRESS)
        page = choose(desk, "remind_chosen", assessment).content.decode()
        assert f"to {lead.name} (lead officer)" in page
        assert "Nothing has happened yet" in page
        assert not Email.objects.exists()

    def test_the_lead_hears_what_is_left(self, desk, lead, reviewer):
        assessment = self.at(State.IN_PROGRESS, said={"4a": {"kind": Kind.LEVEL, "level": Level.REGULAR_USE}})
        done = choose(desk, "remind_chosen", assessment, confirmed="yes")
        assert "1 council is being reminded." in done.content.decode()
        assert list(bodies()) == [lead.email]
        assert "23 statements have no answer yet." in bodies()[lead.email]
        assert [event.text for event in assessment.events.filter(by=reviewer)] == ["Reminded by Locality"]

    def test_the_signer_hears_when_it_waits_for_a_signature(self, desk, signer):
        assessment = self.at(State.AWAITING_SIGN_OFF)
        choose(desk, "remind_chosen", assessment, confirmed="yes")
        assert list(bodies()) == [signer.email]
        assert "Then sign it, or decline" in bodies()[signer.email]

    def test_once_a_day(self, desk, reviewer, time_machine):
        assessment = self.at(State.IN_PROGRESS)
        assert (
            remind(assessments=[assessment], by=reviewer),
            remind(assessments=[assessment], by=reviewer),
        ) == (1, 0)
        assert "was reminded today" in choose(desk, "remind_chosen", assessment).content.decode()
        done = choose(desk, "remind_chosen", assessment, confirmed="yes").content.decode()
        assert "No message for 1" in done
        assert Email.objects.count() == 1

    @pytest.mark.parametrize("state", [State.SUBMITTED, State.COMPLETE])
    def test_nobody_is_reminded_of_what_waits_for_locality(self, state, desk, reviewer):
        assessment = self.at(state)
        assert "does not wait for the council" in choose(desk, "remind_chosen", assessment).content.decode()
        assert remind(assessments=[assessment], by=reviewer) == 0
        assert not Email.objects.exists()

    def test_a_reminder_does_not_stand_in_the_way_of_the_next_move(self, lead, reviewer):
        assessment = self.at(State.IN_PROGRESS)
        remind(assessments=[assessment], by=reviewer)
        perform(assessment, "send", by=lead, gaps_acknowledged=True)
        assert assessment.state == State.AWAITING_SIGN_OFF

    def test_only_reviewers_remind(self, curator, lead):
        assessment = self.at(State.IN_PROGRESS)
        for person in (curator, lead):
            with pytest.raises(PermissionDenied):
                remind(assessments=[assessment], by=person)


@pytest.mark.feature("ST16")
class TestWhoReads:
    def test_somebody_is_given_it_and_finds_it(self, at_state, desk, reviewer):
        assessment = at_state(State.SUBMITTED)
        choose(desk, "assign_chosen", assessment, confirmed="yes", reader=reviewer.pk)
        assert Assessment.objects.get().reader == reviewer
        assert list(desk.get(LIST, {"reader": "me"}).context["cl"].result_list) == [assessment]
        assert not desk.get(LIST, {"reader": "nobody"}).context["cl"].result_list
        assert not desk.get(LIST, {"reader": "others"}).context["cl"].result_list

    def test_and_it_can_be_taken_back(self, at_state, desk, reviewer):
        assessment = at_state(State.SUBMITTED)
        assign(assessments=[assessment], to=reviewer, by=reviewer)
        choose(desk, "assign_chosen", assessment, confirmed="yes", reader="")
        assert Assessment.objects.get().reader is None

    @pytest.mark.parametrize("who", ["curator", "lead", "9" * 30, "x"])
    def test_only_to_somebody_who_reviews(self, who, at_state, desk, people):
        assessment = at_state(State.SUBMITTED)
        reader = people[who].pk if who in people else who
        page = choose(desk, "assign_chosen", assessment, confirmed="yes", reader=reader).content.decode()
        assert "does not review for Locality" in page
        assert Assessment.objects.get().reader is None

    def test_the_rule_holds_without_the_page_too(self, at_state, curator, reviewer):
        assessment = at_state(State.SUBMITTED)
        with pytest.raises(ValidationError):
            assign(assessments=[assessment], to=curator, by=reviewer)
        with pytest.raises(PermissionDenied):
            assign(assessments=[assessment], to=reviewer, by=curator)

    def test_a_long_wait_for_somebody_is_said_in_words(self, desk, at_state, time_machine):
        time_machine.move_to("2026-03-02 10:00Z", tick=False)
        at_state(State.SUBMITTED)
        time_machine.move_to("2026-03-09 10:00Z", tick=False)
        assert "has waited" not in desk.get(LIST).content.decode()
        time_machine.move_to("2026-03-10 10:00Z", tick=False)
        assert "Nobody yet: has waited 1\xa0week" in desk.get(LIST).content.decode()

    def test_the_council_is_not_told_who(self, at_state, sign_in, lead, reviewer):
        assessment = at_state(State.SUBMITTED)
        assign(assessments=[assessment], to=reviewer, by=reviewer)
        page = sign_in(lead).get(assessment.get_absolute_url()).content.decode()
        assert reviewer.name not in page


def test_the_list_takes_the_same_queries_with_readers(
    at_state, desk, reviewer, django_assert_max_num_queries
):
    one = at_state(State.SUBMITTED)
    more = [factories.AssessmentFactory(cycle=one.cycle, state=State.SUBMITTED) for _ in range(4)]
    assign(assessments=[one, *more], to=reviewer, by=reviewer)
    with django_assert_max_num_queries(10):
        assert desk.get(LIST).status_code == 200
