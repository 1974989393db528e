"""The register as curators keep it."""

from councils.admin.council import CouncilAdmin
from councils.admin.facts import ChampionAdmin, ConversationAdmin, EndorsementAdmin
from councils.admin.invitations import InvitationAdmin
from councils.admin.membership import MembershipAdmin
from councils.admin.pauses import PauseAdmin
from councils.admin.people import CouncilRoleAdmin, PersonWithRolesAdmin
from councils.admin.proposals import ProposalAdmin
from councils.admin.suggestions import SuggestionAdmin

__all__ = [
    "ChampionAdmin",
    "ConversationAdmin",
    "CouncilAdmin",
    "CouncilRoleAdmin",
    "EndorsementAdmin",
    "InvitationAdmin",
    "MembershipAdmin",
    "PauseAdmin",
    "PersonWithRolesAdmin",
    "ProposalAdmin",
    "SuggestionAdmin",
]
