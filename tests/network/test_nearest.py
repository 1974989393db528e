"""Which members are near, by the middles of their areas."""

from decimal import Decimal

import pytest

from councils.models import Council
from network.nearest import km_between, nearest
from network.words import distance


def council(name, latitude, longitude, pk):
    place = [None if value is None else Decimal(str(value)) for value in (latitude, longitude)]
    return Council(pk=pk, name=name, latitude=place[0], longitude=place[1])


LEEDS = council("Leeds", 53.8, -1.55, 1)
BRISTOL = council("Bristol", 51.45, -2.59, 2)
YORK = council("York", 53.96, -1.08, 3)
NOWHERE = council("Nowhere", None, None, 4)


def test_distances_are_those_of_the_map():
    assert km_between(LEEDS, BRISTOL) == pytest.approx(270, abs=3)
    assert km_between(LEEDS, LEEDS) == 0


def test_the_nearest_stand_first_and_the_council_itself_not_at_all():
    assert [near.council for near in nearest(LEEDS, [BRISTOL, LEEDS, NOWHERE, YORK])] == [YORK, BRISTOL]
    assert [near.council for near in nearest(LEEDS, [BRISTOL, YORK], most=1)] == [YORK]


def test_a_council_without_a_place_has_no_neighbours():
    assert nearest(NOWHERE, [LEEDS]) == []


@pytest.mark.parametrize(
    ("km", "words"),
    [
        (0.2, "about 1 mile (1 km) away"),
        (1.609, "about 1 mile (2 km) away"),
        (32, "about 20 miles (32 km) away"),
    ],
)
def test_distances_in_words(km, words):
    assert distance(km) == words
