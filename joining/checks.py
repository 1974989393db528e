"""Check first: may this council apply, and if not, what is there to do instead?"""

from dataclasses import dataclass, field

from django.utils.formats import date_format

from accounts.permissions import YES, Verdict, no
from councils.models import Council, CouncilType, Succession, Tier
from councils.names import opening, spoken
from councils.search import find, looks_like_postcode

TIERS = {
    Tier.COUNTY: (
        "It is a county council, and decides for the services it runs. Districts there decide for themselves."
    ),
    Tier.DISTRICT: "It is a district council, and decides for the services it runs.",
}
NOT_A_COUNCIL_THAT_JOINS = "{name} is a combined authority. Councils join, each for itself."


@dataclass(frozen=True)
class Check:
    """What holds of one council: may it apply, what must it know first, and which others to look at."""

    council: Council
    verdict: Verdict
    warning: str = ""
    tier: str = ""
    others: list = field(default_factory=list)

    @property
    def name(self):
        return opening(spoken(self.council))


@dataclass(frozen=True)
class Found:
    """What came of a name that somebody typed."""

    typed: str
    checks: list = field(default_factory=list)
    more: int = 0
    guesses: list = field(default_factory=list)
    is_postcode: bool = False


def look_up(typed):
    """Return the checks of the councils that somebody could mean."""
    if looks_like_postcode(typed):
        return Found(typed, is_postcode=True)
    matches = find(typed)
    return Found(typed, [check(council) for council in matches.councils], matches.more, matches.guesses)


def check(council):
    """Return the check of one council."""
    if council.is_former:
        return _ended(council)
    name = opening(spoken(council))
    if council.type == CouncilType.COMBINED:
        return Check(council, no(NOT_A_COUNCIL_THAT_JOINS.format(name=name)))
    membership = council.memberships.open().first()
    if membership:
        return Check(council, no(f"{name} has been a member {membership.since}. It does not need to apply."))
    warning, others = _due_to_end(council, name)
    return Check(council, YES, warning, TIERS.get(council.tier, ""), others or _beside(council))


def _ended(council):
    """A council that was abolished cannot join; who took over can."""
    after = _took_over(council)
    day, name = date_format(council.ended_on), opening(spoken(council))
    said = f"{name} was replaced on {day}. Who took over can apply." if after else f"{name} ended on {day}."
    return Check(council, no(said), others=after)


def _due_to_end(council, name):
    """Return what a council that is about to be abolished must know, and who takes over if that is known."""
    if council.ended_on is None and not council.ending_note:
        return "", []
    day = f" on {date_format(council.ended_on)}" if council.ended_on else ""
    said = council.ending_note or f"{name} is due to end{day}."
    return said, _took_over(council)


def _took_over(council):
    rows = Succession.objects.filter(predecessor=council).select_related("successor")
    return [row.successor for row in rows.order_by("successor__name")]


def _beside(council):
    """Return the county that runs other services in a district's place."""
    county = council.county
    return [county] if county and not county.is_former else []
