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
from councils.actions.proposals import (
    answer_with_changes,
    approve,
    ask_for_changes,
    propose,
    reject,
    withdraw,
)
from councils.actions.roles import change_role, end_role
from councils.actions.stand_ins import name_stand_in
from councils.actions.still_right import (
    ask_due,
    confirm_facts,
    confirm_still_right,
    facts_of,
    to_ask,
)
from councils.actions.suggestions import answer_suggestion, suggest

__all__ = [
    "CHECKED_BY",
    "ChampionFacts",
    "InPost",
    "MembershipFacts",
    "accept",
    "admit",
    "amend",
    "answer_suggestion",
    "answer_with_changes",
    "approve",
    "ask_due",
    "ask_for_changes",
    "champion_now",
    "change_role",
    "confirm_councils",
    "confirm_facts",
    "confirm_memberships",
    "confirm_still_right",
    "end_memberships",
    "end_role",
    "facts_of",
    "invite",
    "name_stand_in",
    "propose",
    "reject",
    "resend",
    "revoke",
    "suggest",
    "to_ask",
    "withdraw",
]
