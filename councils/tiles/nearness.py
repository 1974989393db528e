"""Who is near whom, from coordinates alone."""

from math import cos, radians

# How much two want to be beside each other: neighbours, and others with none between them.
CLOSE, NEAR = 1.0, 0.35


def flat(points):
    """Return the points on a plane, x eastwards and y southwards in degrees, in the order of their keys."""
    if not points:
        return {}
    middle = sum(points[key][1] for key in sorted(points)) / len(points)
    # Rounded, as machines differ in the last figure of a cosine.
    narrowing = round(cos(radians(middle)), 6)
    return {key: (points[key][0] * narrowing, -points[key][1]) for key in sorted(points)}


def neighbours(points):
    """Return the pairs of keys that are neighbours by ``{key: (longitude, latitude)}``.

    Two are neighbours if no third is nearer to both of them than they are to each other
    (the relative neighbourhood graph).
    """
    return _pairs(flat(points), _nearer_to_both)


def ties(plane):
    """Return for each key the others it wants to be beside, with how much.

    Neighbours count most; others whose circle, drawn on the line between them, holds no
    third (the Gabriel graph) count less.
    """
    weights = dict.fromkeys(_pairs(plane, _in_the_circle), NEAR)
    weights |= dict.fromkeys(_pairs(plane, _nearer_to_both), CLOSE)
    found = {key: [] for key in plane}
    for (one, other), weight in weights.items():
        found[one].append((other, weight))
        found[other].append((one, weight))
    return found


def apart(one, other):
    """Return the square of a distance: it compares like the distance, without a root."""
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def _nearer_to_both(between, to_one, to_other):
    return to_one < between and to_other < between


def _in_the_circle(between, to_one, to_other):
    return to_one + to_other < between


def _pairs(plane, is_between):
    """Return the pairs of which no third is between, as ``is_between`` judges by squared distances."""
    others = {
        key: sorted((apart(place, plane[other]), other) for other in plane if other != key)
        for key, place in plane.items()
    }

    def none_between(key, distance, other):
        for nearer, third in others[key]:
            if nearer >= distance:
                return True
            if is_between(distance, nearer, apart(plane[third], plane[other])):
                return False
        return True

    return [
        (key, other)
        for key in plane
        for distance, other in others[key]
        if key < other and none_between(key, distance, other)
    ]
