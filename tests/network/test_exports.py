"""Downloads carry how to read them, and no cell is a formula."""

import csv
import io
import json

import pytest

from network import exports
from tests.factories import CouncilFactory, MembershipFactory

pytestmark = pytest.mark.django_db


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
    assert set(document["councils"][0]) == {name for name, _, _ in exports.COLUMNS}
    assert not {
        name for name, _, _ in exports.COLUMNS if "level" in name or "total" in name or "score" in name
    }


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


def test_the_file_is_named_and_streamed(client, db):
    response = client.get("/councils.csv")
    assert response.streaming
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="councils.csv"'


@pytest.mark.feature("PU32")
def test_every_column_is_explained(client, db):
    page = client.get("/about/data/").content.decode()
    for name, meaning, _ in exports.COLUMNS:
        assert f"<code>{name}</code>" in page
        assert meaning.split("“")[0] in page.replace("&#x27;", "'")
