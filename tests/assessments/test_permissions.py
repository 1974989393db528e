"""Who may make which move from which state: the whole table, and the refusals in words."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments import actions
from assessments.models import Assessment, Event
from assessments.permissions import (
    can_answer,
    can_move,
    can_review,
    can_share,
    can_view,
    gaps,
    missing,
    moves_open_to,
    signers_for,
    unsupported,
    visible_assessments,
)
from assessments.workflow import MOVES, SIGNED_STATES, Party, State
from councils.models import CouncilRole
from tests import factories

pytestmark = pytest.mark.django_db

# Everything that is allowed, by hand: (state, move) -> people. All else is refused.
ALLOWED = {
    (State.NOT_STARTED, "start"): {"lead", "contributor"},
    (State.IN_PROGRESS, "send"): {"lead"},
    (State.AWAITING_SIGN_OFF, "recall"): {"lead"},
    (State.AWAITING_SIGN_OFF, "decline"): {"signer"},
    (State.AWAITING_SIGN_OFF, "sign"): {"signer"},
    (State.SUBMITTED, "return"): {"reviewer", "superuser"},
    (State.SUBMITTED, "accept"): {"reviewer", "superuser"},
    (State.SUBMITTED, "ask"): {"reviewer", "superuser"},
    (State.CLARIFICATION, "reply"): {"lead"},
    (State.CLARIFICATION, "reply_changed"): {"lead"},
    (State.CONFIRMATION, "confirm"): {"signer"},
    (State.CONFIRMATION, "send_back"): {"signer"},
    (State.COMPLETE, "reopen"): {"reviewer", "superuser"},
    (State.NOT_SHARED, "resume"): {"reviewer", "superuser"},
}
# Refused to everybody until somebody has asked, or the register says that the council ended.
ONLY_AFTER_SOMETHING = {"withdraw": {"signer"}, "merge": {"reviewer", "superuser"}}
# Which of the workflow's parties the people of the cast are.
PARTIES = {
    "lead": {Party.LEAD},
    "contributor": {Party.CONTRIBUTOR},
    "signer": {Party.SIGNER},
    "reviewer": {Party.REVIEWER, Party.ADMIN},
    "superuser": {Party.REVIEWER, Party.ADMIN},
}
ANSWERERS = {"lead", "contributor"}
READERS = {"lead", "contributor", "viewer", "signer"}


def test_the_table_by_hand_says_what_the_workflows_own_table_says():
    made = {
        (state, name): {who for who, parties in PARTIES.items() if parties & set(move.parties)}
        for name, move in MOVES.items()
        for state in move.sources
        if name not in ONLY_AFTER_SOMETHING
    }
    assert made == ALLOWED
    for name, who in ONLY_AFTER_SOMETHING.items():
        assert who == {one for one, parties in PARTIES.items() if parties & set(MOVES[name].parties)}


@pytest.mark.parametrize("state", State)
def test_every_move_by_everybody_from_every_state(state, at_state, people):
    assessment = at_state(state)
    for move in MOVES:
        allowed = {
            name
            for name, person in people.items()
            if person.is_authenticated and can_move(person, assessment, move)
        }
        assert allowed == ALLOWED.get((state, move), set()), move


@pytest.mark.parametrize("state", State)
def test_the_action_asks_the_same_question_as_the_button(state, at_state, people):
    assessment = at_state(state)
    last = assessment.events.filter(move__in=MOVES).last() or Event(by=people["nobody"])
    for name, person in people.items():
        if not person.is_authenticated:
            continue
        drawn = {move.name for move in moves_open_to(person, assessment)}
        assert drawn == {move for (source, move), who in ALLOWED.items() if source == state and name in who}
        for move in MOVES.keys() - drawn:
            if (last.move, last.by) == (move, person):
                continue  # A second press of the same button is answered, not refused.
            with pytest.raises(PermissionDenied, match=r"\w+.*\."):
                actions.perform(
                    assessment, move, by=person, note="A reason.", agreed=True, gaps_acknowledged=True
                )
    assessment.refresh_from_db()
    assert assessment.state == state


@pytest.mark.parametrize("state", State)
def test_who_may_read_answer_and_share(state, at_state, people):
    assessment = at_state(state)
    signed_in = {name: person for name, person in people.items() if person.is_authenticated}
    can = {
        ask: {name for name, person in signed_in.items() if ask(person, assessment)}
        for ask in (can_view, can_answer, can_review, can_share)
    }
    is_open = state in (State.NOT_STARTED, State.IN_PROGRESS)
    is_signed = state in SIGNED_STATES
    sharing = {"lead"} if is_open else {"lead", "signer"} if is_signed else set()
    assert can[can_view] == READERS
    assert can[can_answer] == (ANSWERERS if is_open else set())
    assert can[can_review] == ({"reviewer", "superuser"} if is_signed else set())
    assert can[can_share] == ({"signer"} if state == State.AWAITING_SIGN_OFF else sharing)


@pytest.mark.parametrize("state", State)
def test_a_withdrawal_waits_for_a_lead_who_asks_and_a_closing_for_the_councils_end(state, at_state, people):
    assessment = at_state(state)
    Assessment.objects.filter(pk=assessment.pk).update(withdrawal_asked_at=timezone.now())
    type(assessment.council).objects.filter(pk=assessment.council_id).update(ended_on=timezone.localdate())
    assessment = Assessment.objects.get(pk=assessment.pk)
    before_complete = state not in (State.COMPLETE, State.WITHDRAWN, State.MERGED, State.NOT_SHARED)
    for move, who in ONLY_AFTER_SOMETHING.items():
        may = {name for name, person in people.items() if person.pk and can_move(person, assessment, move)}
        assert may == (who if before_complete else set())


def test_every_refusal_is_a_sentence(at_state, people):
    assessment = at_state(State.AWAITING_SIGN_OFF)
    for person in people.values():
        if person.is_authenticated:
            for move in MOVES:
                verdict = can_move(person, assessment, move)
                assert verdict or verdict.reason.endswith(".")


def test_another_council_sees_none_of_it(
    at_state, other_lead, former_member, bare_staff, reviewer, superuser, lead
):
    assessment = at_state(State.IN_PROGRESS)
    for person in (other_lead, former_member, bare_staff, reviewer, superuser):
        assert not visible_assessments(person).exists()
    assert visible_assessments(lead).get() == assessment


class TestLeadAndSignerAreDifferentPeople:
    def test_a_lead_who_is_also_signer_cannot_sign(self, at_state, council_a, lead):
        assessment = at_state(State.AWAITING_SIGN_OFF)
        both = factories.CouncilRoleFactory(council=council_a, kind=CouncilRole.Kind.LEAD).user
        factories.CouncilRoleFactory(council=council_a, kind=CouncilRole.Kind.SIGNER, user=both)
        assert assessment.sent_by == lead
        verdict = can_move(both, assessment, "sign")
        assert not verdict
        assert "somebody else has to sign" in verdict.reason
        assert both.pk not in {role.user_id for role in signers_for(council_a)}

    def test_the_sender_cannot_sign_even_when_the_lead_role_has_ended(self, at_state, council_a, lead):
        assessment = at_state(State.AWAITING_SIGN_OFF)
        CouncilRole.objects.filter(user=lead).update(ends_on=timezone.localdate())
        factories.CouncilRoleFactory(council=council_a, kind=CouncilRole.Kind.SIGNER, user=lead)
        verdict = can_move(lead, assessment, "sign")
        assert "You sent this" in verdict.reason

    def test_nothing_is_sent_while_only_the_sender_could_sign(self, at_state, council_a, lead, signer):
        assessment = at_state(State.IN_PROGRESS)
        CouncilRole.objects.filter(user=signer).update(ends_on=timezone.localdate())
        factories.CouncilRoleFactory(council=council_a, kind=CouncilRole.Kind.SIGNER, user=lead)
        with pytest.raises(PermissionDenied, match="Nobody else can sign"):
            actions.perform(assessment, "send", by=lead)

    def test_a_person_may_hold_different_roles_in_two_councils(self, at_state, council_a, other_lead):
        assessment = at_state(State.AWAITING_SIGN_OFF)
        factories.CouncilRoleFactory(council=council_a, kind=CouncilRole.Kind.SIGNER, user=other_lead)
        assert can_move(other_lead, assessment, "sign")


class TestRolesAndCyclesEnd:
    @pytest.mark.parametrize("fields", [{"ends_on": "today"}, {"starts_on": "tomorrow"}])
    def test_a_role_counts_on_its_days_only(self, fields, at_state, lead):
        assessment = at_state(State.IN_PROGRESS)
        today = timezone.localdate()
        days = {"today": today, "tomorrow": today + datetime.timedelta(days=1)}
        CouncilRole.objects.filter(user=lead).update(**{name: days[value] for name, value in fields.items()})
        assert not can_answer(lead, assessment)
        assert not can_move(lead, assessment, "send")

    def test_a_closed_cycle_takes_no_answers_and_no_signature(self, at_state, lead, signer, reviewer):
        assessment = at_state(State.AWAITING_SIGN_OFF)
        actions.close_cycle(cycle=assessment.cycle, by=reviewer)
        assert "closed" in can_move(signer, assessment, "sign").reason
        assessment.refresh_from_db()
        assert assessment.state == State.NOT_SHARED
        assert "Everything you saved is kept" in can_answer(lead, assessment).reason
        assert not can_move(lead, assessment, "send")

    def test_what_was_signed_in_time_is_accepted_after_closing(self, at_state, reviewer):
        assessment = at_state(State.SUBMITTED)
        actions.close_cycle(cycle=assessment.cycle, by=reviewer)
        assert can_move(reviewer, assessment, "accept")
        assert "closed" in can_move(reviewer, assessment, "return").reason


class TestReviewing:
    def test_the_group_carries_the_permission(self, reviewer):
        assert reviewer.has_perm("assessments.review_assessment")
        assert reviewer.has_perm("assessments.run_cycle")

    def test_being_staff_gives_nothing(self, at_state, bare_staff, curator):
        assessment = at_state(State.SUBMITTED)
        for person in (bare_staff, curator):
            assert not can_review(person, assessment)
            assert not can_move(person, assessment, "accept")

    def test_nobody_reviews_their_own_council(self, at_state, signer):
        assessment = at_state(State.SUBMITTED)
        type(signer).objects.filter(pk=signer.pk).update(is_staff=True)
        signer.user_permissions.add(Permission.objects.get(codename="review_assessment"))
        signer = type(signer).objects.get(pk=signer.pk)
        assert "somebody else at Locality" in can_move(signer, assessment, "accept").reason

    def test_nobody_reviews_what_they_signed_before_they_came_to_locality(self, at_state, signer):
        assessment = at_state(State.SUBMITTED)
        signer.council_roles.update(ends_on=timezone.localdate())
        type(signer).objects.filter(pk=signer.pk).update(is_staff=True)
        signer.user_permissions.add(Permission.objects.get(codename="review_assessment"))
        signer = type(signer).objects.get(pk=signer.pk)
        assert "You took part in this" in can_move(signer, assessment, "accept").reason
        assert not can_move(signer, assessment, "return")


class TestWhatIsMissing:
    def test_a_fresh_start_names_everything(self, council_a, lead):
        assessment = factories.AssessmentFactory(council=council_a)
        CouncilRole.objects.filter(kind="signer").delete()
        first, second = missing(assessment, lead)
        assert "sign-off officer" in first
        assert second == "Choose what to share."
        assert gaps(assessment).count() == 24

    @pytest.mark.parametrize(("basis", "points"), [("", True), ("Used everywhere.", False), ("", False)])
    def test_how_we_work_needs_a_text_and_something_to_point_to(self, basis, points, at_state, lead):
        said = {"4a": {"kind": "level", "level": 4, "basis": basis}}
        assessment = at_state(State.IN_PROGRESS, said=said)
        answer = assessment.answers.get()
        if points:
            actions.add_evidence(answer=answer, by=lead, title="Budget", held_by="Head of Finance")
        assert [one.statement.key for one in unsupported(assessment)] == ["4a"]
        with pytest.raises(PermissionDenied, match="4a says “How we work”"):
            actions.perform(assessment, "send", by=lead, gaps_acknowledged=True)
        actions.save_answer(
            assessment=assessment,
            statement=answer.statement,
            by=lead,
            seen_version=1,
            kind="level",
            level=4,
            basis="Yes.",
        )
        if not points:
            actions.add_evidence(answer=answer, by=lead, title="Budget", held_by="Head of Finance")
        assert (
            actions.perform(assessment, "send", by=lead, gaps_acknowledged=True).state
            == State.AWAITING_SIGN_OFF
        )

    @pytest.mark.feature("OF9")
    def test_we_do_not_know_is_a_gap_and_not_our_service_is_not(self, at_state, lead):
        statement = factories.QuestionSetFactory(version=1).statements.get(key="2b")
        type(statement).objects.filter(pk=statement.pk).update(allows_not_our_service=True)
        cycle = factories.CycleFactory(question_set=statement.question_set, opened=True)
        said = {
            "1a": {"kind": "do_not_know"},
            "2b": {"kind": "not_our_service", "done_by": "Ambleshire County Council"},
        }
        assessment = at_state(State.IN_PROGRESS, said=said, cycle=cycle)
        keys = [statement.key for statement in gaps(assessment)]
        assert "1a" in keys
        assert "2b" not in keys

    def test_gaps_are_allowed_once_seen(self, at_state, lead):
        assessment = at_state(State.IN_PROGRESS, said={"1a": {"kind": "do_not_know"}})
        with pytest.raises(PermissionDenied, match="Some statements have no answer"):
            actions.perform(assessment, "send", by=lead)
        assert Assessment.objects.get(pk=assessment.pk).state == State.IN_PROGRESS
        assert (
            actions.perform(assessment, "send", by=lead, gaps_acknowledged=True).state
            == State.AWAITING_SIGN_OFF
        )
