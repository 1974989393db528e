"""What the map is drawn from, read once in each worker for a version of the register and a day."""

from dataclasses import dataclass, replace

from django.utils import timezone

from councils.models import CouncilType, Tile
from records.pieces import kept

FACTS = ("name", "slug", "type", "region")
COLUMNS = ("column", "row", "council_id", *(f"council__{fact}" for fact in FACTS))
COUNTY = ("council__county_id", *(f"council__county__{fact}" for fact in FACTS), "council__county__ended_on")


@dataclass(frozen=True)
class Place:
    """A council on the map: on a cell of its own or, for a county, around its districts'."""

    council: int
    """The council's key."""
    name: str
    slug: str
    type: str
    region: str
    cells: tuple
    county: int | None = None
    """The key of the county that it is a district of."""

    @property
    def path(self):
        return f"/councils/{self.slug}/"

    @property
    def is_county(self):
        return self.type == CouncilType.COUNTY


def ground(request):
    """Return the places of today's councils by the councils' keys, counties last. At most one query."""
    return kept(("map", "ground"), _read, request)


def _read():
    places, counties, today = {}, {}, timezone.localdate()
    for column, row, *values in Tile.objects.standing().values_list(*COLUMNS, *COUNTY):
        pk, *facts = values[:5]
        county, *of_county, ended_on = values[5:]
        place = Place(pk, *facts, cells=((column, row),))
        if county and (ended_on is None or ended_on > today):
            place = replace(place, county=county)
            known = counties.setdefault(county, Place(county, *of_county, cells=()))
            counties[county] = replace(known, cells=known.cells + place.cells)
        places[pk] = place
    return places | counties
