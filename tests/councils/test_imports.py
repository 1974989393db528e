"""Loading our own files: planned first, all or nothing, and what staff curated since is kept."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from councils.imports import apply, plan_register
from councils.models import Champion, Council, CouncilAlias, Membership
from principles.models import LevelDescriptor, Statement
from records.models import ImportedRow, RegisterVersion, Source
from tests.councils.register_files import CALDERDALE, as_csv, one, rows_of, snapshot

pytestmark = pytest.mark.django_db


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
