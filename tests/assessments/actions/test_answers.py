"""Saving answers and their evidence: each save alone, every version kept, nobody's text lost."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from assessments.actions import add_evidence, attach_evidence, detach_evidence, perform, save_answer
from assessments.models import Evidence, Kind, Words
from assessments.workflow import State
from principles.models import Level
from records.models import RegisterVersion
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(at_state):
    return at_state(State.NOT_STARTED)


@pytest.fixture
def save(assessment, lead):
    """Return a function that saves statement 4a as the lead, level 2 unless told otherwise."""
    statement = assessment.cycle.question_set.statements.get(key="4a")

    def run(seen_version=0, by=lead, **words):
        return save_answer(
            assessment=assessment,
            statement=statement,
            by=by,
            seen_version=seen_version,
            **{"kind": Kind.LEVEL, "level": Level.TRYING_OUT, **words},
        )

    return run


class TestSaving:
    def test_the_first_save_starts_the_assessment(self, assessment, save, lead):
        assert save().saved
        assert assessment.state == State.IN_PROGRESS
        event = assessment.events.get()
        assert (event.move, event.by, event.role) == ("start", lead, "Lead officer")

    def test_a_second_save_starts_nothing(self, assessment, save):
        save()
        save(seen_version=1, basis="More.")
        assert assessment.events.count() == 1

    def test_every_save_is_a_version(self, save, lead, contributor):
        save(basis="First.")
        answer = save(seen_version=1, by=contributor, basis="Second.", level=Level.REGULAR_USE).answer
        assert answer.version == 2
        kept = [(one.version, one.basis, one.level, one.saved_by) for one in answer.versions.all()]
        assert kept == [(1, "First.", 2, lead), (2, "Second.", 3, contributor)]

    @pytest.mark.feature("OF9")
    def test_we_do_not_know_yet_holds_no_level_and_is_not_an_answer(self, save):
        answer = save(kind=Kind.DO_NOT_KNOW, level=Level.HOW_WE_WORK, done_by="Left over").answer
        assert (answer.level, answer.done_by, answer.is_answered) == (None, "", False)

    def test_not_our_service_only_where_the_statement_allows_it(self, save):
        with pytest.raises(ValidationError, match="cannot be chosen"):
            save(kind=Kind.NOT_OUR_SERVICE, done_by="Ambleshire County Council")

    @pytest.mark.parametrize(
        "words",
        [
            {"kind": "excellent"},
            {"level": None},
            {"level": 7},
            {"basis": "word " * 61},
            {"kind": Kind.NOT_OUR_SERVICE, "done_by": ""},
        ],
    )
    def test_words_that_are_no_answer_change_nothing(self, words, assessment, save):
        with pytest.raises(ValidationError):
            save(**words)
        assessment.refresh_from_db()
        assert (assessment.state, assessment.answers.count()) == (State.NOT_STARTED, 0)

    def test_sixty_words_fit(self, save):
        assert save(basis="word " * 60).saved

    def test_line_ends_and_space_around_are_tidied(self, save):
        assert save(basis="  One.\r\nTwo.\r ").answer.basis == "One.\nTwo."

    def test_a_statement_of_other_questions_is_refused(self, assessment, lead):
        other = factories.QuestionSetFactory().statements.first()
        with pytest.raises(ValidationError, match="not part of"):
            save_answer(assessment=assessment, statement=other, by=lead, seen_version=0, kind="do_not_know")

    def test_it_does_not_touch_the_public_pages(self, save):
        before = RegisterVersion.current().number
        save()
        assert RegisterVersion.current().number == before

    @pytest.mark.feature("OF30")
    @pytest.mark.parametrize("state", [State.AWAITING_SIGN_OFF, State.SUBMITTED, State.COMPLETE])
    def test_locked_answers_stay(self, state, at_state, lead):
        assessment = at_state(state)
        answer = assessment.answers.first()
        with pytest.raises(PermissionDenied, match=r"locked|complete"):
            save_answer(
                assessment=assessment, statement=answer.statement, by=lead, seen_version=1, kind="do_not_know"
            )

    def test_a_stale_copy_of_the_assessment_does_not_open_the_lock(self, assessment, save, at_state, lead):
        save()
        factories.walk(type(assessment).objects.get(pk=assessment.pk), State.AWAITING_SIGN_OFF, {})
        assert assessment.state == State.IN_PROGRESS
        with pytest.raises(PermissionDenied, match="locked"):
            save(seen_version=1)


@pytest.mark.feature("OF13")
class TestTwoPeople:
    def test_the_second_sees_both_texts_and_neither_is_lost(self, save, lead, contributor):
        save(basis="Mine.")
        outcome = save(seen_version=0, by=contributor, basis="Hers.", level=Level.EARLY_DAYS)
        assert not outcome.saved
        assert outcome.answer.words == Words(Kind.LEVEL, 2, "Mine.")
        assert outcome.mine == Words(Kind.LEVEL, 1, "Hers.")
        assert (outcome.answer.saved_by, outcome.answer.versions.count()) == (lead, 1)

    def test_having_seen_both_the_second_may_save(self, save, contributor):
        save(basis="Mine.")
        outcome = save(seen_version=0, by=contributor, basis="Hers.")
        merged = save(seen_version=outcome.answer.version, by=contributor, basis="Mine. Hers.")
        assert merged.saved
        assert [one.basis for one in merged.answer.versions.all()] == ["Mine.", "Mine. Hers."]

    def test_a_stale_change_is_refused_too(self, save, contributor):
        save()
        save(seen_version=1, basis="Two.")
        assert not save(seen_version=1, by=contributor, basis="Also two.").saved
        assert not save(seen_version=99, by=contributor, basis="From nowhere.").saved

    def test_a_version_of_an_answer_that_is_not_there_is_the_first(self, save):
        outcome = save(seen_version=7)
        assert (outcome.saved, outcome.answer.version) == (True, 1)

    def test_pressing_save_twice_is_one_version(self, save):
        save(basis="Mine.")
        again = save(basis="Mine.")
        assert again.saved
        assert again.answer.versions.count() == 1


@pytest.mark.feature("OF14")
class TestEvidence:
    @pytest.fixture
    def answer(self, save):
        return save().answer

    def test_a_link_or_a_holder(self, answer, lead, council_a):
        add_evidence(answer=answer, by=lead, title="Budget", link="https://example.org/budget.pdf")
        add_evidence(answer=answer, by=lead, title="Minutes", held_by="Democratic services")
        assert {one.title for one in council_a.evidence.all()} == {"Budget", "Minutes"}
        assert answer.pointers.count() == 2

    @pytest.mark.parametrize(
        "fields",
        [
            {"title": "", "held_by": "Clerk"},
            {"title": "Plan"},
            {"title": "Plan", "link": "javascript:alert(1)"},
            {"title": "Plan", "link": "https://example.org/a", "held_by": "Clerk"},
        ],
    )
    @pytest.mark.feature("OF10")
    def test_bad_evidence_leaves_the_answer_as_it_was(self, fields, answer, lead):
        with pytest.raises(ValidationError):
            add_evidence(answer=answer, by=lead, **fields)
        answer.refresh_from_db()
        assert (answer.level, answer.version, answer.pointers.count()) == (2, 1, 0)
        assert not Evidence.objects.exists()

    def test_reuse_and_remove(self, answer, assessment, lead):
        document = add_evidence(answer=answer, by=lead, title="Plan", held_by="Clerk").evidence
        factories.answer_all(assessment, lead, {"1a": {"kind": "level", "level": 1}})
        other = assessment.answers.get(statement__key="1a")
        attach_evidence(answer=other, evidence=document, by=lead)
        attach_evidence(answer=other, evidence=document, by=lead)
        assert document.pointers.count() == 2
        detach_evidence(answer=other, evidence=document, by=lead)
        assert Evidence.objects.get() == document
        assert document.pointers.get().answer == answer

    def test_the_same_document_again_is_the_same_row(self, answer, lead):
        for _ in range(2):
            add_evidence(answer=answer, by=lead, title="Plan", held_by="Clerk")
        assert Evidence.objects.count() == answer.pointers.count() == 1

    def test_at_most_five(self, answer, lead):
        for number in range(5):
            add_evidence(answer=answer, by=lead, title=f"Plan {number}", held_by="Clerk")
        with pytest.raises(ValidationError, match="Remove one first"):
            add_evidence(answer=answer, by=lead, title="Plan 6", held_by="Clerk")
        assert Evidence.objects.count() == 5

    def test_another_councils_document_cannot_be_used(self, answer, lead, other_lead, council_b):
        theirs = Evidence.objects.create(
            council=council_b, title="Plan", held_by="Clerk", added_by=other_lead
        )
        with pytest.raises(ValidationError, match="not in your council"):
            attach_evidence(answer=answer, evidence=theirs, by=lead)

    def test_it_is_locked_with_the_answers(self, answer, assessment, lead):
        document = add_evidence(answer=answer, by=lead, title="Plan", held_by="Clerk").evidence
        factories.walk(assessment, State.AWAITING_SIGN_OFF, {})
        for verb in (attach_evidence, detach_evidence):
            with pytest.raises(PermissionDenied):
                verb(answer=answer, evidence=document, by=lead)
        with pytest.raises(PermissionDenied):
            add_evidence(answer=answer, by=lead, title="Other", held_by="Clerk")

    def test_who_may_not_answer_may_not_add(self, answer, viewer, signer, other_lead):
        for person in (viewer, signer, other_lead):
            with pytest.raises(PermissionDenied):
                add_evidence(answer=answer, by=person, title="Plan", held_by="Clerk")


def test_start_by_button_then_save(at_state, lead):
    assessment = at_state(State.NOT_STARTED)
    perform(assessment, "start", by=lead)
    perform(assessment, "start", by=lead)
    factories.answer_all(assessment, lead, {"1a": {"kind": "do_not_know"}})
    assert assessment.events.filter(move="start").count() == 1
