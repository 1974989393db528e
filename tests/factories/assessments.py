"""Self-assessments: each state is reached by the moves that people make."""

import datetime

import factory
import time_machine
from django.contrib.auth.models import Group
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from assessments import actions
from assessments.models import Answer, AnswerVersion, Assessment, Audience, Cycle, Item, Kind
from assessments.workflow import State
from councils.models import CouncilRole
from principles.models import Level, Statement
from tests.factories.questions import QuestionSetFactory
from tests.factories.register import CouncilFactory, CouncilRoleFactory, MembershipFactory, UserFactory


def officer(council, kind, **fields):
    """Return the first person with this role on the council, made if there is none."""
    role = CouncilRole.objects.open().filter(council=council, kind=kind).select_related("user").first()
    return (
        role.user
        if role
        else CouncilRoleFactory(council=council, kind=kind, user__job_title=fields.get("job_title", "")).user
    )


def locality_reviewer():
    """Return somebody in the group Reviewer."""
    person = User.objects.filter(groups__name="Reviewer").first() or UserFactory(
        name="Reviewer", is_staff=True
    )
    person.groups.add(Group.objects.get(name="Reviewer"))
    return person


class CycleFactory(DjangoModelFactory):
    """A cycle that starts today and is still to be opened; ``opened=True`` opens it."""

    class Meta:
        model = Cycle
        django_get_or_create = ("title",)

    title = factory.Sequence(lambda n: f"Self-assessment {2030 + n}")
    question_set = factory.SubFactory(QuestionSetFactory)
    opens_on = factory.LazyFunction(timezone.localdate)
    closes_on = factory.LazyAttribute(lambda cycle: cycle.opens_on + datetime.timedelta(days=60))

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


def walk(assessment, state, said=None, choices=None):
    """Take a self-assessment to a state by the real moves."""
    steps = [State.NOT_STARTED, State.IN_PROGRESS, State.AWAITING_SIGN_OFF, State.SUBMITTED, State.COMPLETE]
    left = steps[steps.index(assessment.state) + 1 : steps.index(state) + 1]
    lead = officer(assessment.council, CouncilRole.Kind.LEAD)
    signer = officer(assessment.council, CouncilRole.Kind.SIGNER, job_title="Director of Communities")
    if State.IN_PROGRESS in left:
        answer_all(assessment, lead, said)
    if left and assessment.sharing_chosen_at is None:
        default = dict.fromkeys(((item, "") for item in Item.values), Audience.US)
        actions.share(assessment=assessment, choices=default if choices is None else choices, by=lead)
    if State.AWAITING_SIGN_OFF in left:
        actions.perform(assessment, "send", by=lead, gaps_acknowledged=True)
    if State.SUBMITTED in left:
        actions.perform(assessment, "sign", by=signer, agreed=True, seen=assessment.lock_version)
    if State.COMPLETE in left:
        actions.perform(assessment, "accept", by=locality_reviewer())


USUAL = {
    "kind": Kind.LEVEL,
    "level": Level.REGULAR_USE,
    "basis": "Agreed in 2024 and used in three services.",
}


def answer_all(assessment, lead, said=None):
    """Save an answer to each statement, or to those in ``said`` alone.

    All but the first of the usual ones are written at once, as ``save_answer`` would leave
    them (``tests/test_factories.py``): hundreds of tests begin with two dozen answers.
    """
    statements = list(Statement.objects.filter(question_set=assessment.cycle.question_set))
    if said is None:
        answer_each(assessment, lead, {statements[0]: USUAL})
        answer_at_once(assessment, lead, statements[1:])
    else:
        known = {statement.key: statement for statement in statements}
        answer_each(assessment, lead, {known[key]: words for key, words in said.items() if key in known})
    if said == {}:
        actions.perform(assessment, "start", by=lead)


def answer_each(assessment, lead, said):
    """Save an answer to each statement as a person does."""
    for statement, words in said.items():
        actions.save_answer(assessment=assessment, statement=statement, by=lead, seen_version=0, **words)


def answer_at_once(assessment, lead, statements):
    """Write the usual answer to each statement, and its first version."""
    said = {**USUAL, "version": 1, "saved_by": lead}
    answers = Answer.objects.bulk_create(
        Answer(assessment=assessment, statement=statement, **said) for statement in statements
    )
    AnswerVersion.objects.bulk_create(AnswerVersion(answer=answer, **said) for answer in answers)
