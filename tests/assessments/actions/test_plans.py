"""Priorities and actions: three at most, nothing lost, locked with the answers."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from assessments import actions
from assessments.models import Event, PlannedAction, Priority
from assessments.permissions import missing
from assessments.workflow import State
from principles.models import Level
from tests import factories
from tests.factories.assessments import walk
from tests.factories.plans import choose, plan, planned


@pytest.fixture
def assessment(at_state):
    return at_state(State.IN_PROGRESS)


@pytest.fixture
def three(assessment, lead):
    """Three priorities, in the order 1a, 2a, 3a."""
    return [choose(assessment, key, lead).row for key in ("1a", "2a", "3a")]


def order(assessment):
    return [one.statement.key for one in Priority.objects.filter(assessment=assessment).chosen()]


@pytest.mark.feature("OF26")
class TestChoosing:
    def test_staying_steady_is_an_aim(self, assessment, lead):
        outcome = choose(assessment, "1a", lead, aim=Level.REGULAR_USE, words="Keep it up.")

        assert outcome.saved
        assert outcome.row.said.label == "In regular use"
        assert order(assessment) == ["1a"]

    def test_a_fourth_priority_says_how_many_and_changes_nothing(self, assessment, three, lead):
        with pytest.raises(ValidationError) as refusal:
            choose(assessment, "4a", lead)

        assert refusal.value.messages == ["Choose up to 3. Remove one first."]
        assert order(assessment) == ["1a", "2a", "3a"]

    def test_a_fourth_takes_the_place_of_one_which_keeps_its_actions(self, assessment, three, lead):
        plan(three[1], lead)

        choose(assessment, "4a", lead, instead_of=three[1])

        assert order(assessment) == ["1a", "4a", "3a"]
        set_aside = Priority.objects.get(pk=three[1].pk)
        back = choose(assessment, "2a", lead, seen=set_aside.version, instead_of=three[0])
        assert order(assessment) == ["2a", "4a", "3a"]
        assert back.row.actions.standing().count() == 1

    def test_the_database_itself_has_room_for_three(self, assessment, three):
        with pytest.raises(IntegrityError), transaction.atomic():
            Priority.objects.filter(pk=three[0].pk).update(place=4)
        with pytest.raises(IntegrityError), transaction.atomic():
            Priority.objects.filter(pk=three[0].pk).update(place=2)

    def test_another_councils_priority_cannot_give_way(self, assessment, three, lead, other_lead):
        theirs = factories.AssessmentFactory(council=factories.CouncilFactory(), state=State.IN_PROGRESS)
        foreign = choose(theirs, "1a", factories.officer(theirs.council, "lead")).row

        with pytest.raises(ValidationError):
            choose(assessment, "4a", lead, instead_of=foreign)
        assert Priority.objects.get(pk=foreign.pk).place == 1

    def test_setting_one_aside_closes_the_gap_and_twice_is_once(self, assessment, three, lead):
        actions.set_aside(priority=three[0], by=lead)
        actions.set_aside(priority=three[0], by=lead)

        assert order(assessment) == ["2a", "3a"]
        assert [one.place for one in Priority.objects.filter(assessment=assessment).chosen()] == [1, 2]
        assert Event.objects.filter(text__startswith="Set a priority aside").count() == 1

    def test_they_can_be_put_in_order_and_a_second_press_moves_nothing_more(self, assessment, three, lead):
        for _ in range(2):
            actions.put_first(priority=three[2], by=lead, seen_place=3, place=2)

        assert order(assessment) == ["1a", "3a", "2a"]

    def test_a_stale_save_shows_both_and_keeps_the_first(self, assessment, three, lead, contributor):
        seen = three[0].version
        choose(assessment, "1a", contributor, aim=Level.REGULAR_USE, words="Theirs.", seen=seen)

        outcome = choose(assessment, "1a", lead, words="Mine.", seen=seen)

        assert not outcome.saved
        assert (outcome.row.words, outcome.mine.words) == ("Theirs.", "Mine.")
        assert choose(assessment, "1a", lead, words="Both.", seen=outcome.row.version).saved
        versions = Priority.objects.get(pk=three[0].pk).versions
        assert [one.words for one in versions.all()] == ["", "Theirs.", "Both."]

    def test_the_same_save_twice_is_saved_once(self, assessment, lead):
        outcomes = [choose(assessment, "1a", lead, words="Same.") for _ in range(2)]

        assert all(outcome.saved for outcome in outcomes)
        assert Priority.objects.get().version == 1

    def test_who_reads_only_is_told_why_not(self, assessment, viewer):
        with pytest.raises(PermissionDenied, match="You can read this self-assessment"):
            choose(assessment, "1a", viewer)


@pytest.mark.feature("OF27")
class TestActions:
    def test_a_priority_needs_an_action_or_a_reason_before_it_is_sent(self, assessment, lead):
        priority = choose(assessment, "4a", lead).row
        lacking = "Priority 1, statement 4a: add an action, or say why none is planned."
        assert lacking in missing(assessment, lead)

        added = plan(priority, lead).row
        assert lacking not in missing(assessment, lead)

        actions.remove_action(action=added, by=lead)
        assert lacking in missing(assessment, lead)

        choose(assessment, "4a", lead, no_action="We wait for the budget.", seen=1)
        assert lacking not in missing(assessment, lead)

    def test_it_cannot_be_sent_without(self, assessment, lead, signer):
        choices = {(item, ""): 0 for item in ("levels", "text", "evidence", "plans")}
        actions.share(assessment=assessment, choices=choices, by=lead)
        choose(assessment, "4a", lead)

        with pytest.raises(PermissionDenied, match="say why none is planned"):
            actions.perform(assessment, "send", by=lead, gaps_acknowledged=True)

    def test_what_was_set_aside_needs_nothing(self, assessment, lead):
        actions.set_aside(priority=choose(assessment, "4a", lead).row, by=lead)

        assert not any("Priority" in sentence for sentence in missing(assessment, lead))

    def test_a_form_sent_twice_adds_one(self, assessment, lead):
        priority, ticket = choose(assessment, "1a", lead).row, uuid.uuid4()

        outcomes = [plan(priority, lead, ticket=ticket) for _ in range(2)]

        assert all(outcome.saved for outcome in outcomes)
        assert PlannedAction.objects.count() == 1

    def test_five_fit(self, assessment, lead):
        priority = choose(assessment, "1a", lead).row
        for number in range(5):
            plan(priority, lead, f"Action {number}")

        with pytest.raises(ValidationError, match="room for 5"):
            plan(priority, lead, "One more")

    def test_a_stale_change_shows_both(self, assessment, lead, contributor):
        row = plan(choose(assessment, "1a", lead).row, lead).row
        saved = {"priority": row.priority, "ticket": row.ticket, "action": row, "seen_version": 1}
        actions.save_action(**saved, by=contributor, said=planned("Theirs."))

        outcome = actions.save_action(**saved, by=lead, said=planned("Mine."))

        assert not outcome.saved
        assert (outcome.row.what, outcome.mine.what) == ("Theirs.", "Mine.")

    @pytest.mark.parametrize("state", [State.AWAITING_SIGN_OFF, State.SUBMITTED, State.COMPLETE])
    def test_all_of_it_is_locked_with_the_answers(self, at_state, lead, state):
        assessment = at_state(State.IN_PROGRESS)
        priority = choose(assessment, "1a", lead).row
        action = plan(priority, lead).row
        walk(assessment, state)
        priority.assessment = action.priority.assessment = assessment

        for attempt in (
            lambda: choose(assessment, "2a", lead),
            lambda: actions.set_aside(priority=priority, by=lead),
            lambda: actions.put_first(priority=priority, by=lead, seen_place=1, place=2),
            lambda: plan(priority, lead),
            lambda: actions.remove_action(action=action, by=lead),
        ):
            with pytest.raises(PermissionDenied):
                attempt()
        assert order(assessment) == ["1a"]

    def test_the_first_save_starts_the_self_assessment(self, at_state, lead):
        assessment = at_state(State.NOT_STARTED)

        choose(assessment, "1a", lead)

        assessment.refresh_from_db()
        assert assessment.state == State.IN_PROGRESS
