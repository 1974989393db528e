"""Case studies with their figures, and quotations."""

import datetime

import factory
from factory.django import DjangoModelFactory

from practice.models import CasePrinciple, CaseStudy, OutcomeFigure, Quotation, ServiceArea, Topic
from tests.factories.questions import PrincipleFactory
from tests.factories.register import CouncilFactory, PublicNameFactory, SourceFactory


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")


class ServiceAreaFactory(DjangoModelFactory):
    class Meta:
        model = ServiceArea

    name = factory.Sequence(lambda n: f"Service {n}")
    slug = factory.Sequence(lambda n: f"service-{n}")


class CaseStudyFactory(DjangoModelFactory):
    """A published case study; ``state="draft"`` for one that only staff see."""

    class Meta:
        model = CaseStudy
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"study-{n}")
    title = factory.Sequence(lambda n: f"Neighbours help out, number {n}")
    summary = "People in one neighbourhood get help from a group they know."
    council = factory.SubFactory(CouncilFactory)
    source = factory.SubFactory(SourceFactory)
    year = 2024
    do_differently = "Talk with the neighbours first."
    state = CaseStudy.State.PUBLISHED
    published_on = datetime.date(2025, 3, 3)

    @factory.post_generation
    def principles(self, create, numbers, **kwargs):
        """Give the numbers of the principles it shows: ``principles=[1, 4]``."""
        for number in numbers or ():
            principle = PrincipleFactory(number=number)
            CasePrinciple.objects.create(study=self, principle=principle)

    @factory.post_generation
    def topics(self, create, rows, **kwargs):
        self.topics.add(*(rows or ()))


class OutcomeFigureFactory(DjangoModelFactory):
    class Meta:
        model = OutcomeFigure

    study = factory.SubFactory(CaseStudyFactory)
    order = factory.Sequence(lambda n: n + 1)
    what = "People who got help"
    amount = 1000
    unit = OutcomeFigure.Unit.NUMBER
    counted = "people"
    said_by = "Testford Council"
    source = factory.SubFactory(SourceFactory)


class QuotationFactory(DjangoModelFactory):
    class Meta:
        model = Quotation

    words = "We know our neighbours, and they know us."
    speaker = factory.SubFactory(PublicNameFactory)
    role_then = "Leader of Testford Council"
    is_politician = True
    said_when = "March 2020"
    council = factory.SubFactory(CouncilFactory)
    source = factory.SubFactory(SourceFactory)
