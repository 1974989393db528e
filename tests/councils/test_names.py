"""How names of councils are evened out before they are compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from councils.names import fold, normalise


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Bradford MDC", "bradford"),
        ("City of Bradford Metropolitan District Council", "bradford"),
        ("BRISTOL CITY COUNCIL", "bristol"),
        ("Borough Council of King’s Lynn & West Norfolk", "kings lynn and west norfolk"),
        ("London Borough of Hackney", "hackney"),
        ("LB Hackney", "hackney"),
        ("Royal Borough of Greenwich", "greenwich"),
        ("City of London Corporation", "london"),
        ("Telford & Wrekin Council", "telford and wrekin"),
        ("County Durham", "durham"),
        ("Durham County Council", "durham"),
        ("St. Helens", "st helens"),
        ("Bath &amp North East Somerset", "bath and amp north east somerset"),
        ("Zoë's Council", "zoes"),
        ("  Isle   of Wight ", "isle wight"),
    ],
)
def test_what_every_council_shares_is_dropped(typed, left):
    assert normalise(typed) == left


def test_a_name_of_nothing_but_kinds_stays():
    assert normalise("The County Council") == "the county council"


def test_folding_keeps_the_kind():
    assert fold("Newcastle City Council") == "newcastle city council"
    assert normalise("Newcastle City Council") == "newcastle"


@given(st.text(max_size=200))
def test_evening_out_twice_is_evening_out_once(text):
    assert fold(fold(text)) == fold(text)
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(alphabet="xyzéöXYZ '’-", max_size=40))
def test_case_and_spaces_never_matter(text):
    assert normalise(text.upper()) == normalise(text.lower()) == normalise(
        f"  {text} Council "
    ) or not normalise(text)
