"""Open again, withdraw, close by merger: what was signed stays, and what is public is what was signed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from assessments.accepted import public_results
from assessments.actions import close_cycle, perform, save_answer, share
from assessments.actions.withdrawing import ask_withdrawal, keep, refuse_withdrawal
from assessments.models import Assessment, Audience, Item, Snapshot
from assessments.permissions import can_answer, can_move, can_review
from assessments.workflow import State
from principles.models import Level
from tests import factories

pytestmark = pytest.mark.django_db
PUBLIC = {(Item.LEVELS, ""): Audience.PUBLIC}


@pytest.fixture
def complete(at_state):
    return at_state(State.COMPLETE, choices=PUBLIC)


@pytest.fixture
def again(complete, reviewer):
    return perform(complete, "reopen", by=reviewer, note="The council found a mistake in 1a.")


def level_shown(council, key):
    (result,) = public_results(council)
    return {one.key: one.label for _, ones in result.principles for one in ones}[key]


class TestOpeningAgain:
    def test_it_begins_a_revision_with_everything_in_it(self, again, complete):
        assert (again.revision, again.state) == (2, State.IN_PROGRESS)
        assert again.answers.count() == complete.answers.count() == 24
        assert [row.audience for row in again.sharing.all()] == [Audience.PUBLIC]
        assert [event.note for event in again.events.all()] == ["The council found a mistake in 1a."]
        complete.refresh_from_db()
        assert complete.state == State.COMPLETE
        assert complete.events.last().move == "reopen"

    def test_what_is_public_stays_until_the_new_one_is_accepted(
        self, again, council_a, lead, signer, reviewer
    ):
        answer = again.answers.get(statement__key="1a")
        words = {**factories.walking.USUAL, "level": Level.TRYING_OUT}
        assert save_answer(
            assessment=again, statement=answer.statement, by=lead, seen_version=1, **words
        ).saved
        perform(again, "send", by=lead)
        perform(again, "sign", by=signer, agreed=True)
        assert level_shown(council_a, "1a") == "In regular use"
        perform(again, "accept", by=reviewer)
        assert level_shown(council_a, "1a") == "Trying it out"

    def test_twice_is_once_and_the_second_of_two_is_refused(self, again, complete, reviewer, superuser):
        assert perform(complete, "reopen", by=reviewer, note="Again.") == again
        with pytest.raises(PermissionDenied, match="opened again already"):
            perform(complete, "reopen", by=superuser, note="Me too.")
        assert Assessment.objects.count() == 2

    def test_what_is_shared_less_now_is_shared_less_of_the_published_one_at_once(
        self, again, council_a, lead
    ):
        share(assessment=again, choices={(Item.LEVELS, ""): Audience.US}, by=lead)
        assert not public_results(council_a)[0].shows_levels

    def test_what_is_shared_more_now_waits_for_the_signature(self, again, council_a, lead):
        share(
            assessment=again, choices=dict.fromkeys(((i, "") for i in Item.values), Audience.PUBLIC), by=lead
        )
        (result,) = public_results(council_a)
        assert not any(one.basis for _, ones in result.principles for one in ones)

    def test_it_can_be_answered_after_its_cycle_has_closed(self, complete, reviewer, lead):
        close_cycle(cycle=complete.cycle, by=reviewer)
        again = perform(complete, "reopen", by=reviewer, note="As asked.")
        assert can_answer(lead, again)
        assert can_move(lead, again, "send")

    def test_edge_32_references_are_never_used_twice(self, again, complete, lead, signer):
        perform(again, "send", by=lead)
        perform(again, "sign", by=signer, agreed=True)
        assert again.reference
        assert again.reference != complete.reference


def test_signed_pages_and_history_reach_over_revisions(again, lead, signer, sign_in):
    perform(again, "send", by=lead)
    perform(again, "sign", by=signer, agreed=True)
    browser, path = sign_in(lead), again.get_absolute_url()
    assert "version 1" in browser.get(f"{path}signed/1/").content.decode()
    assert "version 2" in browser.get(f"{path}signed/2/").content.decode()
    history = browser.get(f"{path}history/").content.decode()
    assert history.count("Opened again by Locality") == 1
    assert history.count("Signed and submitted") == 2


def test_the_public_version_can_be_shared_less_after_the_new_one_was_withdrawn(
    again, lead, signer, council_a, sign_in
):
    ask_withdrawal(assessment=again, by=lead)
    perform(again, "withdraw", by=signer)
    browser, page = sign_in(lead), f"{again.get_absolute_url()}sharing/"
    assert "Choose what is shared of it" in browser.get(again.get_absolute_url()).content.decode()
    assert public_results(council_a)[0].shows_levels

    reply = browser.post(page, dict.fromkeys(Item.values, Audience.US.value))

    assert reply.status_code == 302
    assert not public_results(council_a)[0].shows_levels


class TestWithdrawing:
    @pytest.fixture
    def asked(self, at_state, lead):
        assessment = at_state(State.SUBMITTED)
        ask_withdrawal(assessment=assessment, by=lead, note="We are reorganising.")
        return assessment

    def test_a_lead_asks_and_the_signer_confirms(self, asked, signer):
        assert asked.state == State.SUBMITTED
        assert perform(asked, "withdraw", by=signer).state == State.WITHDRAWN

    def test_the_lead_alone_cannot(self, asked, lead, signer, at_state):
        assert not can_move(lead, asked, "withdraw")
        refuse_withdrawal(assessment=asked, by=signer)
        assert "No lead officer has asked" in can_move(signer, asked, "withdraw").reason

    def test_a_page_opened_before_is_refused(self, at_state, lead, signer):
        assessment = at_state(State.SUBMITTED)
        seen = assessment.lock_version
        ask_withdrawal(assessment=assessment, by=lead)
        with pytest.raises(PermissionDenied, match="Somebody was first"):
            perform(assessment, "withdraw", by=signer, seen=seen)

    def test_only_the_council_reads_it_then(self, asked, signer, reviewer):
        perform(asked, "withdraw", by=signer)
        assert "only the council can read it" in can_review(reviewer, asked).reason
        assert not Snapshot.objects.visible_to(reviewer).exists()
        assert Snapshot.objects.visible_to(signer).exists()

    def test_the_council_may_ask_to_keep_it(self, asked, signer, lead):
        with pytest.raises(PermissionDenied, match="not been withdrawn"):
            keep(assessment=asked, by=lead)
        perform(asked, "withdraw", by=signer)
        keep(assessment=asked, by=lead)
        assert asked.kept_on_request


def test_edge_5_a_merger_leaves_what_was_signed_with_the_council_that_ended(
    at_state, council_a, council_b, reviewer
):
    assessment = at_state(State.SUBMITTED)
    with pytest.raises(PermissionDenied, match="does not say that this council has ended"):
        perform(assessment, "merge", by=reviewer, note="Part of Brackwell now.")
    type(council_a).objects.filter(pk=council_a.pk).update(ended_on=timezone.localdate())
    assessment = Assessment.objects.get(pk=assessment.pk)
    closed = perform(assessment, "merge", by=reviewer, note="Part of Brackwell now.")
    assert closed.state == State.MERGED
    assert closed.snapshots.get().assessment.council == council_a
    assert not council_b.assessments.exists()


def test_edge_5_what_was_complete_before_a_merger_stays_public(at_state, council_a, reviewer):
    assessment = at_state(State.COMPLETE, choices=PUBLIC)
    type(council_a).objects.filter(pk=council_a.pk).update(ended_on=timezone.localdate())
    assessment = Assessment.objects.get(pk=assessment.pk)
    assert not can_move(reviewer, assessment, "merge")
    assert level_shown(council_a, "1a") == "In regular use"
