"""Working days: Monday to Friday, without bank holidays in England."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from accounts.working_days import is_working_day, working_days_after, working_days_before

day = datetime.date


@pytest.mark.parametrize(
    ("when", "works"),
    [
        (day(2026, 11, 25), True),  # a Wednesday
        (day(2026, 11, 28), False),  # a Saturday
        (day(2026, 11, 29), False),  # a Sunday
        (day(2026, 4, 3), False),  # Good Friday
        (day(2026, 4, 6), False),  # Easter Monday
        (day(2026, 5, 4), False),  # the first Monday in May
        (day(2026, 12, 28), False),  # Boxing Day fell on the Saturday before
        (day(2026, 8, 3), True),  # a bank holiday in Scotland alone
        (day(2026, 3, 17), True),  # a bank holiday in Northern Ireland alone
    ],
)
def test_a_working_day(when, works):
    assert is_working_day(when) is works


def test_christmas_is_stepped_over_in_both_directions():
    assert working_days_after(day(2026, 12, 24), 1) == day(2026, 12, 29)
    assert working_days_before(day(2026, 12, 29), 1) == day(2026, 12, 24)
    assert working_days_after(day(2026, 12, 24), 0) == day(2026, 12, 24)


@given(some.dates(day(2020, 1, 1), day(2035, 12, 31)), some.integers(1, 30))
def test_as_many_working_days_lie_between(start, number):
    end = working_days_after(start, number)
    between = [start + datetime.timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert sum(map(is_working_day, between)) == number
    assert is_working_day(end)
