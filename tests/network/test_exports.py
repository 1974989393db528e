"""Downloads carry how to read them, and no cell is a formula."""

import csv
import datetime
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.exports import COUNCILS, EXPORTS, Column, Export
from tests.factories import CouncilFactory, MembershipFactory

pytestmark = pytest.mark.django_db
PLAIN = Export("things", "things", (Column("name", "A name", lambda row: row),))


def body(client, address):
    return b"".join(client.get(address)).decode()


@pytest.mark.feature("PU32")
@pytest.mark.parametrize("address", ["/councils.csv", "/councils.json", "/councils.csv?show=all"])
def test_a_file_says_how_to_read_it_and_under_which_licence(client, register, address):
    text = body(client, address)
    assert "It is not a rating" in text
    assert "Open Government Licence v3.0" in text
    assert "read on" in text
    assert "/about/data/" in text


@pytest.mark.feature("PU32")
def test_the_notes_stand_above_the_header_and_begin_with_a_hash(client, register):
    lines = body(client, "/councils.csv").splitlines()
    notes = [line for line in lines if line.startswith("#")]
    assert lines[: len(notes)] == notes
    assert len(notes) == 4
    assert lines[len(notes)].startswith("gss_code,name,official_name")
    assert len(lines) == len(notes) + 1 + 17


@pytest.mark.feature("PU32")
def test_no_file_has_a_total_or_a_level(client, register):
    document = json.loads(body(client, "/councils.json?show=all"))
    assert set(document) == {"title", "how_to_read", "licence", "source", "councils"}
    assert set(document["councils"][0]) == {column.name for column in COUNCILS.columns}
    names = {column.name for export in EXPORTS for column in export.columns}
    assert not {name for name in names if "level" in name or "total" in name or "score" in name}


def test_the_row_of_a_member(client, register):
    rows = json.loads(body(client, "/councils.json?region=west-midlands"))["councils"]
    (row,) = rows
    assert row["gss_code"] == "E07000235"
    assert row["county_gss_code"] == "E10000034"
    assert (row["member"], row["joined_on"], row["joined_precision"]) == ("yes", "2022-12-31", "by")
    assert row["source_link"].startswith("https://locality.org.uk/")


def test_what_is_not_known_is_blank_and_never_nought(client, db):
    CouncilFactory(name="Aldham", region="")
    (row,) = json.loads(body(client, "/councils.json?show=all"))["councils"]
    assert row["region"] is None
    assert row["joined_on"] is None
    assert row["member"] == "no"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(client, db, start):
    MembershipFactory(council=CouncilFactory(name=f"{start}SUM(A1)", slug="sum"))
    text = body(client, "/councils.csv")
    lines = [line for line in io.StringIO(text, newline="") if not line.startswith("#")]
    (row,) = csv.DictReader(lines)
    assert row["name"] == f"'{start}SUM(A1)"


@pytest.mark.feature("PU32")
def test_the_file_is_named_and_streamed(client, settings):
    settings.CACHE_PUBLIC_PAGES = False
    response = client.get("/councils.csv")
    assert response.streaming
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="councils.csv"'
    assert client.get("/councils.json").streaming


@pytest.mark.feature("PU32")
@pytest.mark.parametrize("kind", ["csv", "json"])
def test_a_file_names_the_list_as_it_was_filtered(client, register, kind):
    text = body(client, f"/councils.{kind}?region=north-west&type=metropolitan-district&sort=name&odd=1")
    assert "/councils/?region=north-west&type=metropolitan-district&sort=name, read on" in text


@pytest.mark.feature("PU32")
@pytest.mark.parametrize("export", EXPORTS, ids=[export.key for export in EXPORTS])
def test_every_column_is_explained(client, export):
    page = client.get("/about/data/").content.decode()
    assert f"Columns of the list of {export.title}" in page
    for column in export.columns:
        assert f"<code>{column.name}</code>" in page
        assert column.meaning.split("“")[0] in page.replace("&#x27;", "'")


# --- Any list ---------------------------------------------------------------------------


def piece_by_piece(make):
    """Return what was read of the rows by the time the first of them is out."""
    read = []

    def rows():
        for number in range(1_000):
            read.append(number)
            yield f"Row {number}"

    next(piece for piece in make(rows(), "/things/") if "Row 0" in piece)
    return read


@pytest.mark.parametrize("make", [PLAIN.csv_lines, PLAIN.json_pieces])
def test_rows_go_out_one_by_one(make):
    assert piece_by_piece(make) == [0]


@given(st.lists(st.one_of(st.text(), st.integers(), st.booleans(), st.none()), max_size=4))
def test_json_row_by_row_is_the_document_that_json_would_write(rows):
    text = "".join(PLAIN.json_pieces(rows, "/things/"))
    found = json.loads(text)
    assert list(found) == ["title", "how_to_read", "licence", "source", "things"]
    assert found["things"] == [{"name": None if row == "" else row} for row in rows]
    assert text == json.dumps(found, ensure_ascii=False, indent=1)


@pytest.mark.parametrize(
    ("value", "in_csv", "in_json"),
    [
        (0, "0", 0),
        (None, "", None),
        ("", "", None),
        (True, "yes", True),
        (datetime.date(2026, 3, 3), "2026-03-03", "2026-03-03"),
        (["Housing", "Youth"], "Housing; Youth", ["Housing", "Youth"]),
        (["=1+1"], "'=1+1", ["=1+1"]),
        (-3, "-3", -3),
    ],
)
def test_values_of_every_kind(value, in_csv, in_json):
    *_, line = PLAIN.csv_lines([value], "/things/")
    assert next(csv.reader([line])) == ([in_csv] if in_csv else [""])
    (row,) = json.loads("".join(PLAIN.json_pieces([value], "/things/")))["things"]
    assert row == {"name": in_json}


def test_a_list_may_say_in_its_own_words_how_to_read_it():
    own = Export("things", "things", PLAIN.columns, note="Read with care.")
    assert "# Read with care.\r\n" in list(own.csv_lines([], "/things/"))
    assert json.loads("".join(own.json_pieces([], "/things/")))["how_to_read"] == "Read with care."
