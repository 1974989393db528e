"""What each role on a council can do: the one table that permissions ask and pages print."""

from dataclasses import dataclass

from councils.models import CouncilRole

LEAD, CONTRIBUTOR, VIEWER = CouncilRole.Kind.LEAD, CouncilRole.Kind.CONTRIBUTOR, CouncilRole.Kind.VIEWER
SIGNER, CHAMPION = CouncilRole.Kind.SIGNER, CouncilRole.Kind.CHAMPION


@dataclass(frozen=True)
class Power:
    """Something that can be done, by whom, and how it is said after “You can” or “They can”."""

    name: str
    holders: frozenset[str]
    words: str


_POWERS = (
    Power("read", frozenset(CouncilRole.Kind.values), "read every answer, the history and what was signed"),
    Power("answer", frozenset({LEAD, CONTRIBUTOR}), "answer statements and add evidence"),
    Power("share", frozenset({LEAD, SIGNER}), "choose what is shared, and share less at any time"),
    Power(
        "send",
        frozenset({LEAD}),
        "send it for sign-off, take it back until it is signed, and reply to Locality",
    ),
    Power(
        "sign",
        frozenset({SIGNER}),
        "sign it, or decline with a reason, and confirm a level that changed later",
    ),
    Power(
        "name_stand_in",
        frozenset({LEAD, SIGNER}),
        "name a stand-in of equal standing for a sign-off officer who is away",
    ),
    Power(
        "manage_team",
        frozenset({LEAD}),
        "invite colleagues, give them parts to answer, and change or end their roles",
    ),
    Power(
        "comment",
        frozenset({LEAD, CONTRIBUTOR, SIGNER, CHAMPION}),
        "write comments beside statements, for colleagues only",
    ),
    Power(
        "speak",
        frozenset({CHAMPION}),
        "add one public sentence beside the result, and take it down",
    ),
)
POWERS = {power.name: power for power in _POWERS}
# Who it usually is, for the pages that explain the roles.
WHO = {
    LEAD: "An officer for policy, commissioning or communities. A council has one to three.",
    CONTRIBUTOR: "Any colleague who knows part of the answer.",
    SIGNER: "A senior officer who stands behind the answers. Never a lead officer.",
    VIEWER: "A scrutiny officer or a councillor who wants to follow it.",
    CHAMPION: "The councillor who speaks up for Keep it Local in the cabinet.",
}


def holders(power):
    """Return the kinds of role that have this power."""
    return POWERS[power].holders


def powers_of(kind):
    """Return what a role can do, in words, in the table's order."""
    return [power.words for power in _POWERS if kind in power.holders]


def limits_of(kind):
    """Return what a role cannot do, in words."""
    return [power.words for power in _POWERS if kind not in power.holders]


def in_words(items):
    """Return “a, b and c”; items that have an “and” of their own are parted by semicolons."""
    *first, last = items
    if not first:
        return last
    return f"{'; '.join(first)}; and {last}"
