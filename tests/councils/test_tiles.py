"""Laying tiles: one each, none over another, always the same, and neighbours mostly stay neighbours."""

import csv
import random

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from councils.models import Tile
from councils.tiles import lay, neighbours, touching

pytestmark = pytest.mark.thorough
# A coarse grid, so that places often coincide or lie on one line.
places = st.tuples(st.integers(0, 9), st.integers(50, 55))
points = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), places, max_size=10)


@pytest.fixture(scope="module")
def the_north():
    """The coordinates of some fifty real councils, by code."""
    path = settings.BASE_DIR / "councils/data/councils.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["ended_on"] and row["latitude"]]
    return {
        row["gss_code"]: (float(row["longitude"]), float(row["latitude"]))
        for row in rows
        if row["region"] in ("North East", "North West", "Yorkshire and The Humber")
        if row["type"] != "County council"
    }


@given(points=points)
def test_each_gets_a_tile_of_its_own(points):
    tiles = lay(points)

    assert set(tiles) == set(points)
    assert len(set(tiles.values())) == len(points)
    assert [min(along) for along in zip(*tiles.values(), strict=True)] in ([], [0, 0])


@given(points=points, chance=st.randoms(use_true_random=False))
def test_it_does_not_matter_in_which_order_they_come(points, chance):
    turned = list(points.items())
    chance.shuffle(turned)

    assert lay(dict(turned)) == lay(points)


def test_real_councils_are_laid_alike_in_any_order(the_north):
    turned = random.Random(7).sample(list(the_north.items()), len(the_north))

    assert lay(dict(turned)) == lay(the_north)


def test_what_is_east_stays_east_and_what_is_north_stays_north():
    """A cross of five, a degree from arm to arm."""
    cross = {"north": (0, 53), "south": (0, 51), "west": (-1.6, 52), "east": (1.6, 52), "middle": (0, 52)}
    tiles = lay(cross)

    assert tiles["west"][0] < tiles["middle"][0] < tiles["east"][0]
    assert tiles["north"][1] < tiles["middle"][1] < tiles["south"][1]


def test_neighbours_have_no_third_between_them():
    row = {"a": (0, 52), "b": (1, 52), "c": (2, 52)}

    assert neighbours(row) == [("a", "b"), ("b", "c")]
    assert sorted(neighbours({**row, "d": (1, 52.3)})) == [("a", "b"), ("b", "c"), ("b", "d")]


def test_tiles_touch_at_sides_and_corners():
    tiles = {"a": (0, 0), "b": (1, 0), "c": (2, 1), "d": (4, 1)}

    assert touching(tiles, [("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]) == [("a", "b"), ("b", "c")]


# --- England as it is -----------------------------------------------------------------


@pytest.fixture
def england(register):
    """The tiles of the real register by council, and the pairs of neighbours."""
    rows = list(Tile.objects.select_related("council"))
    points = {row.council.slug: (float(row.longitude), float(row.latitude)) for row in rows}
    return {row.council.slug: (row.column, row.row) for row in rows}, neighbours(points)


def test_nineteen_of_twenty_neighbours_stay_neighbours(england):
    """374 of 391 when this was written; a plain matching of blended coordinates kept 329."""
    tiles, pairs = england

    assert len(pairs) == 391
    assert len(touching(tiles, pairs)) >= 0.95 * len(pairs)


def test_england_hangs_together_without_holes(england):
    """Every tile touches another, and no empty cell has a tile at all of its four sides."""
    cells = set(england[0].values())
    sides = ((1, 0), (-1, 0), (0, 1), (0, -1))
    columns, rows = max(x for x, _ in cells) + 1, max(y for _, y in cells) + 1

    assert all(any((x + i, y + j) in cells for i, j in sides) for x, y in cells)
    assert not [
        (x, y)
        for x in range(columns)
        for y in range(rows)
        if (x, y) not in cells and all((x + i, y + j) in cells for i, j in sides)
    ]
    assert (columns, rows) <= (26, 28)


@pytest.mark.parametrize(
    ("western", "eastern"), [("cornwall", "torbay"), ("wirral", "york"), ("bristol", "thanet")]
)
def test_west_is_left(england, western, eastern):
    assert england[0][western][0] < england[0][eastern][0]


@pytest.mark.parametrize(
    ("northern", "southern"),
    [("northumberland", "leeds"), ("leeds", "sheffield"), ("birmingham", "bristol"), ("enfield", "croydon")],
)
def test_north_is_above(england, northern, southern):
    assert england[0][northern][1] < england[0][southern][1]
