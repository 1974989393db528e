"""Test data by name. A factory makes what a curator or officer could make, and no more."""

from tests.factories.assessments import (
    AssessmentFactory,
    CycleFactory,
    answer_all,
    locality_reviewer,
    officer,
    walk,
)
from tests.factories.questions import PrincipleFactory, QuestionSetFactory, add_statement
from tests.factories.register import (
    PASSWORD,
    ChampionFactory,
    CommunityConversationFactory,
    CouncilFactory,
    CouncilRoleFactory,
    EndorsementFactory,
    MembershipFactory,
    PublicNameFactory,
    SourceFactory,
    UserFactory,
)

__all__ = [
    "PASSWORD",
    "AssessmentFactory",
    "ChampionFactory",
    "CommunityConversationFactory",
    "CouncilFactory",
    "CouncilRoleFactory",
    "CycleFactory",
    "EndorsementFactory",
    "MembershipFactory",
    "PrincipleFactory",
    "PublicNameFactory",
    "QuestionSetFactory",
    "SourceFactory",
    "UserFactory",
    "add_statement",
    "answer_all",
    "locality_reviewer",
    "officer",
    "walk",
]
