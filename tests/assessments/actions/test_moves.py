"""What each move does: the state, the event, the snapshot, the mail; once, however often it is pressed."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from post_office.models import Email

from assessments.accepted import public_results
from assessments.actions import perform, save_answer
from assessments.models import Assessment, Audience, Item, Snapshot
from assessments.workflow import MOVES, State, signing_statements
from records.models import RegisterVersion
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_whole_way_leaves_its_timeline(at_state, lead, signer, reviewer):
    assessment = at_state(State.COMPLETE)
    told = [(event.move, event.role) for event in assessment.events.all() if event.is_move]
    assert told == [
        ("start", "Lead officer"),
        ("send", "Lead officer"),
        ("sign", "Sign-off officer"),
        ("accept", "Locality reviewer"),
    ]
    assert [event.by for event in assessment.events.all()][:2] == [lead, lead]


@pytest.mark.parametrize(
    ("state", "move", "who"),
    [
        (State.NOT_STARTED, "start", "lead"),
        (State.IN_PROGRESS, "send", "lead"),
        (State.AWAITING_SIGN_OFF, "recall", "lead"),
        (State.AWAITING_SIGN_OFF, "decline", "signer"),
        (State.AWAITING_SIGN_OFF, "sign", "signer"),
        (State.SUBMITTED, "return", "reviewer"),
        (State.SUBMITTED, "accept", "reviewer"),
    ],
)
def test_a_second_press_changes_nothing(state, move, who, at_state, people):
    assessment = at_state(state)
    say = {"by": people[who], "note": "A reason.", "gaps_acknowledged": True, "agreed": True}
    perform(assessment, move, **say)
    stale = Assessment.objects.get(pk=assessment.pk)
    stale.state = state
    counts = assessment.events.count(), Email.objects.count(), Snapshot.objects.count()
    for again in (assessment, stale):
        assert perform(again, move, **say).state == MOVES[move].target
    assert (assessment.events.count(), Email.objects.count(), Snapshot.objects.count()) == counts


@pytest.mark.parametrize(
    ("state", "move", "who"),
    [(State.AWAITING_SIGN_OFF, "decline", "signer"), (State.SUBMITTED, "return", "reviewer")],
)
@pytest.mark.parametrize("note", ["", "  \r\n "])
def test_a_reason_is_needed(state, move, who, note, at_state, people):
    assessment = at_state(state)
    with pytest.raises(ValidationError, match="Say why"):
        perform(assessment, move, by=people[who], note=note)
    assessment.refresh_from_db()
    assert assessment.state == state


@pytest.mark.feature("OF30")
def test_a_lead_takes_it_back_before_it_is_signed(at_state, lead, signer):
    assessment = at_state(State.AWAITING_SIGN_OFF)
    perform(assessment, "recall", by=lead)
    answer = assessment.answers.first()
    assert save_answer(
        assessment=assessment, statement=answer.statement, by=lead, seen_version=1, kind="do_not_know"
    ).saved
    with pytest.raises(PermissionDenied):
        perform(assessment, "sign", by=signer, agreed=True)


@pytest.mark.feature("OF31")
class TestSigning:
    def test_both_statements_have_to_be_agreed(self, at_state, signer):
        assessment = at_state(State.AWAITING_SIGN_OFF)
        with pytest.raises(ValidationError, match="Tick both"):
            perform(assessment, "sign", by=signer)
        assert not Snapshot.objects.exists()

    def test_it_makes_a_snapshot_a_signature_and_a_reference(self, at_state, signer):
        signer.job_title = "Director of Adults"
        signer.save()
        assessment = perform(at_state(State.AWAITING_SIGN_OFF), "sign", by=signer, agreed=True)
        signature = assessment.snapshots.get().signature
        assert re.fullmatch(r"KIL-\d{4}-\d{4,}", assessment.reference)
        assert (signature.person, signature.role) == (signer, "Director of Adults")
        statements = signing_statements("Ambleford Metropolitan Borough Council")
        assert signature.statements == "\n".join(statements)

    def test_a_page_that_was_opened_before_a_change_cannot_sign(self, at_state, lead, signer):
        assessment = at_state(State.AWAITING_SIGN_OFF)
        seen = assessment.lock_version
        perform(assessment, "recall", by=lead)
        perform(assessment, "send", by=lead)
        with pytest.raises(PermissionDenied, match="changed since you opened the page"):
            perform(assessment, "sign", by=signer, agreed=True, seen=seen)
        assert perform(assessment, "sign", by=signer, agreed=True, seen=assessment.lock_version).reference

    def test_a_second_signer_hears_that_somebody_was_first(self, at_state, council_a, signer):
        assessment = at_state(State.AWAITING_SIGN_OFF)
        stand_in = factories.CouncilRoleFactory(council=council_a, kind="signer").user
        stale = Assessment.objects.get(pk=assessment.pk)
        perform(assessment, "sign", by=signer, agreed=True)
        with pytest.raises(PermissionDenied, match="Submitted"):
            perform(stale, "sign", by=stand_in, agreed=True)

    def test_a_decline_gives_the_answers_back_with_the_reason(self, at_state, signer):
        assessment = at_state(State.AWAITING_SIGN_OFF)
        perform(assessment, "decline", by=signer, note="4a needs the cabinet paper.")
        assert assessment.state == State.IN_PROGRESS
        assert assessment.events.last().note == "4a needs the cabinet paper."


class TestReview:
    @pytest.mark.feature("OF35")
    def test_signed_again_after_a_return_it_keeps_its_reference_and_both_snapshots(
        self, at_state, lead, signer, reviewer
    ):
        assessment = at_state(State.SUBMITTED)
        first = assessment.reference
        perform(assessment, "return", by=reviewer, note="Which towns?")
        perform(assessment, "send", by=lead)
        perform(assessment, "sign", by=signer, agreed=True)
        assert assessment.reference == first
        assert [one.number for one in assessment.snapshots.all()] == [1, 2]
        perform(assessment, "accept", by=reviewer)
        assert assessment.published.number == 2

    def test_references_differ(self, at_state):
        one = at_state(State.SUBMITTED)
        two = factories.AssessmentFactory(cycle=one.cycle, state=State.SUBMITTED)
        assert one.reference != two.reference

    def test_accepting_publishes_what_the_signer_chose_and_wakes_the_public_pages(
        self, at_state, reviewer, council_a
    ):
        assessment = at_state(State.SUBMITTED, choices={(Item.LEVELS, ""): Audience.PUBLIC})
        assert public_results(council_a) == []
        before = RegisterVersion.current().number
        perform(assessment, "accept", by=reviewer)
        assert RegisterVersion.current().number > before
        assert public_results(council_a)[0].shows_levels

    def test_nothing_else_wakes_the_public_pages(self, at_state, lead, signer, reviewer):
        assessment = at_state(State.IN_PROGRESS)
        before = RegisterVersion.current().number
        perform(assessment, "send", by=lead)
        perform(assessment, "recall", by=lead)
        perform(assessment, "send", by=lead)
        perform(assessment, "sign", by=signer, agreed=True)
        perform(assessment, "return", by=reviewer, note="Why?")
        assert RegisterVersion.current().number == before


def test_a_failure_after_the_claim_leaves_nothing_behind(at_state, signer, monkeypatch):
    assessment = at_state(State.AWAITING_SIGN_OFF)
    mails = Email.objects.count()

    def fail(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr("assessments.actions.moves.messages.queue_for_move", fail)
    with pytest.raises(OSError, match="disk"):
        perform(assessment, "sign", by=signer, agreed=True)
    assessment.refresh_from_db()
    assert (assessment.state, assessment.reference) == (State.AWAITING_SIGN_OFF, None)
    assert not Snapshot.objects.exists()
    assert Email.objects.count() == mails
