"""The organisations and connections that our own files state: loaded once, and kept as staff have them."""

import pytest

from organisations.identifiers import SCHEMES
from organisations.imports import organisation_sheets
from organisations.imports.sheets import ConnectionSheet, OrganisationSheet
from organisations.models import Connection, Function, Organisation
from organisations.models.organisation import ALPHABET, SHORT_ID_LENGTH
from records.imports import apply, make_plan
from records.imports.tables import read_records
from records.models import Basis, RegisterVersion
from tests import factories

pytestmark = pytest.mark.django_db


def changed(plan):
    return {section.kind: section.counts for section in plan.sections if section.new or section.changed}


def test_loading_twice_changes_nothing(load):
    load()
    version = RegisterVersion.current().number

    assert changed(load()) == {}
    assert RegisterVersion.current().number == version


def test_our_files_load_onto_the_real_register(register):
    apply(make_plan(organisation_sheets))

    trust = Organisation.objects.get(name="Manor and Castle Development Trust")
    assert (trust.council.name, trust.founded_year, trust.state) == ("Sheffield", 1997, "published")
    assert trust.search_text.startswith(" manor and castle development trust ")
    assert {name.search_text for name in trust.other_names.all()} == {" manor and castle "}
    assert trust.history.get().history_change_reason == "Import"


def test_every_organisation_says_where_it_comes_from_and_claims_no_number(load):
    load()

    organisations = Organisation.objects.all()
    assert all(one.source and one.what_it_does for one in organisations)
    assert not any(one.identifiers.exists() or one.website or one.legal_form for one in organisations)
    assert [one.name for one in organisations.exclude(state="published")] == ["Age UK"]


def test_short_ids_are_of_our_alphabet(load):
    load()

    ids = Organisation.objects.values_list("short_id", flat=True)
    assert {len(short_id) for short_id in ids} == {SHORT_ID_LENGTH}
    assert set("".join(ids)) <= set(ALPHABET)


def test_a_function_that_no_source_names_is_our_reading(load):
    load()

    trust = Organisation.objects.get(name="Manor and Castle Development Trust")
    basis = dict(trust.functions.values_list("function", "basis"))
    assert basis.pop(Function.ASSET_HOLDER) == Basis.STATED
    assert set(basis.values()) == {Basis.OUR_READING}


def test_every_connection_has_a_source_and_says_no_more_than_it(load):
    load()

    connections = Connection.objects.with_ends()
    assert all(connection.source for connection in connections)
    assert not connections.filter(said_by="both").exists()
    assert {str(one) for one in connections.filter(said_by="first", kind="commissions")} == {
        f"{connections.get(from_council__gss_code='E08000004').first} commissions Action Together"
    }


def test_a_building_that_was_handed_over_is_no_connection(load):
    load()

    assert not Connection.objects.filter(from_organisation__council__gss_code="E08000034").exists()
    assert not Connection.objects.filter(from_council__gss_code="E08000034").exists()


def test_what_staff_changed_stays(load):
    load()
    nova = Organisation.objects.get(name="Nova")
    nova.what_it_does = "As staff put it."
    nova.save()

    assert changed(load()) == {}
    nova.refresh_from_db()
    assert nova.what_it_does == "As staff put it."


def test_what_staff_removed_stays_away(load):
    load()
    Connection.objects.filter(kind="partners").first().delete()

    plan = load()

    assert changed(plan) == {}
    assert Connection.objects.filter(kind="partners").count() == 4


# --- Sheets, row by row ------------------------------------------------------------


def import_rows(sheet, *records):
    """Import records as staff's file would be, and return the plan."""
    names = [column.name for column in sheet.columns]
    rows = [{name: record.get(name, "") for name in names} for record in records]
    plan = make_plan(lambda context: [sheet(read_records(rows, names), context, own=False)])
    return apply(plan) if plan.is_ready else plan


def reasons(plan):
    return [reason for row in plan.failed for reason in row.reasons]


def test_a_renamed_organisation_is_found_by_its_new_name_at_once():
    factories.OrganisationFactory(short_id="abc234", name="Old Name", source__key="the-source")

    import_rows(OrganisationSheet, {"short_id": "abc234", "name": "New Name", "source": "the-source"})

    assert Organisation.objects.get(short_id="abc234").search_text == " new name "


def test_nothing_is_published_without_a_source():
    plan = import_rows(
        OrganisationSheet, {"short_id": "abc234", "name": "Sourceless", "own_words": "We help."}
    )

    assert reasons(plan) == [
        "Source: say where this comes from before it is published.",
        "Source of its own words: it is empty. Say where the organisation said so.",
    ]
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("ends", "reason"),
    [
        ({"from_organisation": "aaa222"}, "Second end: give either a council or an organisation."),
        (
            {"from_organisation": "aaa222", "from_council": "E06000001", "to_organisation": "bbb222"},
            "First end: give either a council or an organisation.",
        ),
        (
            {"from_organisation": "aaa222", "to_organisation": "aaa222"},
            "A connection needs two different ends.",
        ),
        (
            {"from_council": "E06000001", "to_organisation": "aaa222", "from_year": 2020, "to_year": 2019},
            "Until: it cannot end before it begins.",
        ),
        (
            {"from_organisation": "aaa222", "to_organisation": "zzz999"},
            "Second end, an organisation: no organisation with the address “zzz999” is known.",
        ),
    ],
)
def test_a_connection_that_cannot_be_is_refused_with_its_reason(ends, reason):
    factories.CouncilFactory(gss_code="E06000001")
    factories.OrganisationFactory(short_id="aaa222")
    factories.OrganisationFactory(short_id="bbb222")

    plan = import_rows(ConnectionSheet, {"kind": "partners", **ends})

    assert reasons(plan) == [reason]
    assert not Connection.objects.exists()


def test_partners_are_the_same_connection_from_either_end():
    factories.OrganisationFactory(short_id="older2", name="Older")
    factories.OrganisationFactory(short_id="newer2", name="Newer")
    row = {"kind": "partners", "from_organisation": "newer2", "to_organisation": "older2", "said_by": "first"}

    import_rows(ConnectionSheet, row)
    again = import_rows(ConnectionSheet, row)

    connection = Connection.objects.get()
    assert (connection.first.name, connection.second.name) == ("Older", "Newer")
    assert connection.said_by == "second"
    assert again.counts["the same"] == 1


def test_every_register_of_numbers_accepts_what_it_says_they_look_like():
    assert all(scheme.accepts(scheme.looks_like) for scheme in SCHEMES.values())
