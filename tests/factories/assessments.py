"""Self-assessments: each state is reached by the moves that people make."""

import datetime

import factory
import time_machine
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessments import actions
from assessments.models import Assessment, Cycle
from assessments.workflow import State
from councils.models import CouncilRole
from tests.factories.questions import QuestionSetFactory
from tests.factories.register import CouncilFactory, MembershipFactory
from tests.factories.walking import locality_reviewer, walk


class CycleFactory(DjangoModelFactory):
    """A cycle that starts today and is still to be opened; ``opened=True`` opens it."""

    class Meta:
        model = Cycle
        django_get_or_create = ("title",)

    title = factory.Sequence(lambda n: f"Self-assessment {2030 + n}")
    question_set = factory.SubFactory(QuestionSetFactory)
    opens_on = factory.LazyFunction(timezone.localdate)
    closes_on = factory.LazyAttribute(lambda cycle: cycle.opens_on + datetime.timedelta(days=60))
    contact_role = "Network team"
    contact_email = "network.team@example.org"

    @classmethod
    def _create(cls, model_class, *args, opened=False, **kwargs):
        cycle = super()._create(model_class, *args, **kwargs)
        if opened and not cycle.is_open:
            actions.open_cycle(cycle=cycle, by=locality_reviewer())
        return cycle


class AssessmentFactory(DjangoModelFactory):
    """A member council's self-assessment, walked to ``state`` by its lead, signer and a reviewer.

    ``said`` maps statement keys to what ``save_answer`` takes (by default every statement
    is in regular use); ``choices`` is what ``share`` takes (by default nothing is shared).
    """

    class Meta:
        model = Assessment

    council = factory.SubFactory(CouncilFactory)
    cycle = factory.SubFactory(CycleFactory, opened=True)

    @classmethod
    def _create(cls, model_class, council, cycle, *, state=State.NOT_STARTED, said=None, choices=None):
        if not council.memberships.exists():
            MembershipFactory(council=council)
        actions.add_new_members(cycle=cycle, by=locality_reviewer())
        assessment = Assessment.objects.select_related("council", "cycle__question_set").get(
            council=council, cycle=cycle
        )
        walk(assessment, state, said, choices)
        return assessment


def complete_before(council, questions, years=1, **walked):
    """Return a council's complete self-assessment of some years ago, by one version of the questions."""
    day = timezone.now() - datetime.timedelta(days=365 * years)
    CouncilRole.objects.filter(council=council, starts_on__gt=day).update(starts_on=day)
    with time_machine.travel(day, tick=False):
        cycle = CycleFactory(opened=True, question_set=questions)
        made = AssessmentFactory(council=council, cycle=cycle, state=State.COMPLETE, **walked)
        actions.close_cycle(cycle=cycle, by=locality_reviewer())
    return made
