"""The members nearest to a council, from the middles of their areas."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from councils.models import Council
from network.words import distance

EARTH_KM = 6371.0


@dataclass(frozen=True)
class Near:
    """A member council and how far its middle is, in kilometres."""

    council: Council
    km: float

    @property
    def words(self):
        return distance(self.km)


def km_between(one, other):
    """Return the great-circle distance of two councils in kilometres (haversine formula)."""
    lat1, lon1, lat2, lon2 = (
        radians(float(degrees)) for degrees in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    half_chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half_chord))


def nearest(council, members, most=3):
    """Return up to ``most`` members nearest to ``council``; none where its place is not known."""
    if council.latitude is None or council.longitude is None:
        return []
    placed = [
        Near(member, km_between(council, member))
        for member in members
        if member.pk != council.pk and member.latitude is not None and member.longitude is not None
    ]
    return sorted(placed, key=lambda near: (near.km, near.council.name))[:most]
