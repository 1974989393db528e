"""Drafting a version from the last one, and putting typing mistakes right in one that was used."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from principles.actions import copy_questions, fix_wording, take_out
from principles.changes import unsettled
from principles.models import (
    Change,
    FrozenError,
    LevelDescriptor,
    QuestionSet,
    Statement,
    StatementLink,
    WordingChange,
)
from principles.places import places, texts_at
from principles.published import readable, whole_sets
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST14")]


@pytest.fixture
def used():
    questions = factories.QuestionSetFactory()
    questions.freeze()
    return questions


def words(questions):
    whole = whole_sets().get(pk=questions.pk)
    return [
        (statement.key, statement.text, [level.text for level in statement.descriptors.all()])
        for group in readable(whole)
        for statement in group.statements
    ]


def fix(questions, by, **said):
    usual = {
        "key": "4a-text",
        "seen": "We do 4a well.",
        "new": "We do 4a very well.",
        "reason": "A word was missing.",
    }
    return fix_wording(question_set=questions, by=by, **{**usual, **said})


def test_a_copy_is_a_draft_with_all_the_wording(register, curator):
    first = QuestionSet.objects.get()
    draft = copy_questions(question_set=first, by=curator)
    assert (draft.version, draft.is_draft, draft.frozen_at) == (2, True, None)
    assert words(draft) == words(first)
    for name in ("level_meanings", "terms"):
        assert getattr(draft, name).count() == getattr(first, name).count() > 0
    assert draft.introduction == first.introduction


@pytest.mark.feature("OF21")
def test_a_copy_of_what_was_used_can_be_changed_and_the_used_one_cannot(used, curator):
    before = words(used)
    draft = copy_questions(question_set=used, by=curator)
    statement = draft.statements.get(key="4a")
    statement.text = "We do something else."
    statement.save()
    assert words(used) == before
    with pytest.raises(FrozenError):
        Statement.objects.filter(question_set=used).update(text="Something else.")


def test_edge_9_a_mistake_is_put_right_and_logged(used, curator):
    change = fix(used, curator)
    used.refresh_from_db()
    assert used.statements.get(key="4a").text == "We do 4a very well."
    assert (change.old, change.new, change.by, change.version) == (
        "We do 4a well.",
        "We do 4a very well.",
        curator,
        f"{used.version}.1",
    )
    assert used.full_version == f"{used.version}.1"
    fix(used, curator, key="4a-level-2", seen="4a: trying it out.", new="4a: trying it.")
    assert LevelDescriptor.objects.get(statement__key="4a", level=2).text == "4a: trying it."
    assert list(used.changes.values_list("minor", flat=True)) == [2, 1]


def test_every_text_can_be_put_right(used, curator):
    questions = whole_sets().get(pk=used.pk)
    for place in places(questions):
        fix(used, curator, key=place.key, seen=place.text, new=f"{place.text[:50]} Put right.")
    assert WordingChange.objects.count() == len(places(questions)) == 24 * 5


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"seen": "We did 4a well."}, "new"),
        ({"new": "  "}, "new"),
        ({"new": "We do 4a well.\r\n"}, "new"),
        ({"new": "x" * 201}, "new"),
        ({"reason": " "}, "reason"),
        ({"key": "9z-text"}, "new"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(said, field, used, curator):
    with pytest.raises(ValidationError) as refused:
        fix(used, curator, **said)
    assert list(refused.value.message_dict) == [field]
    assert not WordingChange.objects.exists()
    assert QuestionSet.objects.get(pk=used.pk).minor == 0


def test_who_may(used, people):
    for name, person in people.items():
        if not person.is_authenticated:
            continue
        if name in {"curator", "superuser"}:
            assert copy_questions(question_set=used, by=person)
            continue
        with pytest.raises(PermissionDenied):
            fix(used, person)
        with pytest.raises(PermissionDenied):
            copy_questions(question_set=used, by=person)
    assert used.statements.get(key="4a").text == "We do 4a well."


def test_a_draft_is_changed_on_its_own_pages(curator):
    with pytest.raises(PermissionDenied, match="not been used yet"):
        fix(factories.QuestionSetFactory(), curator)


def test_the_words_of_a_moment_can_be_read_again(used, curator):
    def read(moment):
        return texts_at(QuestionSet.objects.get(pk=used.pk), SimpleNamespace(signed_at=moment))

    before = timezone.now()
    fix(used, curator)
    between = timezone.now()
    fix(used, curator, seen="We do 4a very well.", new="We do 4a quite well.")
    assert read(before) == {"4a": "We do 4a well."}
    assert read(between) == {"4a": "We do 4a very well."}
    assert read(timezone.now()) == texts_at(used, None) == {}


def test_a_copy_says_that_each_statement_is_the_same(used, curator):
    draft = copy_questions(question_set=used, by=curator)
    assert unsettled(draft) == []
    draft.statements.filter(key="4a").update(text="We do something else.")
    assert unsettled(draft) == ["The words of 4a have changed, and it still says “the same”."]


def test_what_is_taken_out_of_a_draft_is_no_longer_asked(used, curator):
    draft = copy_questions(question_set=used, by=curator)
    take_out(draft.statements.get(key="4a"), by=curator)
    link = StatementLink.objects.get(from_statement=used.statements.get(key="4a"))
    assert (link.kind, link.to_statement) == (Change.RETIRED, None)
    with pytest.raises(FrozenError):
        take_out(used.statements.get(key="4a"), by=curator)
    assert used.statements.filter(key="4a").exists()
