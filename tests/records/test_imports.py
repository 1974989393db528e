"""Reading files and cells: whatever comes, the answer is rows or sentences."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.imports import Column, PlannedRow, TableError, read_table
from records.imports.columns import as_text, date, degrees, whole_number, yes_or_no
from records.imports.merging import merge


def test_row_numbers_are_those_a_spreadsheet_shows():
    table = read_table(b'name,note\nA,"two\nlines"\n,\nB,\n')

    assert [(number, cells["name"]) for number, cells in table.rows] == [(2, "A"), (4, "B")]


def test_short_rows_are_filled_and_long_ones_show():
    table = read_table("name,note\nA\nB,b,c\n")

    assert table.rows == [(2, {"name": "A", "note": ""}), (3, {"name": "B", "note": "b", None: ["c"]})]


def test_a_file_larger_than_5_mb_is_refused():
    with pytest.raises(TableError, match="larger than 5 MB"):
        read_table(io.BytesIO(b"x" * (5 * 1024 * 1024 + 1)))


@pytest.mark.parametrize("names", [["x"] * 400_000, [f"x{number}" for number in range(201)]])
def test_a_first_line_of_very_many_columns_is_refused_at_once(names):
    with pytest.raises(TableError, match=r"The first line names [0-9,]+ columns\."):
        read_table(",".join(names))


@pytest.mark.parametrize(
    ("parse", "cell", "value"),
    [
        (whole_number, "00098180", 98180),
        (degrees, "54.669011", "54.66901"),
        (date, "2020-03-03", "2020-03-03"),
        (yes_or_no, "TRUE", True),
        (yes_or_no, "", False),
    ],
)
def test_a_cell_becomes_a_value(parse, cell, value):
    assert as_text(parse(cell)) == as_text(value)


@pytest.mark.parametrize(
    ("parse", "cell"),
    [(whole_number, "-1"), (whole_number, "9" * 10), (whole_number, "٣"), (degrees, "999"), (degrees, "inf"),
     (date, "03/03/2020"), (date, "2020-02-30"), (yes_or_no, "maybe")],
)  # fmt: skip
def test_a_cell_that_means_nothing_is_refused(parse, cell):
    with pytest.raises(ValueError, match="“"):
        parse(cell)


def meaning(parse, cell):
    """Return what a cell comes to: a value's text, or the sentence that refuses it."""
    try:
        return as_text(parse(cell))
    except ValueError as refusal:
        return str(refusal)


@given(st.text(max_size=40))
def test_any_cell_is_a_value_or_a_sentence_that_quotes_it(cell):
    found = [meaning(parse, cell) for parse in (whole_number, degrees, date, yes_or_no)]

    assert all(
        text in ("", "yes", "no") or text[0] in "-0123456789" or f"“{cell[:40]}”" in text for text in found
    )


FIELD = Column("name", "Name")
ANY = st.sampled_from(["", "a", "b", "c"])


@given(now=ANY, before=st.one_of(st.none(), ANY), wanted=ANY)
def test_a_field_that_staff_changed_since_is_never_overwritten(now, before, wanted):
    row = PlannedRow(number=1, written={"name": wanted})

    merge(row, [FIELD], {"name": now}, {"name": before} if before is not None else None, own=True)

    touched_by_staff = now != before if before is not None else now != ""
    written = bool(row.changes)
    assert written == (wanted != now and not touched_by_staff)
    assert bool(row.kept) == (touched_by_staff and wanted not in (now, before))
