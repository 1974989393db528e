"""Files that staff upload: counted in a preview, refused in sentences, nothing changed by a bad one."""

import io

import pytest

from councils.imports import ImportRefusedError, apply, plan, plan_register
from councils.models import Council
from tests.councils.register_files import (
    BARNSLEY,
    BRADFORD,
    CALDERDALE,
    as_csv,
    one,
    reasons,
    rows_of,
    snapshot,
)

pytestmark = pytest.mark.django_db


@pytest.mark.feature("ST10")
def test_an_upload_counts_new_changed_same_and_failed_and_a_bad_row_changes_nothing(register):
    before = snapshot()
    upload = as_csv(
        [
            one(CALDERDALE, population="1"),
            one(BRADFORD),
            one("E08000034", gss_code="E08000099", slug="newtown", name="Newtown"),
            one("E08000035", population="many"),
        ]
    )

    planned = plan(councils=io.BytesIO(upload))

    assert planned.counts == {"new": 1, "changed": 1, "the same": 1, "failed": 1}
    assert [(row.number, row.reasons) for row in planned.failed] == [
        (5, ["Population: “many” is not a whole number."])
    ]
    with pytest.raises(ImportRefusedError, match="row 5: Population"):
        apply(planned)
    assert snapshot() == before


def test_an_upload_leaves_no_mark_so_our_own_file_does_not_undo_it(register, curator):
    apply(plan(councils=as_csv([one(CALDERDALE, population="1")])), by=curator)

    apply(plan_register())

    assert Council.objects.get(gss_code=CALDERDALE).population == 1


def test_a_preview_that_is_out_of_date_is_not_carried_out(register):
    planned = plan(councils=as_csv([one(CALDERDALE, population="1")]))
    Council.objects.filter(gss_code=CALDERDALE).update(population=2)

    with pytest.raises(ImportRefusedError, match="changed since this preview"):
        apply(planned)

    assert Council.objects.get(gss_code=CALDERDALE).population == 2


@pytest.mark.feature("ST11")
def test_a_code_that_a_council_had_before_finds_it(register):
    planned = plan(councils=as_csv([one(BARNSLEY, gss_code="E08000016", former_codes="", population="5")]))
    apply(planned)

    assert planned.sections[0].changed[0].title == "Barnsley"
    assert Council.objects.get(gss_code=BARNSLEY).population == 5
    assert not Council.objects.filter(gss_code="E08000016").exists()


@pytest.mark.feature("ST11")
def test_a_council_that_gets_a_new_code_stays_the_same_council(register):
    pk = Council.objects.get(gss_code=CALDERDALE).pk

    apply(plan_register(councils=as_csv([one(CALDERDALE, gss_code="E08000098", former_codes=CALDERDALE)])))
    again = plan_register(councils=as_csv([one(CALDERDALE, gss_code="E08000098", former_codes=CALDERDALE)]))

    council = Council.objects.get(pk=pk)
    assert council.gss_code == "E08000098"
    assert [former.code for former in council.former_codes.all()] == [CALDERDALE]
    assert not again.sections[1].changed
    assert not again.sections[1].new


BAD = {
    "twice": ([{}, {}], "The row is there twice: row 2 speaks of the same one."),
    "type": ([{"type": "Borough"}], "Type: “Borough” is not one of"),
    "no name": ([{"name": " "}], "Short name: it is empty."),
    "code": ([{"gss_code": "08000033"}], "GSS code: Enter a GSS code"),
    "county": ([{"county_gss": "E10999999"}], "County: no council with the code “E10999999” is known."),
    "successor": (
        [{"successor_codes": "E06999999", "ended_on": "2020-01-01"}],
        "Replaced by: no council with the code “E06999999” is known.",
    ),
    "successor of a living council": (
        [{"successor_codes": BRADFORD}],
        "Replaced by: a council that still exists",
    ),
    "own heir": (
        [{"successor_codes": CALDERDALE, "ended_on": "2020-01-01"}],
        "Replaced by: a council cannot replace itself.",
    ),
    "date": ([{"started_on": "1 April 1974"}], "Began on: “1 April 1974” is not a date such as 2020-03-03."),
    "dates": ([{"ended_on": "1973-01-01"}], "Ended on: the council cannot end before it began."),
    "year": ([{"population_year": ""}], "Year of the population figure: it is empty"),
    "website": ([{"website": "javascript:alert(1)"}], "Website: Enter a valid URL."),
    "long": ([{"name": "x" * 121}], "Short name: Ensure this value has at most 120 characters (it has 121)."),
    "slug": ([{"slug": "bradford"}], "Address: “bradford” is another council's address."),
    "former code": (
        [{"former_codes": "E08000016"}],
        "Former GSS codes: “E08000016” is another council's GSS code.",
    ),
    "latitude": ([{"latitude": "NaN"}], "Latitude: “NaN” is not a number of degrees."),
}


def refused(planned):
    """Return what stands in the way, having tried to carry the plan out all the same."""
    with pytest.raises(ImportRefusedError, match="Nothing was imported"):
        apply(planned)
    return [*planned.problems, *reasons(planned)]


def test_a_bad_row_is_named_and_nothing_changes(register):
    before = snapshot()

    found = {
        name: refused(
            plan(councils=as_csv([one(CALDERDALE, population="7", **change) for change in changes]))
        )
        for name, (changes, _) in BAD.items()
    }

    said = {name: any(line.startswith(reason) for line in found[name]) for name, (_, reason) in BAD.items()}
    assert said == dict.fromkeys(BAD, True), found
    assert snapshot() == before


def without(column):
    return as_csv(
        [{name: cell for name, cell in row.items() if name != column} for row in rows_of()[:2]],
    )


BAD_FILES = {
    "missing column": (without("region"), "The column “region” is missing."),
    "unknown column": (
        as_csv([{**one(BRADFORD), "mayor": "x"}]),
        "This import does not know the column “mayor”.",
    ),
    "Latin-1": ("gss_code,name\nE08000032,Café\n".encode("latin-1"), "The file is not in UTF-8."),
    "UTF-16": (as_csv(rows_of()[:1]).decode().encode("utf-16"), "The file is not in UTF-8."),
    "NUL": (
        as_csv([one(BRADFORD, name="Brad\0ford")]),
        "Line 2 has a character that cannot be shown or stored.",
    ),
    "empty": (b"", "The file is empty."),
    "column twice": (b"gss_code,gss_code\nE08000032,E08000032\n", "There are two columns called “gss_code”."),
    "quote": (b'gss_code,name\nE08000032,"Brad\n', "cannot be read as CSV"),
    "not CSV at all": (b"PK\x03\x04\x14\x00\x06\x00", "cannot be shown or stored"),
}


def test_a_bad_file_is_refused_with_a_sentence(register):
    before = snapshot()

    found = {name: refused(plan(councils=content)) for name, (content, _) in BAD_FILES.items()}

    said = {name: any(message in line for line in found[name]) for name, (_, message) in BAD_FILES.items()}
    assert said == dict.fromkeys(BAD_FILES, True), found
    assert snapshot() == before


def test_a_byte_order_mark_and_extra_cells(register):
    content = b"\xef\xbb\xbf" + as_csv([one(CALDERDALE)])
    assert plan(councils=content).counts["the same"] == 1

    planned = plan(councils=content.rstrip(b"\n") + b",one too many\n")
    assert reasons(planned) == [
        "There are more cells than columns; the first one too many says “one too many”."
    ]
