"""Readers without an account, and what they ask and follow."""

import factory
from factory.django import DjangoModelFactory

from readers.models import Follower, Question


class QuestionFactory(DjangoModelFactory):
    """A question that waits on Locality's desk."""

    class Meta:
        model = Question

    reader = Question.Reader.DESK
    once = factory.Sequence(lambda n: f"once-{n}")
    name = "Ria Reader"
    address = "ria@example.org"
    text = "How did you begin?"


class FollowerFactory(DjangoModelFactory):
    """An address that follows nothing yet."""

    class Meta:
        model = Follower

    address = factory.Sequence(lambda n: f"reader{n}@example.org")
