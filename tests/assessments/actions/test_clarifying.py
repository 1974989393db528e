"""Questions about signed statements: only these unlock, replies are kept, a changed level is confirmed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from post_office.models import Email

from accounts.working_days import working_days_after
from assessments.accepted import public_results
from assessments.actions import add_evidence, close_cycle, perform, save_answer
from assessments.actions.clarifying import Asked, save_replies
from assessments.exports.published import as_data
from assessments.models import Audience, Clarification, Item
from assessments.permissions import can_answer, open_keys
from assessments.workflow import State, confirming_statements
from principles.models import Level, Statement
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF36")]

ASKED = Asked({"1a": "Which three services?", "4a": "In which year?"}, days=5)


@pytest.fixture
def asked(at_state, reviewer):
    """Council A's self-assessment, with questions about 1a and 4a."""
    assessment = at_state(State.SUBMITTED, choices={(Item.LEVELS, ""): Audience.PUBLIC})
    return perform(assessment, "ask", by=reviewer, asked=ASKED)


def statement_of(assessment, key):
    return Statement.objects.get(question_set=assessment.cycle.question_set, key=key)


def change(assessment, key, by, **words):
    """Save other words to a statement that the factory answered."""
    said = {**factories.walking.USUAL, **words}
    return save_answer(
        assessment=assessment, statement=statement_of(assessment, key), by=by, seen_version=1, **said
    )


def reply_to(assessment, by, **replies):
    said = {key.removeprefix("s"): (text, False, 0) for key, text in replies.items()}
    return save_replies(assessment=assessment, replies=said, by=by)


class TestAsking:
    @pytest.mark.parametrize("questions", [{}, {"1a": "  "}, {"9z": "What?"}, {"1a": "x" * 1001}])
    def test_at_least_one_known_statement_has_a_question_that_fits(self, questions, at_state, reviewer):
        assessment = at_state(State.SUBMITTED)
        with pytest.raises(ValidationError):
            perform(assessment, "ask", by=reviewer, asked=Asked(questions))
        assessment.refresh_from_db()
        assert assessment.state == State.SUBMITTED

    @pytest.mark.parametrize("days", [0, -1, 61])
    def test_the_day_is_within_reason(self, days, at_state, reviewer):
        with pytest.raises(ValidationError, match="working days"):
            perform(at_state(State.SUBMITTED), "ask", by=reviewer, asked=Asked({"1a": "What?"}, days=days))

    def test_the_day_is_counted_in_working_days(self, asked):
        assert asked.clarifications.get().due_on == working_days_after(timezone.localdate(), 5)

    def test_twice_is_once(self, asked, reviewer):
        perform(asked, "ask", by=reviewer, asked=Asked({"2a": "Another?"}))
        assert Clarification.objects.get().questions.count() == 2

    def test_the_questions_are_in_the_message_itself(self, at_state, reviewer, lead, signer):
        assessment = at_state(State.SUBMITTED)
        Email.objects.all().delete()
        perform(assessment, "ask", by=reviewer, asked=ASKED)
        mails = {email.to[0]: email.prepare_email_message().body for email in Email.objects.all()}
        assert set(mails) == {lead.email, signer.email}
        for body in mails.values():
            assert "Which three services?" in body
            assert "In which year?" in body


class TestOnlyTheseUnlock:
    def test_what_was_asked_about_can_change_and_nothing_else(self, asked, lead, contributor):
        assert open_keys(asked) == {"1a", "4a"}
        assert change(asked, "1a", contributor, basis="In housing, parks and libraries.").saved
        with pytest.raises(PermissionDenied, match="Only the statements that Locality asked about"):
            change(asked, "2a", lead)
        other = asked.answers.get(statement__key="2a")
        with pytest.raises(PermissionDenied):
            add_evidence(answer=other, by=lead, title="Map", held_by="Planning")
        assert add_evidence(
            answer=asked.answers.get(statement__key="1a"), by=lead, title="Map", held_by="Planning"
        )

    def test_also_when_the_cycle_has_closed(self, asked, lead, reviewer):
        close_cycle(cycle=asked.cycle, by=reviewer)
        asked.refresh_from_db()
        assert can_answer(lead, asked, statement_of(asked, "1a"))

    def test_they_lock_again_with_the_reply(self, asked, lead):
        reply_to(asked, lead, s1a="Housing.", s4a="2024.")
        perform(asked, "reply", by=lead)
        assert not can_answer(lead, asked, statement_of(asked, "1a"))


class TestReplying:
    def test_every_question_has_a_reply(self, asked, lead):
        reply_to(asked, lead, s1a="Housing.")
        with pytest.raises(PermissionDenied, match="Statement 4a has no reply"):
            perform(asked, "reply", by=lead)

    def test_a_reply_without_a_change_goes_straight_back_under_the_same_signature(self, asked, lead, signer):
        signed = asked.snapshots.get()
        reply_to(asked, lead, s1a="Housing.", s4a="2024.")
        change(asked, "4a", lead, basis="Since 2024.")
        assert perform(asked, "reply", by=lead).state == State.SUBMITTED
        second = asked.snapshots.last()
        assert second.number == 2
        assert second.data["replied"]["changed"] == ["4a"]
        assert second.data["replied"]["by"] == lead.pk
        assert second.signature.person == signer
        assert second.signature.signed_at == signed.signature.signed_at
        assert second.signature.snapshot_hash == signed.sha256
        assert second.is_intact
        assert second.settles.before == signed

    def test_a_changed_level_cannot_go_past_the_signer(self, asked, lead):
        reply_to(asked, lead, s1a="Housing.", s4a="2024.")
        change(asked, "1a", lead, level=Level.TRYING_OUT)
        with pytest.raises(PermissionDenied, match="sign-off officer has to confirm"):
            perform(asked, "reply", by=lead)
        assert perform(asked, "reply_changed", by=lead).state == State.CONFIRMATION

    def test_without_a_changed_level_the_signer_is_left_in_peace(self, asked, lead):
        reply_to(asked, lead, s1a="Housing.", s4a="2024.")
        with pytest.raises(PermissionDenied, match="No level has changed"):
            perform(asked, "reply_changed", by=lead)

    def test_a_top_level_still_needs_something_to_point_to(self, asked, lead):
        reply_to(asked, lead, s1a="Housing.", s4a="2024.")
        change(asked, "1a", lead, level=Level.HOW_WE_WORK)
        with pytest.raises(PermissionDenied, match="1a says “How we work”"):
            perform(asked, "reply_changed", by=lead)

    def test_two_leads_at_once_lose_no_words(self, asked, lead, council_a):
        other = factories.CouncilRoleFactory(council=council_a, kind="lead").user
        reply_to(asked, lead, s1a="Housing.")
        overtaken = save_replies(
            assessment=asked, replies={"1a": ("Parks.", False, 0), "4a": ("2024.", False, 0)}, by=other
        )
        assert [question.reply for question in overtaken] == ["Housing."]
        said = dict(asked.clarifications.get().questions.values_list("statement__key", "reply"))
        assert said == {"1a": "Housing.", "4a": "2024."}


class TestConfirming:
    @pytest.fixture
    def changed(self, asked, lead):
        reply_to(asked, lead, s1a="Housing.", s4a="2024.")
        change(asked, "1a", lead, level=Level.TRYING_OUT)
        return perform(asked, "reply_changed", by=lead)

    def test_a_confirmation_is_a_signature_of_its_own(self, changed, signer):
        confirmed = perform(changed, "confirm", by=signer)
        first, second = confirmed.snapshots.all()
        assert confirmed.state == State.SUBMITTED
        assert second.signature.snapshot_hash == second.sha256
        name = "Ambleford Metropolitan Borough Council"
        assert second.signature.statements == "\n".join(confirming_statements(name))
        assert second.settles.before == first
        assert {row.level for row in first.answers.filter(statement_key="1a")} == {Level.REGULAR_USE}
        assert {row.level for row in second.answers.filter(statement_key="1a")} == {Level.TRYING_OUT}

    def test_it_leaves_what_may_be_shared_as_it_was_signed(self, changed, signer):
        before = list(changed.sharing.values("item", "scope", "audience", "ceiling"))
        perform(changed, "confirm", by=signer)
        assert list(changed.sharing.values("item", "scope", "audience", "ceiling")) == before

    def test_sent_back_it_can_be_changed_and_replied_again(self, changed, signer, lead):
        perform(changed, "send_back", by=signer, note="The old level was right.")
        assert changed.state == State.CLARIFICATION
        statement = statement_of(changed, "1a")
        words = {**factories.walking.USUAL, "level": Level.REGULAR_USE}
        assert save_answer(assessment=changed, statement=statement, by=lead, seen_version=2, **words).saved
        assert perform(changed, "reply", by=lead).state == State.SUBMITTED

    def test_who_replied_cannot_confirm(self, changed, lead):
        factories.CouncilRoleFactory(council=changed.council, kind="signer", user=lead)
        with pytest.raises(PermissionDenied, match="somebody else has to sign"):
            perform(changed, "confirm", by=lead)

    def test_the_public_reads_what_was_confirmed(self, changed, signer, reviewer, council_a):
        perform(changed, "confirm", by=signer)
        perform(changed, "accept", by=reviewer)
        (result,) = public_results(council_a)
        said = {one.key: one.label for _, ones in result.principles for one in ones}
        assert said["1a"] == "Trying it out"


def test_edge_28_a_dispute_leaves_the_councils_own_words_with_a_mark(asked, lead, reviewer, council_a):
    replies = {"1a": ("Our words stand.", True, 0), "4a": ("2024.", False, 0)}
    save_replies(assessment=asked, replies=replies, by=lead)
    perform(asked, "reply", by=lead)
    perform(asked, "accept", by=reviewer)
    (result,) = public_results(council_a)
    marks = {one.key for _, ones in result.principles for one in ones if one.is_disputed}
    assert marks == {"1a"}
    notes = {one["key"] for one in as_data(result)["statements"] if one.get("note")}
    assert notes == {"1a"}
    assert {one.label for _, ones in result.principles for one in ones} == {"In regular use"}
