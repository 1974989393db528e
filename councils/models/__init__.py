"""The register: councils, their membership, and who may act for them."""

from councils.models.asking import Asking
from councils.models.champion import Champion
from councils.models.council import Council, CouncilType, Region, Tier
from councils.models.invitation import Invitation
from councils.models.links import CouncilAlias, FormerCode, FormerSlug, Succession
from councils.models.membership import (
    CommunityConversation,
    Endorsement,
    Membership,
    Signatory,
)
from councils.models.pause import Pause, pause_for, paused
from councils.models.role import CouncilRole
from councils.models.tile import Tile

__all__ = [
    "Asking",
    "Champion",
    "CommunityConversation",
    "Council",
    "CouncilAlias",
    "CouncilRole",
    "CouncilType",
    "Endorsement",
    "FormerCode",
    "FormerSlug",
    "Invitation",
    "Membership",
    "Pause",
    "Region",
    "Signatory",
    "Succession",
    "Tier",
    "Tile",
    "pause_for",
    "paused",
]
