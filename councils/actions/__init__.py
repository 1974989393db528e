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
from councils.actions.stand_ins import name_stand_in

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
    "name_stand_in",
    "resend",
    "revoke",
]
