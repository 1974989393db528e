"""A pre-election pause: on which days, for which councils, and asked for many at once."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from councils.models import Pause, pause_for, paused
from records.models import RegisterVersion
from tests.factories import CouncilFactory, PauseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST27")]

# The pause of the factory holds from 23 March to 7 May 2027. In May London is an hour ahead of UTC.
MOMENTS = [
    ("2027-03-22 23:59Z", False),
    ("2027-03-23 00:00Z", True),
    ("2027-04-15 12:00Z", True),
    ("2027-05-07 22:59Z", True),
    ("2027-05-07 23:00Z", False),
]


@pytest.mark.parametrize(("moment", "holds"), MOMENTS)
def test_it_holds_from_its_first_day_to_its_last_in_london(council_a, time_machine, moment, holds):
    pause = PauseFactory()
    time_machine.move_to(moment)

    assert list(Pause.objects.today()) == [pause] * holds
    assert pause_for(council_a) == (pause if holds else None)


@pytest.mark.parametrize(("day", "holds"), [(22, False), (23, True), (24, True)])
def test_any_day_can_be_asked_about(council_a, day, holds):
    PauseFactory(ends_on=datetime.date(2027, 3, 24))

    assert bool(pause_for(council_a, on=datetime.date(2027, 3, day))) is holds


def test_no_council_means_all_and_some_mean_those_alone(council_a, council_b, time_machine):
    time_machine.move_to("2027-04-01 12:00Z")
    own = PauseFactory(councils=[council_a])

    assert pause_for(council_a) == own
    assert pause_for(council_b) is None

    everybody = PauseFactory(ends_on=datetime.date(2027, 4, 30))
    assert pause_for(council_b) == everybody


def test_where_several_hold_it_is_the_one_that_ends_last(council_a, council_b, time_machine):
    time_machine.move_to("2027-04-01 12:00Z")
    long, short = PauseFactory(councils=[council_a]), PauseFactory(ends_on=datetime.date(2027, 4, 30))

    assert paused([council_a, council_b]) == {council_a.pk: long, council_b.pk: short}


@pytest.mark.parametrize("count", [1, 20])
def test_many_are_asked_about_in_one_query(django_assert_num_queries, time_machine, count):
    time_machine.move_to("2027-04-01 12:00Z")
    inside, outside = CouncilFactory.create_batch(count), CouncilFactory.create_batch(count)
    pause = PauseFactory(councils=inside)
    PauseFactory(councils=[CouncilFactory()])

    with django_assert_num_queries(1):
        assert paused([*inside, *outside]) == dict.fromkeys([council.pk for council in inside], pause)


def test_it_can_be_one_day_long_but_not_end_before_it_begins():
    day = datetime.date(2027, 3, 23)
    PauseFactory(starts_on=day, ends_on=day).full_clean()

    with pytest.raises(IntegrityError), transaction.atomic():
        PauseFactory(starts_on=day, ends_on=day - datetime.timedelta(days=1))


def test_a_slip_in_the_year_is_caught():
    with pytest.raises(ValidationError, match="Check the year"):
        PauseFactory(ends_on=datetime.date(2028, 5, 7)).full_clean()


def test_a_refusal_says_until_when_and_when_to_come_back():
    words = PauseFactory().refusal

    assert "in a pre-election pause until 7 May 2027" in words
    assert "Come back on 8 May 2027." in words


def test_kept_pages_hear_of_a_pause():
    before = RegisterVersion.current().number

    PauseFactory()

    assert RegisterVersion.current().number > before
