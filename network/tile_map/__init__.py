"""The tile map of England's councils as ready markup, drawn once and kept until the register changes.

The drawing says nothing that the words beside it, the list or the page do not say as well.
"""

from dataclasses import dataclass

from django.template.loader import render_to_string

from councils.models import Membership
from network.tile_map import captions
from network.tile_map.drawing import MARGIN, extent, label, marks, outline, size, squares
from network.tile_map.ground import ground
from records.pieces import kept

__all__ = ["of_council", "of_members"]


@dataclass(frozen=True)
class Link:
    """A member on the map: where it leads, what is pressed, and where its name appears."""

    path: str
    name: str
    shape: str
    x: int
    y: int
    anchor: str


def of_members(request, region="", kind=""):
    """Return the map with its members; with a region or a kind of council, all others are faint.

    Empty while no map is laid. Two queries at most, none until the register changes.
    """
    return kept(("map", "members", region, kind), lambda: _of_members(ground(request), region, kind), request)


def of_council(request, council, *, is_member):
    """Return a small map that shows where a council is; empty for one that is not on it.

    One query at most, none until the register changes.
    """
    return kept(
        ("map", "council", str(council.pk)),
        lambda: _of_council(ground(request), council.pk, is_member),
        request,
    )


def _of_members(places, region, kind):
    if not places:
        return ""
    names = dict(Membership.objects.open().values_list("council_id", "council__name"))
    every = list(places.values())
    chosen = [place for place in every if region in ("", place.region) and kind in ("", place.type)]
    members = [place for place in chosen if place.council in names]
    if region or kind:
        said = [captions.what_is_strong(chosen, members, region, kind)]
    else:
        absent = sorted(name for pk, name in names.items() if pk not in places)
        said = [captions.where_members_are(members), captions.not_on_the_map(absent)]
    return _markup(
        every,
        said,
        layers=_layers(every, chosen, members),
        links=[_link(place, extent(_tiles(every), 0)) for place in sorted(members, key=_from_above)],
        counties=[place for place in chosen if place.is_county],
    )


def _of_council(places, key, is_member):
    if key not in places:
        return ""
    place = places[key]
    county = places.get(place.county)
    others = [other for other in places.values() if other is not place]
    drawn = [("tile", squares(_tiles(others)))]
    if county:
        drawn.append(("county", outline(county.cells)))
    if place.is_county:
        drawn.append(("county-member" if is_member else "county-here", outline(place.cells)))
    else:
        drawn.append(("member" if is_member else "here", squares(place.cells)))
        drawn.append(("mark", marks(place.cells) if is_member else ""))
    said = [captions.where_it_is(place, county)]
    return _markup(list(places.values()), said, layers=drawn, is_small=True)


def _markup(places, said, *, layers, **more):
    width, height = size(_tiles(places))
    drawing = {
        "width": width,
        "height": height,
        "edge": -MARGIN,
        "said": [sentence for sentence in said if sentence],
        "layers": [(kind, path) for kind, path in layers if path],
        **more,
    }
    return render_to_string("components/tile_map.html", drawing)


def _layers(every, chosen, members):
    """Return classes and paths of what is drawn, from the lowest."""
    strong, marked = _tiles(chosen), _tiles(members)
    counties, of_members = (
        "".join(outline(place.cells) for place in places if place.is_county) for places in (chosen, members)
    )
    return [
        ("faint", squares(_tiles(every) - strong)),
        ("tile", squares(strong - marked)),
        ("county", counties),
        ("member", squares(marked)),
        ("mark", marks(marked)),
        ("county-member", of_members),
    ]


def _tiles(places):
    """Return the cells of these places, but for counties, which have none of their own."""
    return {cell for place in places if not place.is_county for cell in place.cells}


def _link(place, columns):
    draw = outline if place.is_county else squares
    return Link(place.path, place.name, draw(place.cells), *label(place.cells, columns))


def _from_above(place):
    """Put counties first, so that members inside them can be pressed; then go down row by row.

    A name appears above its tile, so no tile that is drawn later may cover it.
    """
    return (not place.is_county, min(place.cells, key=lambda cell: (cell[1], cell[0]))[::-1])
