"""A council's page says that a pre-election pause is on, from its first day to its last."""

import datetime

import pytest

from tests.factories import CouncilFactory, PauseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST27")]

NOTICE = "In a pre-election pause until 7 May 2027: new publications wait until then."


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2027-03-22", False), ("2027-03-23", True), ("2027-05-07", True), ("2027-05-08", False)],
)
def test_a_member_says_until_when(member, read, time_machine, day, shown):
    """A kept page is made anew each day, so nobody has to do anything on it."""
    PauseFactory()
    time_machine.move_to(f"{day} 12:00Z")

    assert (NOTICE in read("/councils/aldham/")) is shown


def test_only_the_councils_it_is_for_say_so(member, read, time_machine):
    time_machine.move_to("2027-04-01 12:00Z")
    PauseFactory(councils=[CouncilFactory()])
    assert NOTICE not in read("/councils/aldham/")

    PauseFactory(councils=[member.council])
    assert NOTICE in read("/councils/aldham/")


def test_bringing_the_last_day_forward_is_seen_at_once(member, read, time_machine):
    time_machine.move_to("2027-04-01 12:00Z")
    pause = PauseFactory()
    assert NOTICE in read("/councils/aldham/")

    pause.ends_on = datetime.date(2027, 3, 31)
    pause.save()
    assert "pre-election" not in read("/councils/aldham/")


def test_who_is_no_member_has_nothing_to_publish(council, read, time_machine):
    time_machine.move_to("2027-04-01 12:00Z")
    PauseFactory()

    assert "pre-election" not in read("/councils/aldham/")
