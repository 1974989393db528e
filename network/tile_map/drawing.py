"""Cells of the map as paths of an SVG drawing."""

# A tile is 24 units wide and 2 from the next; on wide screens a unit is a pixel.
PITCH, SIDE = 26, 24
# Half the size of components/mark.svg, in the middle of a tile.
MARK = "h7v2.5h3v-2.5h7v7h-7v-2.5h-3v2.5h-7z"
MARK_LEFT, MARK_TOP = 3.5, 8.5
# Room for the heaviest outline, which stands half outside.
MARGIN = 4
# From a corner of a cell clockwise: which cell lies beyond the side, and where the side ends.
SIDES = (
    ((0, -1), (0, 0), (1, 0)),
    ((1, 0), (1, 0), (1, 1)),
    ((0, 1), (1, 1), (0, 1)),
    ((-1, 0), (0, 1), (0, 0)),
)


def size(cells):
    """Return width and height of a drawing that holds all these cells, and a margin."""
    return tuple(extent(cells, axis) * PITCH - 2 + 2 * MARGIN for axis in (0, 1))


def extent(cells, axis):
    """Return how many columns (axis 0) or rows (axis 1) hold these cells."""
    return max(cell[axis] for cell in cells) + 1


def squares(cells):
    """Return one path of all these tiles."""
    return "".join(f"M{x * PITCH} {y * PITCH}h{SIDE}v{SIDE}h-{SIDE}z" for x, y in sorted(cells))


def marks(cells):
    """Return one path of the portal's mark on each of these tiles."""
    return "".join(f"M{x * PITCH + MARK_LEFT} {y * PITCH + MARK_TOP}{MARK}" for x, y in sorted(cells))


def outline(cells):
    """Return the outline of these cells, in the middle of the gaps; one loop for each piece and hole."""
    return "".join(_path(loop) for loop in _loops(set(cells)))


def label(cells, columns):
    """Return where the name of what stands on these cells goes, above its top row, and which end is there.

    In the eastern half of a map of so many columns it ends there, so that it does not run out of the map.
    """
    top = min(y for _, y in cells)
    row = [x for x, y in cells if y == top]
    if 2 * min(row) < columns:
        return min(row) * PITCH, top * PITCH - 7, "start"
    return max(row) * PITCH + SIDE, top * PITCH - 7, "end"


def _loops(cells):
    """Return the corners of each closed line around the cells."""
    ways = {}
    for x, y in sorted(cells):
        for (across, down), (i, j), (k, m) in SIDES:
            if (x + across, y + down) not in cells:
                ways.setdefault((x + i, y + j), []).append((x + k, y + m))
    loops = []
    while ways:
        first = min(ways)
        loop = [first]
        while len(loop) == 1 or loop[-1] != first:
            loop.append(ways[loop[-1]].pop())
            if not ways[loop[-2]]:
                del ways[loop[-2]]
        loops.append(loop[:-1])
    return loops


def _path(loop):
    """Return the path along these corners, straight runs in one go."""
    (x, y), path, step = loop[0], "", (0, 0)
    for (left, top), (right, bottom) in zip(loop, [*loop[1:], loop[0]], strict=True):
        way = right - left, bottom - top
        if way != step and path:
            path += _run(left - x, top - y)
            x, y = left, top
        step, path = way, path or f"M{x * PITCH - 1} {y * PITCH - 1}"
    return f"{path}z"


def _run(across, down):
    return f"h{across * PITCH}" if across else f"v{down * PITCH}"
