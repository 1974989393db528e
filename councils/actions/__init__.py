"""What is done to the register. Each verb is one transaction with its history inside."""

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

__all__ = [
    "CHECKED_BY",
    "ChampionFacts",
    "InPost",
    "MembershipFacts",
    "admit",
    "amend",
    "champion_now",
    "confirm_councils",
    "confirm_memberships",
    "end_memberships",
]
