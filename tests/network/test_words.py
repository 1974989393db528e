"""How councils are spoken of."""

import pytest

from councils.models import Council, Region
from network.words import heading, listed, opening, place_in_words, region_in_words, spoken


@pytest.mark.parametrize(
    ("name", "official", "said", "headed"),
    [
        ("Calderdale", "Calderdale Metropolitan Borough Council", "Calderdale Council", "Calderdale Council"),
        (
            "Bradford",
            "City of Bradford Metropolitan District Council",
            "Bradford Council",
            "Bradford Council",
        ),
        ("Hackney", "London Borough of Hackney", "Hackney Council", "Hackney Council"),
        ("Sheffield", "Sheffield City Council", "Sheffield City Council", "Sheffield City Council"),
        ("York", "City of York Council", "City of York Council", "City of York Council"),
        ("Poole", "Borough of Poole", "the Borough of Poole", "Borough of Poole"),
        (
            "Kings Lynn and West Norfolk",
            "Borough Council of King's Lynn and West Norfolk",
            "the Borough Council of King's Lynn and West Norfolk",
            "Borough Council of King's Lynn and West Norfolk",
        ),
    ],
)
def test_councils_are_called_what_people_call_them(name, official, said, headed):
    council = Council(name=name, official_name=official)
    assert spoken(council) == said
    assert heading(council) == headed


def test_lists_read_like_sentences():
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_a_sentence_begins_with_a_capital():
    assert opening("the Borough of Poole") == "The Borough of Poole"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Sheffield", "Sheffield"),
        ("Isles of Scilly", "the Isles of Scilly"),
        ("City of London", "the City of London"),
        ("Forest of Dean", "the Forest of Dean"),
    ],
)
def test_a_place_reads_well_after_live_in(name, said):
    assert place_in_words(name) == said


def test_every_region_reads_well_after_in():
    assert [region_in_words(label) for label in Region.labels] == [
        "the East of England",
        "the East Midlands",
        "London",
        "the North East",
        "the North West",
        "the South East",
        "the South West",
        "the West Midlands",
        "Yorkshire and The Humber",
    ]
