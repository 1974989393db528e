"""Dates as people write them, and a title said twice."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.template import Context, Engine

from keepitlocal.templatetags.page import date_uk, is_old, month_uk, time_uk


def test_dates_as_people_write_them():
    assert date_uk(date(2020, 3, 3)) == "3 March 2020"
    assert month_uk(date(2020, 3, 1)) == "March 2020"


def test_a_moment_is_told_in_london_time():
    midnight_in_summer = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert date_uk(midnight_in_summer) == "1 July 2026"
    assert time_uk(midnight_in_summer) == "00:30"


@pytest.mark.parametrize("tell", [date_uk, month_uk, time_uk])
def test_nothing_is_told_as_nothing(tell):
    assert tell(None) == ""


@pytest.mark.parametrize(
    ("checked", "old"),
    [(date(2025, 5, 4), False), (date(2025, 5, 3), False), (date(2025, 5, 2), True), (None, False)],
)
def test_a_check_is_old_after_a_year(checked, old):
    with time_machine.travel("2026-05-04 12:00:00+00:00"):
        assert is_old(checked) is old


def test_a_title_is_said_again_as_one_plain_line():
    pages = {
        "base": "{% load page %}{% block title %}{% endblock %}|{% again 'title' %}",
        "page": "{% extends 'base' %}{% block title %}Leeds &amp; <b>York</b>\n  {{ more }}{% endblock %}",
    }
    engine = Engine(
        loaders=[("django.template.loaders.locmem.Loader", pages)],
        libraries={"page": "keepitlocal.templatetags.page"},
    )
    shown = engine.get_template("page").render(Context({"more": "<i>"}))
    assert shown.split("|")[1] == "Leeds &amp; York &lt;i&gt;"
