"""Test data by name. A factory makes what a curator or officer could make, and no more."""

from tests.factories.assessments import AssessmentFactory, CycleFactory, complete_before
from tests.factories.changes import next_version
from tests.factories.joining import ApplicationFactory, curator_at_work
from tests.factories.kept import (
    AskingFactory,
    SuggestionFactory,
    kept_true,
    proposal_of,
    still_right_path,
)
from tests.factories.links import dead_link
from tests.factories.organisations import (
    ConnectionFactory,
    FunctionFactory,
    IdentifierFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    ServiceFactory,
)
from tests.factories.portal import AMONG_COLLEAGUES, SECRET, make_portal
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
    InvitationFactory,
    MembershipFactory,
    PauseFactory,
    PublicNameFactory,
    SavedViewFactory,
    SourceFactory,
    UserFactory,
    team_numbers,
)
from tests.factories.walking import (
    answer_all,
    lead_of,
    locality_reviewer,
    make,
    officer,
    reply,
    signer_of,
    walk,
)
from tests.factories.workbooks import formula_in

__all__ = [
    "AMONG_COLLEAGUES",
    "PASSWORD",
    "SECRET",
    "ApplicationFactory",
    "AskingFactory",
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
    "InvitationFactory",
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
    "SuggestionFactory",
    "TopicFactory",
    "UserFactory",
    "add_statement",
    "answer_all",
    "complete_before",
    "curator_at_work",
    "dead_link",
    "formula_in",
    "kept_true",
    "lead_of",
    "locality_reviewer",
    "make",
    "make_portal",
    "next_version",
    "officer",
    "proposal_of",
    "reply",
    "signer_of",
    "still_right_path",
    "team_numbers",
    "walk",
]
