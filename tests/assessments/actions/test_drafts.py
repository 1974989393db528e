"""Words that are not an answer yet: kept for the one who typed them, and never in anybody's way."""

import pytest
from django.core.exceptions import PermissionDenied

from assessments.actions import Page, drop_draft, keep_draft, save_answer
from assessments.models import TYPED, Answer, Draft
from assessments.workflow import State

pytestmark = pytest.mark.django_db
LEVEL = {"kind": "level", "level": 3, "basis": "In three wards."}


@pytest.fixture
def assessment(at_state):
    return at_state(State.IN_PROGRESS, said={})


@pytest.fixture
def statement(assessment):
    return assessment.cycle.question_set.statements.get(key="1a")


@pytest.fixture
def keep(assessment, statement, lead):
    """Return a function that keeps a text as the lead's draft."""

    def keep(basis, by=lead, **page):
        typed = {**dict.fromkeys(TYPED, ""), "is_public": False, "basis": basis}
        return keep_draft(assessment=assessment, statement=statement, by=by, typed=typed, page=Page(**page))

    return keep


def test_it_is_no_answer_and_each_has_their_own(keep, lead, contributor):
    keep("Mine", tab="a", turn=1)
    keep("Theirs", by=contributor, tab="b", turn=1)

    assert not Answer.objects.exists()
    assert {draft.person: draft.basis for draft in Draft.objects.all()} == {
        lead: "Mine",
        contributor: "Theirs",
    }


def test_a_burst_of_one_page_leaves_one_row(keep):
    for turn in range(1, 20):
        assert keep(f"Words {turn}", tab="a", turn=turn).kept

    assert Draft.objects.get().basis == "Words 19"


def test_a_late_request_does_not_put_back_older_words(keep):
    keep("Older", tab="a", turn=1)
    keep("Newer", tab="a", turn=3)

    assert keep("Between", tab="a", turn=2).kept
    assert Draft.objects.get().basis == "Newer"


@pytest.mark.feature("OF11")
def test_another_tab_that_has_not_seen_the_words_does_not_overwrite_them(keep):
    keep("In the first tab", tab="a", turn=1)

    outcome = keep("In the second", tab="b", turn=1, seen_draft=0)

    assert not outcome.kept
    assert outcome.draft.basis == "In the first tab"
    assert Draft.objects.get().basis == "In the first tab"


def test_a_page_that_has_seen_the_words_goes_on_from_them(keep):
    number = keep("In the first tab", tab="a", turn=1).draft.number

    assert keep("And in the second", tab="b", turn=1, seen_draft=number).kept
    assert Draft.objects.get().basis == "And in the second"


def test_what_the_answer_says_already_needs_no_draft(keep, assessment, statement, lead):
    save_answer(assessment=assessment, statement=statement, by=lead, seen_version=0, **LEVEL)
    typed = {**dict.fromkeys(TYPED, ""), "is_public": False, "choice": "3", "basis": "In three wards."}
    keep("Something else", tab="a", turn=1, seen_version=1)

    page = Page(tab="a", turn=2, seen_version=1)
    outcome = keep_draft(assessment=assessment, statement=statement, by=lead, typed=typed, page=page)

    assert outcome.draft is None
    assert not Draft.objects.exists()


def test_it_says_when_the_answer_has_moved_on(keep, assessment, statement, contributor):
    save_answer(assessment=assessment, statement=statement, by=contributor, seen_version=0, **LEVEL)

    outcome = keep("Typed on an older page", tab="a", turn=1, seen_version=0)

    assert outcome.kept
    assert outcome.is_behind
    assert Answer.objects.get().basis == "In three wards."


def test_letting_go_spares_what_another_tab_wrote_since(keep, assessment, statement, lead):
    keep("First", tab="a", turn=1)
    keep("Second", tab="a", turn=2)

    drop = {"assessment": assessment, "statement": statement, "by": lead}
    drop_draft(**drop, page=Page(tab="b", seen_draft=1))
    assert Draft.objects.exists()
    drop_draft(**drop, page=Page(seen_draft=2))
    assert not Draft.objects.exists()


def test_who_may_not_answer_keeps_no_draft(keep, viewer, other_lead):
    for person in (viewer, other_lead):
        with pytest.raises(PermissionDenied):
            keep("Words", by=person)
