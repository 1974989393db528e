"""The tile map in the register: is it of today's councils, and laying it anew.

Where a tile lies is worked out from coordinates alone. Nobody's choice is in it, so it has
no author and no history.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import chain

from django.db import transaction

from councils.models import Council, Tile
from councils.tiles import lay, neighbours, touching
from records.models import RegisterVersion


@dataclass(frozen=True)
class Drift:
    """How the register has changed since the map was laid: councils under each heading."""

    came: list
    """Without a tile, and their coordinates are known."""
    went: list
    """With a tile, and abolished or turned into a county since."""
    moved: list
    """With other coordinates than their tile was laid from."""
    nowhere: list
    """Without coordinates. They cannot have a tile before somebody enters them."""

    def __bool__(self):
        """Whether laying the map anew would change it."""
        return bool(self.came or self.went or self.moved)


@dataclass(frozen=True)
class Laid:
    """What the map is like: its number of tiles, how many of them are new or elsewhere now, and its fit."""

    tiles: int
    changed: int
    pairs: int
    touching: int

    def __str__(self):
        return f"{self.tiles} squares, {self.changed} of them new or elsewhere. {self.fit}"

    @property
    def fit(self):
        return f"{self.touching} of {self.pairs} pairs of neighbours touch."


def drift():
    """Return how the register differs from the map. Two queries."""
    tiles = {tile.council_id: tile for tile in Tile.objects.select_related("council")}
    councils = list(Council.objects.mapped())
    placed = [council for council in councils if _place(council)]
    kept = {council.pk for council in placed}
    return Drift(
        came=[council for council in placed if council.pk not in tiles],
        went=[tile.council for pk, tile in tiles.items() if pk not in kept],
        moved=[row for row in placed if row.pk in tiles and _place(row) != _place(tiles[row.pk])],
        nowhere=[council for council in councils if not _place(council)],
    )


def lay_map(*, again=False):
    """Lay the map anew if the register has changed since, or ``again``. Returns what it is like then."""
    if again or drift():
        return _write(_worked_out())
    return _laid(list(Tile.objects.all()), changed=0)


def _place(row):
    """Return the coordinates, or None where one is missing."""
    known = row.longitude is not None and row.latitude is not None
    return (row.longitude, row.latitude) if known else None


def _worked_out():
    """Return the tiles that today's councils should have. Takes seconds, so no transaction is open."""
    councils = {council.gss_code: council for council in Council.objects.mapped() if _place(council)}
    points = {code: (float(row.longitude), float(row.latitude)) for code, row in councils.items()}
    cells, pairs = lay(points), neighbours(points)
    all_of, kept_of = (Counter(chain.from_iterable(some)) for some in (pairs, touching(cells, pairs)))
    return [
        Tile(
            council=council,
            column=cells[code][0],
            row=cells[code][1],
            latitude=council.latitude,
            longitude=council.longitude,
            neighbours=all_of[code],
            touching=kept_of[code],
        )
        for code, council in councils.items()
    ]


@transaction.atomic
def _write(tiles):
    # Its row is locked from here on, so that of two who lay the map the second waits.
    RegisterVersion.step()
    before = set(Tile.objects.values_list("council_id", "column", "row"))
    Tile.objects.all().delete()
    Tile.objects.bulk_create(tiles)
    return _laid(tiles, sum((tile.council_id, tile.column, tile.row) not in before for tile in tiles))


def _laid(tiles, changed):
    pairs, kept = (sum(getattr(tile, name) for tile in tiles) // 2 for name in ("neighbours", "touching"))
    return Laid(tiles=len(tiles), changed=changed, pairs=pairs, touching=kept)
