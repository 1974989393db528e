"""The six principles and versions of the questions."""

import factory
from factory.django import DjangoModelFactory

from principles.models import Level, LevelDescriptor, Principle, QuestionSet, Statement


class PrincipleFactory(DjangoModelFactory):
    """One of six; the numbers go round, so a seventh call gives the first again."""

    class Meta:
        model = Principle
        django_get_or_create = ("number",)

    number = factory.Sequence(lambda n: n % 6 + 1)
    slug = factory.LazyAttribute(lambda principle: f"principle-{principle.number}")
    name = factory.LazyAttribute(lambda principle: f"Name of principle {principle.number}")
    short_label = factory.LazyAttribute(lambda principle: f"Label {principle.number}")
    meaning = factory.LazyAttribute(lambda principle: f"What principle {principle.number} means.")


class QuestionSetFactory(DjangoModelFactory):
    """A version of the questions with four statements under each principle, four levels each."""

    class Meta:
        model = QuestionSet
        django_get_or_create = ("version",)
        skip_postgeneration_save = True

    version = factory.Sequence(lambda n: n + 1)
    title = factory.LazyAttribute(lambda questions: f"Version {questions.version}")

    @factory.post_generation
    def statements(questions, create, extracted, **kwargs):  # noqa: N805 - factory-boy passes the row
        if not create or questions.statements.exists():
            return
        principles = [PrincipleFactory(number=number) for number in range(1, 7)]
        asked = [
            _statement(questions, principle, f"{principle.number}{letter}")
            for principle in principles[: extracted or 6]
            for letter in "abcd"
        ]
        _describe(Statement.objects.bulk_create(asked))


def add_statement(questions, principle, key, **fields):
    """Make one statement of a question set with its four level descriptors."""
    statement = _statement(questions, principle, key, **fields)
    statement.save()
    _describe([statement])
    return statement


def _statement(questions, principle, key, **fields):
    fields = {"text": f"We do {key} well.", **fields}
    return Statement(question_set=questions, principle=principle, key=key, **fields)


def _describe(statements):
    texts = {
        (statement, level): f"{statement.key}: {level.label.lower()}."
        for statement in statements
        for level in Level
    }
    LevelDescriptor.objects.bulk_create(
        LevelDescriptor(statement=statement, level=level, text=text)
        for (statement, level), text in texts.items()
    )
