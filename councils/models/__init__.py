"""The register: councils, their membership, and who may act for them."""

from councils.models.council import Council, CouncilAlias, CouncilType, FormerCode, Region, Succession, Tier
from councils.models.membership import (
    Champion,
    CommunityConversation,
    Endorsement,
    Membership,
    Signatory,
)
from councils.models.role import CouncilRole

__all__ = [
    "Champion",
    "CommunityConversation",
    "Council",
    "CouncilAlias",
    "CouncilRole",
    "CouncilType",
    "Endorsement",
    "FormerCode",
    "Membership",
    "Region",
    "Signatory",
    "Succession",
    "Tier",
]
