"""Matches every place with a cell of its own, so that all together move as little as can be."""

from heapq import heappop, heappush

from councils.tiles.nearness import apart

REACH = range(-6, 7)


def match(places):
    """Return ``{key: cell}`` with the least sum of squared distances, each cell given once.

    One place after the other finds the cheapest chain in which it takes a cell, whose
    holder takes another, and so on to a free one (successive shortest paths, with prices
    that keep every step's cost from being negative).
    """
    matching = _Matching(places)
    for key in sorted(places):
        matching.add(key)
    return matching.cells


class _Matching:
    def __init__(self, places):
        self.options = {key: _options(place) for key, place in places.items()}
        self.holders, self.cells = {}, {}
        self.key_prices, self.cell_prices = dict.fromkeys(places, 0.0), {}

    def add(self, key):
        """Give the key a cell, and other cells to those in its way."""
        came_from, costs, waiting, done = {}, {}, [], {}
        reached = {key: 0.0}
        self._look_around(key, 0.0, came_from, costs, waiting)
        while True:
            cost, cell = heappop(waiting)
            if cell in done or cost > costs[cell]:
                continue
            done[cell] = cost
            holder = self.holders.get(cell)
            if holder is None:
                break
            reached[holder] = cost
            self._look_around(holder, cost, came_from, costs, waiting)
        for other, paid in reached.items():
            self.key_prices[other] += cost - paid
        for other, paid in done.items():
            self.cell_prices[other] = self.cell_prices.get(other, 0.0) - (cost - paid)
        self._take(key, cell, came_from)

    def _look_around(self, key, so_far, came_from, costs, waiting):
        for cell, distance in self.options[key]:
            cost = so_far + distance - self.key_prices[key] - self.cell_prices.get(cell, 0.0)
            if cell not in costs or cost < costs[cell] - 1e-12:
                costs[cell], came_from[cell] = cost, key
                heappush(waiting, (cost, cell))

    def _take(self, key, cell, came_from):
        """Hand cells on along the chain, from the free one back to the key that began it."""
        taker = None
        while taker != key:
            taker = came_from[cell]
            left = self.cells.get(taker)
            self.holders[cell], self.cells[taker] = taker, cell
            cell = left


def _options(place):
    """Return the cells that a place may get, with the square of its distance."""
    x, y = round(place[0]), round(place[1])
    return [((x + i, y + j), apart((x + i, y + j), place)) for i in REACH for j in REACH]
