"""Exchanges cells as long as that makes a better map."""

from math import sqrt
from random import Random

# What a faulty map costs. For each two who are tied: touching at a corner only, not touching
# and how far apart, and standing in another direction than their places do.
AT_A_CORNER, APART, FARTHER, TURNED = 0.25, 1, 0.35, 0.1
# For each: how far it is from its place.
DRIFT = 0.05
# For each side of the coast; an empty cell counts by its number of tiles, as notches and holes are ugly.
COAST, EMPTY = 0.12, (0, 1, 2, 5, 10)
# For each empty cell that is enclosed, and each piece that lies by itself.
UNTIDY = 3
# Tries at random for each, and the loss that is accepted at first.
TRIES, HEAT = 200, 1.0
REACH = range(-3, 4)
SIDES = ((0, -1), (-1, 0), (1, 0), (0, 1))
CORNERS = ((-1, -1), (1, -1), (-1, 1), (1, 1))


class Layout:
    """Who has which cell, and what that costs. ``ties`` are as ``nearness.ties`` gives them."""

    def __init__(self, cells, places, ties):
        self.keys, self.places, self.cells = sorted(cells), places, dict(cells)
        self.at = {cell: key for key, cell in cells.items()}
        self.wishes = {
            key: [
                (tied, weight, places[tied][0] - places[key][0], places[tied][1] - places[key][1])
                for tied, weight in ties[key]
            ]
            for key in cells
        }
        self.strain = {}

    def improved(self, seed):
        """Exchange cells, by chance at first, and return the layout. A seed always leads to the same one."""
        self._shake(Random(seed).random)  # noqa: S311 - nothing secret: the same chances every time
        self._settle()
        return self

    def tiles(self):
        """Return ``{key: cell}``, counted from the first column and row that hold one."""
        left, top = (min(cell[axis] for cell in self.at) for axis in (0, 1))
        return {key: (self.cells[key][0] - left, self.cells[key][1] - top) for key in self.keys}

    def faults(self):
        """Return what the whole map costs; enclosed cells and stray pieces are counted here alone."""
        coast = {cell for tile in self.at for cell in _beside(tile)}
        ties = sum(self._cost(key, cell) for key, cell in sorted(self.cells.items()))
        return ties + self._coast(coast) + UNTIDY * _untidy(set(self.at))

    # --- What it costs --------------------------------------------------------------

    def _cost(self, key, cell, other=None, there=None):
        """Return what it costs that a key has a cell, while ``other`` would be ``there``."""
        x, y = cell
        place, cells, strain = self.places[key], self.cells, self.strain
        cost = DRIFT * ((x - place[0]) ** 2 + (y - place[1]) ** 2)
        for tied, weight, right, below in self.wishes[key]:
            column, row = there if tied == other else cells[tied]
            across, down = column - x, row - y
            step = across, down
            if step not in strain:
                strain[step] = _strain(abs(across), abs(down))
            cost += weight * (strain[step] + TURNED * ((across - right) ** 2 + (down - below) ** 2))
        return cost

    def _coast(self, cells):
        """Return what the empty ones among these cells cost."""
        at, cost = self.at, 0
        for x, y in cells:
            if (x, y) not in at:
                beside = ((x - 1, y) in at) + ((x + 1, y) in at) + ((x, y - 1) in at) + ((x, y + 1) in at)
                cost += EMPTY[beside]
        return cost * COAST

    def _saved(self, key, cell):
        """Return by how much the map gets better if the key goes to the cell; who is there comes here."""
        here, other = self.cells[key], self.at.get(cell)
        if other is not None:
            before = self._cost(key, here) + self._cost(other, cell)
            return before - self._cost(key, cell, other, here) - self._cost(other, here, key, cell)
        around = {here, cell, *_beside(here), *_beside(cell)}
        saved = self._cost(key, here) - self._cost(key, cell) + self._coast(around)
        self._move(key, cell)
        saved -= self._coast(around)
        self._move(key, here)
        return saved

    # --- Making it better -------------------------------------------------------------

    def _move(self, key, cell):
        here, other = self.cells[key], self.at.get(cell)
        del self.at[here]
        self.at[cell], self.cells[key] = key, cell
        if other is not None:
            self.at[here], self.cells[other] = other, here

    def _shake(self, chance):
        """Try random cells beside those one wants to be beside; ever less of a loss is accepted."""
        wishes = [(key, [tied for tied, *_ in self.wishes[key]]) for key in self.keys if self.wishes[key]]
        steps = TRIES * len(wishes)
        for step in range(steps):
            key, tied = wishes[int(chance() * len(wishes))]
            x, y = self.cells[tied[int(chance() * len(tied))]]
            cell = x + int(chance() * 3) - 1, y + int(chance() * 3) - 1
            if cell != self.cells[key] and self._saved(key, cell) > HEAT * (step / steps - 1):
                self._move(key, cell)

    def _settle(self):
        """Take the best move of each, round by round, until none makes the map better."""
        moved = True
        while moved:
            moved = False
            for key in self.keys:
                x, y = self.cells[key]
                cells = ((x + i, y + j) for i in REACH for j in REACH if i or j)
                saved, cell = max((self._saved(key, cell), cell) for cell in cells)
                if saved > 1e-9:
                    self._move(key, cell)
                    moved = True


def _strain(across, down):
    """Return what it costs that two who are tied are so many columns and rows apart."""
    if across + down <= 1:
        return 0
    if across == down == 1:
        return AT_A_CORNER
    return APART + FARTHER * (sqrt(across * across + down * down) - sqrt(2))


def _beside(cell, steps=SIDES):
    x, y = cell
    return [(x + i, y + j) for i, j in steps]


def _untidy(tiles):
    """Return how many cells are empty and enclosed, and how many pieces there are beyond the first."""
    columns, rows = ([cell[axis] for cell in tiles] for axis in (0, 1))
    left, top = min(columns) - 1, min(rows) - 1
    sea = {(x, y) for x in range(left, max(columns) + 2) for y in range(top, max(rows) + 2)} - tiles
    _take_piece(sea, (left, top), SIDES)
    pieces = 0
    while tiles:
        _take_piece(tiles, next(iter(tiles)), SIDES + CORNERS)
        pieces += 1
    return len(sea) + pieces - 1


def _take_piece(cells, first, steps):
    """Take away a cell and all that hang together with it."""
    cells.discard(first)
    ends = [first]
    while ends:
        for cell in _beside(ends.pop(), steps):
            if cell in cells:
                cells.discard(cell)
                ends.append(cell)
