"""Once a set of questions has been used, no way of writing changes a word of it."""

import pytest

from principles.models import (
    FrozenError,
    Level,
    LevelDescriptor,
    LevelMeaning,
    Principle,
    QuestionSet,
    Statement,
    Term,
)
from tests.factories import PrincipleFactory, QuestionSetFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    made = QuestionSetFactory(version=1, statements=1)
    Term.objects.create(question_set=made, order=1, word="Several", meaning="Three or more.")
    LevelMeaning.objects.create(
        question_set=made, level=1, means="Nothing is agreed.", true_if="nobody knows"
    )
    return made


@pytest.fixture
def other():
    return QuestionSetFactory(version=2, statements=1)


def save(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def first(model, questions):
    path = model.question_set_path
    return model.objects.filter(**{path: questions}).first()


WORDINGS = {Statement: "text", LevelDescriptor: "text", LevelMeaning: "means", Term: "meaning"}
WAYS = {
    "save": lambda row, name: save(row, **{name: "New words"}),
    "delete": lambda row, name: row.delete(),
    "update": lambda row, name: type(row).objects.filter(pk=row.pk).update(**{name: "New words"}),
    "delete of many": lambda row, name: type(row).objects.filter(pk=row.pk).delete(),
    "bulk_update": lambda row, name: type(row).objects.bulk_update([row], [name]),
    "update_or_create": lambda row, name: type(row).objects.update_or_create(
        pk=row.pk, defaults={name: "New words"}
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("model", WORDINGS, ids=lambda model: model.__name__)
def test_a_used_wording_cannot_be_changed(questions, model, way):
    row = first(model, questions)
    before = list(model.objects.order_by("pk").values())
    questions.freeze()

    with pytest.raises(FrozenError, match="Make a new version instead"):
        way(row, WORDINGS[model])

    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("model", WORDINGS, ids=lambda model: model.__name__)
def test_an_unused_wording_can_be_changed(questions, model):
    row = first(model, questions)

    save(row, **{WORDINGS[model]: "New words"})

    assert getattr(model.objects.get(pk=row.pk), WORDINGS[model]) == "New words"


def new_statement(questions):
    return Statement(
        question_set=questions, principle=Principle.objects.first(), key="1z", text="We do more."
    )


def new_descriptor(questions):
    statement = first(Statement, questions)
    statement.descriptors.filter(level=Level.HOW_WE_WORK).delete()
    return LevelDescriptor(statement=statement, level=Level.HOW_WE_WORK, text="New words")


@pytest.mark.parametrize("make", [new_statement, new_descriptor])
def test_nothing_is_added_to_a_used_set(questions, make):
    row = make(questions)
    questions.freeze()

    with pytest.raises(FrozenError):
        row.save()
    with pytest.raises(FrozenError):
        type(row).objects.bulk_create([row])


def test_nothing_moves_into_or_out_of_a_used_set(questions, other):
    inside, outside = first(Statement, questions), first(Statement, other)
    questions.freeze()

    with pytest.raises(FrozenError):
        save(inside, question_set=other)
    with pytest.raises(FrozenError):
        save(outside, question_set=questions, key="1z")
    with pytest.raises(FrozenError):
        Statement.objects.filter(pk=outside.pk).update(question_set=questions)
    with pytest.raises(FrozenError):
        Statement.objects.filter(pk=outside.pk).update(question_set_id=questions.pk)
    outside.question_set = questions
    with pytest.raises(FrozenError):
        Statement.objects.bulk_update([outside], ["question_set"])


def test_a_row_read_before_the_freeze_does_not_slip_past(questions):
    row = Statement.objects.select_related("question_set").get(question_set=questions, key="1a")
    QuestionSet.objects.get(pk=questions.pk).freeze()

    with pytest.raises(FrozenError):
        save(row, text="New words")


def test_a_used_set_itself_stays(questions):
    questions.freeze()

    with pytest.raises(FrozenError):
        save(questions, title="New title")
    with pytest.raises(FrozenError):
        QuestionSet.objects.update(frozen_at=None)
    with pytest.raises(FrozenError):
        questions.delete()
    with pytest.raises(FrozenError):
        QuestionSet.objects.all().delete()


def test_freezing_twice_keeps_the_first_time(questions):
    questions.freeze()
    at = questions.frozen_at

    questions.freeze()

    assert questions.frozen_at == at


def test_a_set_that_is_not_used_stays_open_beside_one_that_is(questions, other):
    questions.freeze()

    save(first(Statement, other), text="New words")
    assert first(Statement, other).text == "New words"


def test_what_things_are_called(questions):
    statement = first(Statement, questions)
    principle = PrincipleFactory(number=1)

    assert questions.get_absolute_url() == "/about/questions/1/"
    assert principle.get_absolute_url() == "/principles/principle-1/"
    assert str(statement) == "1a We do 1a well."
    assert str(first(LevelDescriptor, questions)) == "Early days: 1a: early days."
    assert str(first(LevelMeaning, questions)) == "Early days: Nothing is agreed."
    assert str(first(Term, questions)) == "Several: Three or more."
