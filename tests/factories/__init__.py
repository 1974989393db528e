"""Test data by name. A factory makes what a curator or officer could make, and no more."""

from tests.factories.assessments import (
    AssessmentFactory,
    CycleFactory,
    answer_all,
    locality_reviewer,
    officer,
    walk,
)
from tests.factories.organisations import (
    ConnectionFactory,
    FunctionFactory,
    IdentifierFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    ServiceFactory,
)
from tests.factories.practice import (
    CaseStudyFactory,
    OutcomeFigureFactory,
    QuotationFactory,
    ServiceAreaFactory,
    TopicFactory,
)
from tests.factories.questions import PrincipleFactory, QuestionSetFactory, add_statement
from tests.factories.readers import FollowerFactory, QuestionFactory
from tests.factories.register import (
    PASSWORD,
    ChampionFactory,
    CommunityConversationFactory,
    CouncilFactory,
    CouncilRoleFactory,
    EndorsementFactory,
    MembershipFactory,
    PauseFactory,
    PublicNameFactory,
    SavedViewFactory,
    SourceFactory,
    UserFactory,
)

__all__ = [
    "PASSWORD",
    "AssessmentFactory",
    "CaseStudyFactory",
    "ChampionFactory",
    "CommunityConversationFactory",
    "ConnectionFactory",
    "CouncilFactory",
    "CouncilRoleFactory",
    "CycleFactory",
    "EndorsementFactory",
    "FollowerFactory",
    "FunctionFactory",
    "IdentifierFactory",
    "MembershipFactory",
    "OrganisationFactory",
    "OrganisationNameFactory",
    "OutcomeFigureFactory",
    "PauseFactory",
    "PrincipleFactory",
    "PublicNameFactory",
    "QuestionFactory",
    "QuestionSetFactory",
    "QuotationFactory",
    "SavedViewFactory",
    "ServiceAreaFactory",
    "ServiceFactory",
    "SourceFactory",
    "TopicFactory",
    "UserFactory",
    "add_statement",
    "answer_all",
    "locality_reviewer",
    "officer",
    "walk",
]
