"""What the map says in words."""

import pytest

from councils.models import CouncilType, Region
from network.tile_map import captions
from network.tile_map.ground import Place


def place(name="Aldham", region=Region.YORKSHIRE, type=CouncilType.METROPOLITAN, cells=((0, 0),), **more):
    return Place(1, name, name.lower(), type, region, cells, **more)


def test_where_members_are_comes_with_the_most_first_and_names_where_there_are_none():
    members = [place(region=Region.LONDON), *[place()] * 3, place(region=Region.EAST), place(region="")]
    assert captions.where_members_are(members) == (
        "Of the 6 members on the map, 3 are in Yorkshire and The Humber, 1 in the East of England and "
        "1 in London. The East Midlands, the North East, the North West, the South East, the South West and "
        "the West Midlands have none yet."
    )


def test_one_member_is_said_in_the_singular():
    said = captions.where_members_are([place(region=region) for region in Region if region != Region.LONDON])
    assert said.startswith("Of the 8 members on the map, 1 is in the East Midlands, 1 in ")
    assert said.endswith(". London has none yet.")
    assert captions.where_members_are([]) == ""


@pytest.mark.parametrize(
    ("chosen", "members", "words"),
    [
        (3, 2, "Drawn strongly: 3 councils in London that are district councils. 2 of them are members."),
        (3, 1, "Drawn strongly: 3 councils in London that are district councils. 1 of them is a member."),
        (3, 0, "Drawn strongly: 3 councils in London that are district councils. None of them is a member."),
        (1, 0, "Drawn strongly: 1 council in London that is a district council. It is not a member."),
        (1, 1, "Drawn strongly: 1 council in London that is a district council. It is a member."),
    ],
)
def test_what_is_drawn_strongly(chosen, members, words):
    said = captions.what_is_strong([place()] * chosen, [place()] * members, "london", CouncilType.DISTRICT)
    assert said == f"{words} All others are faint."


def test_nothing_drawn_strongly_is_said_too():
    assert captions.what_is_strong([], [], "london", "") == (
        "No council fits these filters, so all are drawn faintly."
    )


def test_members_without_a_square_are_named():
    assert captions.not_on_the_map([]) == ""
    assert captions.not_on_the_map(["Aldham"]) == "Aldham has no square on the map yet."
    assert (
        captions.not_on_the_map(["Aldham", "Bexbury"]) == "Aldham and Bexbury have no square on the map yet."
    )


def test_where_one_council_is():
    county = place("Countyshire", type=CouncilType.COUNTY, cells=((0, 0), (1, 0)))
    assert captions.where_it_is(place(), None) == ("Aldham is the filled square in Yorkshire and The Humber.")
    assert captions.where_it_is(place("Vale of White Horse", region=""), county) == (
        "The Vale of White Horse is the filled square, inside the outline of Countyshire."
    )
    assert captions.where_it_is(county, None) == (
        "Countyshire is the heavy outline in Yorkshire and The Humber, around 2 districts."
    )
