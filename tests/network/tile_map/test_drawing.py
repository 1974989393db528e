"""Cells as paths: read back, a path has the corners that it should have."""

import re

from hypothesis import given
from hypothesis import strategies as st

from network.tile_map.drawing import MARGIN, PITCH, SIDE, label, marks, outline, size, squares

cells = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=20)


def loops(path):
    """Return the corners of each closed line of an outline, in cells."""
    found = []
    for part in path.split("z")[:-1]:
        (x, y), *steps = re.findall(r"M(-?\d+) (-?\d+)", part) + re.findall(r"([hv])(-?\d+)", part)
        corner = [(int(x) + 1) // PITCH, (int(y) + 1) // PITCH]
        corners = [tuple(corner)]
        for axis, way in steps:
            corner[axis == "v"] += int(way) // PITCH
            corners.append(tuple(corner))
        found.append(corners)
    return found


def area(corners):
    """Return the area inside a closed line (the shoelace formula); holes count against it."""
    return sum(x * v - u * y for (x, y), (u, v) in zip(corners, [*corners[1:], corners[0]], strict=True)) / 2


def test_a_tile_is_a_square_on_its_cell():
    assert squares({(0, 0), (2, 1)}) == "M0 0h24v24h-24zM52 26h24v24h-24z"
    assert SIDE >= 24


def test_a_mark_lies_within_its_tile():
    assert marks({(1, 0)}).startswith("M29.5 8.5h7")
    assert marks(set()) == ""


def test_the_drawing_holds_every_tile_and_the_heaviest_line():
    assert size({(0, 0), (3, 1)}) == (3 * PITCH + SIDE + 2 * MARGIN, PITCH + SIDE + 2 * MARGIN)


def test_an_outline_goes_once_around():
    assert outline({(0, 0)}) == "M-1 -1h26v26h-26z"
    assert outline({(0, 0), (1, 0), (0, 1)}) == "M-1 -1h52v26h-26v26h-26z"


def test_a_hole_has_an_outline_of_its_own():
    ring = {(x, y) for x in range(3) for y in range(3)} - {(1, 1)}
    assert len(loops(outline(ring))) == 2


@given(cells=cells)
def test_what_is_outlined_has_as_many_cells(cells):
    assert sum(area(corners) for corners in loops(outline(cells))) == len(cells)


def test_a_name_stays_on_the_map():
    assert label(((2, 3),), 20) == (2 * PITCH, 3 * PITCH - 7, "start")
    assert label(((12, 3), (13, 3), (9, 4)), 20) == (13 * PITCH + SIDE, 3 * PITCH - 7, "end")
