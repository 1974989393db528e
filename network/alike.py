"""Councils like one: the same type first of all, then region, size and what there is to read of them.

A suggestion says why in words. No score is kept or shown: the order only says where to begin.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from councils.models import Council, CouncilType, Membership, Region
from councils.search import in_order
from network.words import ONE, listed, region_in_words
from practice.models import CaseStudy

MOST = 5
# Two councils are of similar size if neither has over half as many people again as the other.
SIMILAR = 1.5
COLUMNS = ("slug", "name", "type", "region", "population", "is_member", "has_studies")


@dataclass(frozen=True)
class Alike:
    """A council that is like another, and why, in words."""

    slug: str
    name: str
    reasons: tuple

    @property
    def path(self):
        return f"/councils/{self.slug}/"

    @property
    def why(self):
        """Return “Also a metropolitan district, both in the North West, and a member”."""
        words = listed(list(self.reasons))
        return f"{words[:1].upper()}{words[1:]}"


def alike(council):
    """Return up to five councils of the same type, those with most to learn from first. One query.

    For the one that is the only one of its type, members of its region stand instead: say so.
    """
    here = Council.objects.could_join().exclude(pk=council.pk)
    here = _members_near(here, council) if is_of_its_own(council) else here.filter(type=council.type)
    rows = here.annotate(
        is_member=Exists(Membership.objects.open().filter(council=OuterRef("pk"))),
        has_studies=Exists(CaseStudy.objects.published().filter(council=OuterRef("pk"))),
    ).values(*COLUMNS)
    found = sorted(rows, key=lambda row: _order(council, row))
    return [Alike(row["slug"], row["name"], _reasons(council, row)) for row in found[:MOST]]


def is_of_its_own(council):
    """Whether no other council is of this type: that is so for the City of London alone."""
    return council.type == CouncilType.CITY_OF_LONDON


def _members_near(councils, council):
    return councils.filter(region=council.region, pk__in=Membership.objects.open().values("council"))


def is_similar(one, other):
    """Whether two numbers of people are close; not if either is unknown."""
    return bool(one and other) and max(one, other) <= SIMILAR * min(one, other)


def _order(council, row):
    """Members come first, then the same region, similar size, something to read, and names."""
    return (
        not row["is_member"],
        row["region"] != council.region,
        not is_similar(council.population, row["population"]),
        not row["has_studies"],
        in_order(row["name"]),
    )


def _reasons(council, row):
    same = row["type"] == council.type
    reasons = [f"also {ONE[council.type]}" if same else "close by"]
    if row["region"] and row["region"] == council.region:
        reasons.append(f"both in {region_in_words(Region(council.region).label)}")
    if is_similar(council.population, row["population"]):
        reasons.append("similar in size")
    if row["is_member"]:
        reasons.append("a member")
    if row["has_studies"]:
        reasons.append("with case studies to read")
    return tuple(reasons)
