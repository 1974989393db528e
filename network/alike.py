"""Councils like one: the same type first of all, then region, size and what there is to read of them.

A suggestion says why in words. No score is kept or shown: the order only says where to begin.
"""

from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from assessments.models import Audience, Item, SharingChoice
from councils.models import Council, Membership, Region
from councils.search import in_order
from network.words import ONE, listed, region_in_words
from practice.models import CaseStudy
from records.pieces import kept

MOST, FEW = 6, 3
# Two councils are of similar size if neither has over half as many people again as the other.
SIMILAR = 1.5
REGIONS = dict(Region.choices)
OF_ITS_OWN = "No other council is of this type. These are members in the same region."
OF_FEW = "Few councils are of this type, so members in the same region stand here too."
NO_MEMBERS = "No other council of this type is a member yet."
NO_POPULATION = "We have no population figure for this council, so size is left out."
NO_REGION = "We do not know the region of this council, so that is left out."


class Peer(NamedTuple):
    """What is looked at of a council."""

    slug: str
    name: str
    type: str
    region: str
    population: int | None
    is_member: bool = False
    has_studies: bool = False
    shares: bool = False


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


@dataclass(frozen=True)
class Likeness:
    """The councils like the one of this slug, likest first, and what to know of how they were found."""

    slug: str
    found: list = field(default_factory=list)
    notes: list = field(default_factory=list)


def alike(council, request=None):
    """Return the likeness of a council of today. At most two queries, none while a worker knows the peers."""
    one = Peer(council.slug, council.name, council.type, council.region, council.population)
    return likeness(one, peers(request))


def peers(request=None):
    """Return every council that could be a member, read once by each worker until the register changes."""
    return [Peer(*row) for row in kept(("peers",), _read, request)]


def _read():
    councils = Council.objects.could_join().order_by().annotate(**_on_record())
    return list(councils.values_list(*Peer._fields))


def _on_record():
    """Return what asks of each council whether it is a member and what there is to read of it."""
    here = {"council": OuterRef("pk")}
    shared = {"item": Item.LEVELS, "audience": Audience.PUBLIC, "assessment__published__isnull": False}
    return {
        "is_member": Exists(Membership.objects.open().filter(**here)),
        "has_studies": Exists(CaseStudy.objects.published().filter(**here)),
        "shares": Exists(SharingChoice.objects.filter(**shared, assessment__council=OuterRef("pk"))),
    }


def likeness(one, others):
    """Return up to six of ``others`` of the same type as ``one``, those with most to learn from first.

    Where hardly any are of its type, members of its region follow. ``one`` may be among the others.
    """
    kind = [peer for peer in others if peer.type == one.type and peer.slug != one.slug]
    near = []
    if len(kind) < FEW:
        near = [
            peer for peer in others if peer.is_member and peer.type != one.type and same_region(one, peer)
        ]
    order = partial(_order, one)
    found = [*sorted(kind, key=order), *sorted(near, key=order)][:MOST]
    suggestions = [Alike(peer.slug, peer.name, _reasons(one, peer)) for peer in found]
    return Likeness(one.slug, suggestions, _notes(one, kind, near))


def same_region(one, other):
    """Whether two councils are in one region; not if it is unknown."""
    return bool(one.region) and one.region == other.region


def is_similar(one, other):
    """Whether two numbers of people are close; not if either is unknown."""
    return bool(one and other) and max(one, other) <= SIMILAR * min(one, other)


def _order(one, peer):
    """Members come first, then the same region, similar size, something to read, and names."""
    return (
        not peer.is_member,
        not same_region(one, peer),
        not is_similar(one.population, peer.population),
        not peer.has_studies,
        not peer.shares,
        in_order(peer.name),
    )


def _reasons(one, peer):
    reasons = {
        f"also {ONE.get(one.type)}": peer.type == one.type,
        "close by": peer.type != one.type,
        f"both in {region_in_words(REGIONS.get(one.region, ''))}": same_region(one, peer),
        "similar in size": is_similar(one.population, peer.population),
        "a member": peer.is_member,
        "with case studies to read": peer.has_studies,
        "with answers that everyone may see": peer.shares,
    }
    return tuple(words for words, is_so in reasons.items() if is_so)


def _notes(one, kind, near):
    """Return what a reader should know: a rare type, a type without members, a fact that is missing."""
    has_member = any(peer.is_member for peer in kind)
    notes = {
        OF_ITS_OWN: near and not kind,
        OF_FEW: near and kind,
        NO_MEMBERS: kind and not has_member,
        NO_REGION: not one.region,
        NO_POPULATION: not one.population,
    }
    return [words for words, is_so in notes.items() if is_so]
