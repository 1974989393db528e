"""Spreads points until each has about a tile's room, and closes the gaps between neighbours."""

from collections import defaultdict
from math import floor, sqrt

# Cells for each point to begin with; how far an axis goes by rank instead of by degrees; and
# how much taller than wide, as the middles of areas lie further from England's ends than from its sides.
ROOM, BY_RANK, TALLER = 2.43, 0.2, 1.15
ROUNDS, PUSH, PULL, FARTHEST_PULL, HOLD = 300, 0.5, 0.3, 3, 0.003
AROUND = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]


def evened(plane):
    """Return the points as places in cells, each axis partly by rank, so that towns get room."""
    spans = [max(max(along) - min(along), 1e-6) for along in zip(*plane.values(), strict=True)]
    scale = sqrt(ROOM * len(plane) / (spans[0] * spans[1]))
    across = _along(plane, 0, spans[0], scale / sqrt(TALLER))
    down = _along(plane, 1, spans[1], scale * sqrt(TALLER))
    return {key: (across[key], down[key]) for key in plane}


def _along(plane, axis, span, scale):
    ranked = sorted(plane, key=lambda key: (plane[key][axis], key))
    first, last = plane[ranked[0]][axis], max(len(ranked) - 1, 1)
    return {
        key: scale * ((1 - BY_RANK) * (plane[key][axis] - first) + BY_RANK * span * rank / last)
        for rank, key in enumerate(ranked)
    }


def spread(start, ties):
    """Return the places after rounds of pushing apart who is too near and pulling together who is tied."""
    places = start
    for _ in range(ROUNDS):
        moves = {key: _towards(place, start[key]) for key, place in places.items()}
        for key, other in _crowded(places):
            _push(places, moves, key, other)
        for key, place in places.items():
            for other, _ in ties[key]:
                _pull(moves[key], place, places[other], PULL / len(ties[key]))
        places = {key: (x + moves[key][0], y + moves[key][1]) for key, (x, y) in places.items()}
    return places


def _towards(place, start):
    return [(start[0] - place[0]) * HOLD, (start[1] - place[1]) * HOLD]


def _crowded(places):
    """Return the pairs of keys that may be less than a cell apart."""
    boxes = defaultdict(list)
    for key, (x, y) in places.items():
        boxes[floor(x), floor(y)].append(key)
    return [
        (key, other)
        for (x, y), keys in boxes.items()
        for i, j in AROUND
        for other in boxes.get((x + i, y + j), ())
        for key in keys
        if key < other
    ]


def _push(places, moves, key, other):
    across, down = places[key][0] - places[other][0], places[key][1] - places[other][1]
    distance = sqrt(across * across + down * down)
    if distance >= 1:
        return
    share = (1 - distance) / 2 * PUSH
    # Two on one spot go apart sideways.
    across, down = (across / distance * share, down / distance * share) if distance else (share, 0)
    for mover, sign in ((key, 1), (other, -1)):
        moves[mover][0] += sign * across
        moves[mover][1] += sign * down


def _pull(move, place, goal, strength):
    across, down = goal[0] - place[0], goal[1] - place[1]
    distance = sqrt(across * across + down * down)
    if distance > 1:
        share = min(distance - 1, FARTHEST_PULL) * strength / distance
        move[0] += across * share
        move[1] += down * share
