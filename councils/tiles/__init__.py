"""Lays councils out as tiles: one square each on a grid, about where each lies, none over another.

Reads coordinates and nothing else, so that after a reorganisation it is only run again.
The same coordinates always give the same tiles: keys are taken in their order, chance comes
from fixed seeds, and the arithmetic is that which every machine does alike.

Points are spread until each has about a tile's room and neighbours lie side by side; then
every point is matched with a cell; then cells are exchanged as long as that makes a better map.
"""

from councils.tiles.exchanging import Layout
from councils.tiles.matching import match
from councils.tiles.nearness import flat, neighbours, ties
from councils.tiles.spreading import evened, spread

SEEDS = (1, 2, 3)

__all__ = ["lay", "neighbours", "touching"]


def lay(points):
    """Return ``{key: (column, row)}`` for ``{key: (longitude, latitude)}``, both from 0, rows southwards."""
    if not points:
        return {}
    plane = flat(points)
    tied = ties(plane)
    places = spread(evened(plane), tied)
    cells = match(places)
    layouts = [Layout(cells, places, tied).improved(seed) for seed in SEEDS]
    return min(layouts, key=Layout.faults).tiles()


def touching(tiles, pairs):
    """Return those of the pairs whose tiles touch at a side or a corner."""
    return [
        (one, other)
        for one, other in pairs
        if max(abs(tiles[one][0] - tiles[other][0]), abs(tiles[one][1] - tiles[other][1])) == 1
    ]
