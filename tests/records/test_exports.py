"""Files that a spreadsheet opens without running anything."""

import csv
import datetime
from io import StringIO

import pytest

from records.exports import as_csv, safe_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+44",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "  =1+1",
        "\n=1+1",
        "\u00a0=1+1",
        "\n\t=1+1",
        "＝1+1",
        "＠SUM(A1)",
    ],
)
def test_text_that_a_spreadsheet_would_run_is_made_plain(text):
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (-5, "-5"),
        (datetime.date(2020, 3, 3), "2020-03-03"),
        ("Bradford", "Bradford"),
    ],
)
def test_other_values_stay_as_they_are(value, cell):
    assert safe_cell(value) == cell


def test_a_file_has_a_heading_and_every_row():
    text = as_csv([("Name", lambda row: row[0]), ("Said", lambda row: row[1])], [("Zoë", "a, b"), ("=x", "")])

    assert text.startswith("\ufeff")
    assert list(csv.reader(StringIO(text.removeprefix("\ufeff")))) == [
        ["Name", "Said"],
        ["Zoë", "a, b"],
        ["'=x", ""],
    ]
