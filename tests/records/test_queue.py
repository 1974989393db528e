import datetime

import pytest

from records.queue import Waiting


@pytest.mark.parametrize(
    ("since", "age"),
    [
        (datetime.date(2026, 3, 17), "Since today."),
        (datetime.date(2026, 3, 16), "Since 16 March 2026, 1\xa0day ago."),
        (datetime.date(2026, 3, 3), "Since 3 March 2026, 2\xa0weeks ago."),
    ],
)
def test_how_long_something_waits_is_said_in_whole_days(since, age, time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 17, 18, 21, tzinfo=datetime.UTC))
    assert Waiting("To read", "Oldham", "Accept it.", since, "/admin/").age == age
