"""Which days people at councils are at work: Monday to Friday, without bank holidays in England."""

import datetime
from functools import cache

import holidays

ONE_DAY = datetime.timedelta(days=1)


def is_working_day(day):
    """Whether reminders and digests may go out on this day."""
    return day.weekday() < 5 and day not in _bank_holidays()


def working_days_after(day, number):
    """Return the day that is so many working days later; 0 gives the day itself."""
    return _walk(day, number, ONE_DAY)


def working_days_before(day, number):
    """Return the day that is so many working days earlier; 0 gives the day itself."""
    return _walk(day, number, -ONE_DAY)


def _walk(day, number, step):
    while number > 0:
        day += step
        number -= is_working_day(day)
    return day


@cache
def _bank_holidays():
    """Return the calendar of England; it works out each year when it is first asked about."""
    return holidays.country_holidays("GB", subdiv="ENG")
