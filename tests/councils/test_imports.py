"""The register's import: planned first, all or nothing, kept to what staff curated since."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from councils.imports import DATA, ImportRefusedError, apply, plan, plan_register
from councils.models import Champion, Council, CouncilAlias, FormerCode, FormerSlug, Membership, Succession
from principles.models import LevelDescriptor, Statement
from records.models import ImportedRow, RegisterVersion, Source

pytestmark = pytest.mark.django_db


def rows_of(name="councils.csv"):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_csv(rows, columns=None):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def one(code, **changes):
    """Return our file's row of one council, changed."""
    return {**next(row for row in rows_of() if row["gss_code"] == code), **changes}


def reasons(planned):
    return [reason for row in planned.failed for reason in row.reasons]


def snapshot():
    """Return everything that an import could touch."""
    models = (
        Council,
        CouncilAlias,
        FormerCode,
        FormerSlug,
        Succession,
        Membership,
        Champion,
        Source,
        ImportedRow,
    )
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


BRADFORD, CALDERDALE, BARNSLEY = "E08000032", "E08000033", "E08000038"


# --- Our own files ------------------------------------------------------------------


def test_the_first_load_makes_everything_and_the_second_changes_nothing(db):
    first = apply(plan_register())
    version = RegisterVersion.current().number
    before, history = snapshot(), Council.history.count()

    second = plan_register()
    apply(second)

    assert first.counts["failed"] == 0
    assert [len(section.new) for section in first.sections[1:3]] == [367, 17]
    assert not second.has_changes
    assert second.counts == {"new": 0, "changed": 0, "the same": first.counts["new"], "failed": 0}
    assert snapshot() == before
    assert Council.history.count() == history == 367
    assert RegisterVersion.current().number == version


def test_planning_writes_nothing():
    planned = plan_register()

    assert planned.has_changes
    assert not Council.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.feature("ST10")
def test_a_newer_file_changes_only_what_it_changes_and_keeps_history(register, curator):
    rows = rows_of()
    for row in rows:
        if row["gss_code"] == CALDERDALE:
            row.update(population="999999", website="https://new.example.gov.uk")
    planned = plan_register(councils=as_csv(rows))

    changed = planned.sections[1].changed
    apply(planned, by=curator)

    assert [row.title for row in changed] == ["Calderdale"]
    assert [(change.label, change.new) for change in changed[0].changes] == [
        ("Population", "999999"),
        ("Website", "https://new.example.gov.uk"),
    ]
    council = Council.objects.get(gss_code=CALDERDALE)
    assert council.population == 999999
    latest, first = council.history.all()[:2]
    assert (latest.history_user, latest.history_change_reason) == (curator, "Import")
    assert first.population != latest.population


def test_what_staff_changed_since_is_kept_and_reported(register):
    Council.objects.filter(gss_code=CALDERDALE).update(website="https://curated.example.gov.uk")

    quiet = plan_register()
    rows = [
        {**row, "website": "https://file.example.gov.uk"} if row["gss_code"] == CALDERDALE else row
        for row in rows_of()
    ]
    loud = plan_register(councils=as_csv(rows))
    apply(loud)

    assert not quiet.has_changes
    assert not quiet.sections[1].kept
    assert [(row.title, row.kept[0].old, row.kept[0].new) for row in loud.sections[1].kept] == [
        ("Calderdale", "https://curated.example.gov.uk", "https://file.example.gov.uk")
    ]
    assert Council.objects.get(gss_code=CALDERDALE).website == "https://curated.example.gov.uk"


def test_what_staff_removed_or_ended_does_not_come_back(register):
    Champion.objects.all().delete()
    CouncilAlias.objects.filter(name="Bradford MDC").delete()
    Membership.objects.filter(council__slug="oldham").update(ended_on=timezone.localdate())
    LevelDescriptor.objects.filter(statement__key="6d").delete()

    again = plan_register()
    apply(again)

    assert not again.has_changes
    assert not Champion.objects.exists()
    assert not CouncilAlias.objects.filter(name="Bradford MDC").exists()
    assert Membership.objects.filter(council__slug="oldham").count() == 1
    assert not LevelDescriptor.objects.filter(statement__key="6d").exists()


def test_a_council_missing_from_the_file_is_left_alone(register):
    apply(plan_register(councils=as_csv([row for row in rows_of() if row["gss_code"] != CALDERDALE])))

    assert Council.objects.filter(gss_code=CALDERDALE).exists()


def test_a_council_that_ends_leaves_its_address_to_the_one_that_takes_it(register):
    ended = one(
        "E07000235", slug="malvern-hills-until-2028", ended_on="2028-04-01", successor_codes="E06000099"
    )
    heir = one(
        "E06000065",
        gss_code="E06000099",
        slug="malvern-hills",
        name="New Malvern",
        official_name="New Malvern Council",
        started_on="2028-04-01",
    )

    apply(plan_register(councils=as_csv([ended, heir])))

    old, new = Council.objects.get(gss_code="E07000235"), Council.objects.get(slug="malvern-hills")
    assert (old.slug, new.gss_code) == ("malvern-hills-until-2028", "E06000099")
    assert [slug.slug for slug in old.former_slugs.all()] == ["malvern-hills"]
    assert [link.on.isoformat() for link in old.succeeded_by.filter(successor=new)] == ["2028-04-01"]


# --- Uploads by staff ----------------------------------------------------------------


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


# --- The command -----------------------------------------------------------------------


def test_the_command_says_what_it_would_do_and_a_dry_run_does_not(capsys):
    call_command("import_register", dry_run=True)

    printed = capsys.readouterr().out
    assert "Councils: 367 new, 0 changed, 0 the same, 0 failed" in printed
    assert "This was a dry run: nothing was changed." in printed
    assert not Council.objects.exists()


def test_the_command_names_bad_rows_and_stops(tmp_path):
    file = tmp_path / "councils.csv"
    file.write_bytes(as_csv([one(CALDERDALE, type="Borough")]))

    with pytest.raises(CommandError, match="Councils, row 2: Type: “Borough” is not one of"):
        call_command("import_register", file=file)

    assert not Council.objects.exists()


def test_the_command_wants_a_file_that_is_there(tmp_path):
    with pytest.raises(CommandError, match="There is no file at"):
        call_command("import_register", file=tmp_path / "nothing.csv")


def test_a_used_question_set_is_left_as_it_is_by_an_import(register):
    statement = Statement.objects.get(key="1a")
    Statement.objects.filter(pk=statement.pk).update(text="As it was asked")
    statement.question_set.freeze()
    ImportedRow.objects.filter(kind="statements", key="1/1a").update(
        values={**ImportedRow.objects.get(kind="statements", key="1/1a").values, "text": "As it was asked"}
    )

    planned = plan_register()
    apply(planned)

    section = next(section for section in planned.sections if section.kind == "statements")
    assert [row.note for row in section.kept] == [
        "These questions have been used, so their wording stays. Make a new version instead."
    ]
    assert Statement.objects.get(key="1a").text == "As it was asked"
