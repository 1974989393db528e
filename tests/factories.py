"""Test data by name. A factory makes what a curator or officer could make, and no more."""

import datetime

import factory
from django.contrib.auth.models import Group
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.models import User
from assessments import actions
from assessments.models import Assessment, Audience, Cycle, Item, Kind
from assessments.workflow import State
from councils.models import (
    Champion,
    CommunityConversation,
    Council,
    CouncilRole,
    CouncilType,
    Endorsement,
    Membership,
    Region,
    Tier,
)
from principles.models import Level, LevelDescriptor, Principle, QuestionSet, Statement
from records.models import PublicName, Source

PASSWORD = "a long test password"


class UserFactory(DjangoModelFactory):
    """Somebody with an account and nothing else; signs in with ``PASSWORD``."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")

    @classmethod
    def _create(cls, model_class, *args, password=PASSWORD, **kwargs):
        return model_class.objects.create_user(*args, password=password, **kwargs)


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    key = factory.Sequence(lambda n: f"source-{n}")
    title = factory.Sequence(lambda n: f"Minutes of meeting {n}")
    publisher = "Example Gazette"
    url = factory.LazyAttribute(lambda source: f"https://example.org/{source.key}")
    published_on = datetime.date(2020, 3, 3)


class PublicNameFactory(DjangoModelFactory):
    class Meta:
        model = PublicName

    name = factory.Sequence(lambda n: f"Cllr Example {n}")


class CouncilFactory(DjangoModelFactory):
    """A made-up metropolitan district; codes from 900 up are not used by any real one."""

    class Meta:
        model = Council

    class Params:
        district = factory.Trait(
            type=CouncilType.DISTRICT,
            tier=Tier.DISTRICT,
            gss_code=factory.Sequence(lambda n: f"E07{900_000 + n:06}"),
        )
        county_council = factory.Trait(
            type=CouncilType.COUNTY,
            tier=Tier.COUNTY,
            gss_code=factory.Sequence(lambda n: f"E10{900_000 + n:06}"),
        )

    gss_code = factory.Sequence(lambda n: f"E08{900_000 + n:06}")
    name = factory.Sequence(lambda n: f"Testford {n}")
    slug = factory.LazyAttribute(lambda council: council.name.lower().replace(" ", "-"))
    official_name = factory.LazyAttribute(lambda council: f"{council.name} Metropolitan Borough Council")
    type = CouncilType.METROPOLITAN
    tier = Tier.UNITARY
    region = Region.YORKSHIRE


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    council = factory.SubFactory(CouncilFactory)
    joined_on = datetime.date(2020, 3, 3)
    source = factory.SubFactory(SourceFactory)


class EndorsementFactory(DjangoModelFactory):
    class Meta:
        model = Endorsement

    membership = factory.SubFactory(MembershipFactory)
    route = Endorsement.Route.CABINET
    decided_on = datetime.date(2020, 2, 11)
    link = "https://example.org/decision"
    source = factory.SubFactory(SourceFactory)


class ChampionFactory(DjangoModelFactory):
    class Meta:
        model = Champion

    council = factory.SubFactory(CouncilFactory)
    slot = Champion.Slot.COUNCILLOR
    role = "Lead Member for Communities"
    from_on = datetime.date(2021, 5, 20)
    source = factory.SubFactory(SourceFactory)


class CommunityConversationFactory(DjangoModelFactory):
    class Meta:
        model = CommunityConversation

    membership = factory.SubFactory(MembershipFactory)
    state = CommunityConversation.State.HELD
    held_on = datetime.date(2021, 6, 15)
    source = factory.SubFactory(SourceFactory)


class CouncilRoleFactory(DjangoModelFactory):
    class Meta:
        model = CouncilRole

    user = factory.SubFactory(UserFactory)
    council = factory.SubFactory(CouncilFactory)
    kind = CouncilRole.Kind.LEAD
    starts_on = datetime.date(2024, 4, 1)


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
        for principle in principles[: extracted or 6]:
            for letter in "abcd":
                add_statement(questions, principle, f"{principle.number}{letter}")


def add_statement(questions, principle, key, **fields):
    """Make one statement of a question set with its four level descriptors."""
    statement = Statement.objects.create(
        question_set=questions, principle=principle, key=key, **{"text": f"We do {key} well.", **fields}
    )
    LevelDescriptor.objects.bulk_create(
        LevelDescriptor(statement=statement, level=level, text=f"{key}: {level.label.lower()}.")
        for level in Level
    )
    return statement


# --- Self-assessments: each state is reached by the moves that people make ----------


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


def answer_all(assessment, lead, said=None):
    """Save an answer to each statement, or to those in ``said`` alone."""
    statements = Statement.objects.filter(question_set=assessment.cycle.question_set)
    usual = {
        "kind": Kind.LEVEL,
        "level": Level.REGULAR_USE,
        "basis": "Agreed in 2024 and used in three services.",
    }
    said = dict.fromkeys((statement.key for statement in statements), usual) if said is None else said
    for statement in statements:
        if statement.key in said:
            actions.save_answer(
                assessment=assessment, statement=statement, by=lead, seen_version=0, **said[statement.key]
            )
    if not said:
        actions.perform(assessment, "start", by=lead)
