"""What is done to the register. Each verb is one transaction with its history inside."""

from councils.actions.invitations import accept, invite, resend, revoke
from councils.actions.membership import (
    CHECKED_BY,
    ChampionFacts,
    InPost,
    MembershipFacts,
    admit,
    amend,
    champion_now,
    confirm_councils,
    confirm_memberships,
    end_memberships,
)
from councils.actions.roles import change_role, end_role

__all__ = [
    "CHECKED_BY",
    "ChampionFacts",
    "InPost",
    "MembershipFacts",
    "accept",
    "admit",
    "amend",
    "champion_now",
    "change_role",
    "confirm_councils",
    "confirm_memberships",
    "end_memberships",
    "end_role",
    "invite",
    "resend",
    "revoke",
]
