"""The six principles and the first set of questions, as our own files state them."""

import pytest

from principles.models import LevelDescriptor, Principle, PrincipleNote, QuestionSet, Statement

pytestmark = pytest.mark.django_db


def test_the_six_names_are_the_official_ones(register):
    assert list(Principle.objects.values_list("number", "name")) == [
        (1, "Think about the whole system, not individual service silos"),
        (2, "Coordinate services at the neighbourhood level"),
        (3, "Increase local spend to invest in the local economy"),
        (4, "Focus on early intervention now to save costs tomorrow"),
        (5, "Commit to your community and proactively support local organisations"),
        (6, "Commission services simply and collaboratively so they are local by default"),
    ]
    assert set(Principle.objects.values_list("wording_version", flat=True)) == {
        "March 2020",
        "South Gloucestershire’s news item",
    }
    assert all(
        principle.source and principle.meaning and principle.why for principle in Principle.objects.all()
    )


def test_what_no_source_says_is_our_reading(register):
    actions = PrincipleNote.objects.filter(kind="action")
    signs = PrincipleNote.objects.filter(kind="sign")

    assert set(actions.values_list("principle__number", flat=True)) == {1, 2, 3, 4, 5, 6}
    assert set(signs.values_list("principle__number", flat=True)) == {1, 2, 3, 4, 5, 6}
    assert {note.basis for note in actions} == {"stated"}
    assert not actions.filter(source=None).exists()
    assert {note.basis for note in signs} == {"reading"}


def test_version_1_has_24_statements_of_four_levels(register):
    questions = QuestionSet.objects.get(version=1)
    statements = questions.statements.all()

    assert [s.key for s in statements] == [f"{number}{letter}" for number in range(1, 7) for letter in "abcd"]
    assert all(str(s.principle.number) == s.key[0] for s in statements)
    assert all([d.level for d in s.descriptors.all()] == [1, 2, 3, 4] for s in statements)
    assert [s.key for s in statements if s.allows_not_our_service] == ["2b", "4b"]
    assert [s.hint for s in statements if s.hint] == ["Such as loneliness, falls, debt, keeping a home."]
    assert all(s.could_point_to for s in statements)
    assert [m.level for m in questions.level_meanings.all()] == [1, 2, 3, 4]
    assert [t.word for t in questions.terms.all()] == [
        "Several",
        "Neighbourhood",
        "Councillor",
        "Local",
        "Community organisation",
        "Service",
    ]


def test_the_wording_keeps_its_own_rules(register):
    """At most 25 words a level, and none of the words that nobody outside says."""
    texts = [
        *LevelDescriptor.objects.values_list("text", flat=True),
        *Statement.objects.values_list("text", flat=True),
    ]
    unwanted = ("best practice", "robust", "embed", "leverage", "stakeholder")

    assert max(len(text.split()) for text in texts) <= 25
    assert [text for text in texts if any(word in text.lower() for word in unwanted)] == []
    assert LevelDescriptor.objects.order_by().values("text").distinct().count() > 90
