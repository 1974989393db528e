"""The map in the register: when it is out of date, and what laying it anew does."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from councils.laying import drift, lay_map
from councils.models import Council, CouncilType, Tile
from records.models import RegisterVersion
from tests.factories import CouncilFactory

pytestmark = pytest.mark.django_db


def names(councils):
    return [council.name for council in councils]


def tiles():
    return {tile.council.name: (tile.column, tile.row) for tile in Tile.objects.select_related("council")}


def test_every_district_borough_and_unitary_has_a_tile_and_no_county(register):
    laid = Council.objects.filter(tile__isnull=False)

    assert laid.count() == 296
    assert {*laid.values_list("pk", flat=True)} == {*Council.objects.mapped().values_list("pk", flat=True)}
    assert not laid.filter(type=CouncilType.COUNTY).exists()
    assert not drift()


def test_laying_again_changes_nothing(places):
    before, version = tiles(), RegisterVersion.current().number

    assert lay_map().changed == 0
    assert RegisterVersion.current().number == version
    assert lay_map(again=True).changed == 0
    assert tiles() == before


def test_who_comes_goes_or_moves_makes_the_map_old(places):
    CouncilFactory(name="Fernley", longitude=-1.1, latitude=53.0)
    Council.objects.filter(name="Aldham").update(ended_on=timezone.localdate())
    Council.objects.filter(name="Bexbury").update(longitude="-1.29999")
    Council.objects.filter(name="Cotford").update(latitude=None)
    old = drift()

    assert old
    assert names(old.came) == ["Fernley"]
    assert sorted(names(old.went)) == ["Aldham", "Cotford"]
    assert names(old.moved) == ["Bexbury"]
    assert sorted(names(old.nowhere)) == ["Cotford", "Nowhere"]


def test_laying_it_anew_makes_it_right(places):
    CouncilFactory(name="Fernley", longitude=-1.1, latitude=53.0)
    Council.objects.filter(name="Aldham").update(ended_on=timezone.localdate())
    version = RegisterVersion.current().number
    laid = lay_map()

    assert set(tiles()) == {"Bexbury", "Cotford", "Dunwell", "Eastham", "Fernley"}
    assert not drift()
    assert laid.tiles == 5
    assert laid.touching <= laid.pairs
    assert RegisterVersion.current().number > version


def test_who_lacks_coordinates_does_not_keep_the_map_old(places):
    assert names(drift().nowhere) == ["Nowhere"]
    assert not drift()


def test_a_council_keeps_its_tile_until_the_day_it_ends(places):
    Council.objects.filter(name="Aldham").update(ended_on=timezone.localdate() + datetime.timedelta(days=1))

    assert not drift()


def test_two_cannot_stand_on_one_cell(places):
    one, other = Tile.objects.all()[:2]
    with pytest.raises(IntegrityError), transaction.atomic():
        Tile.objects.filter(pk=one.pk).update(column=other.column, row=other.row)


def test_the_fit_is_what_the_tiles_say(places):
    laid = lay_map()
    rows = Tile.objects.all()

    assert laid.pairs * 2 == sum(tile.neighbours for tile in rows)
    assert laid.touching * 2 == sum(tile.touching for tile in rows)


def test_with_no_council_there_is_no_map():
    laid = lay_map(again=True)

    assert (laid.tiles, laid.pairs) == (0, 0)


def test_the_command_says_what_it_did(places):
    CouncilFactory(name="Fernley", longitude=-1.1, latitude=53.0)
    said = StringIO()
    call_command("lay_tiles", stdout=said)
    call_command("lay_tiles", stdout=said)
    first, second = said.getvalue().splitlines()

    assert first.startswith("The map: 6 squares, ")
    assert second.startswith("The map: 6 squares, 0 of them new or elsewhere. ")
    assert second.endswith("pairs of neighbours touch.")
