"""Loading organisations from a file: found, never guessed; looked at first; done whole or not at all."""

import csv
from io import BytesIO, StringIO

import pytest

from organisations.identifiers import SCHEMES
from organisations.imports import plan_organisations
from organisations.models import Identifier, Organisation
from records.imports import apply
from tests import factories
from tests.councils.admin.test_uploads import button, words

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
LOAD = "/admin/organisations/organisation/load/"


def file_of(*rows):
    """A CSV file with these rows; each is a dictionary of the columns it fills."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = StringIO()
    writer = csv.DictWriter(text, names)
    writer.writeheader()
    writer.writerows(rows)
    made = BytesIO(text.getvalue().encode())
    made.name = "organisations.csv"
    return made


def load(*rows):
    """Plan and carry out, or return what stands in the way."""
    plan = plan_organisations(file_of(*rows).getvalue())
    return apply(plan) if plan.is_ready else [reason for row in plan.failed for reason in row.reasons]


@pytest.fixture
def council(db):
    return factories.CouncilFactory(name="Ambleford", gss_code="E06000099")


@pytest.fixture
def hall(council):
    one = factories.OrganisationFactory(
        short_id="abc234", name="St Mary’s Hall", council=council, source__key="gazette"
    )
    factories.IdentifierFactory(organisation=one, value="1112345")
    return one


@pytest.mark.feature("ST10")
@pytest.mark.feature("ST11")
def test_a_file_is_previewed_finds_councils_by_name_and_makes_drafts(admin_pages, council):
    factories.SourceFactory(key="gazette")
    given = {
        "name": "Brook House", "council": "Ambleford Council", "org_ids": "GB-CHC-1112345; gb-coh-123 4567",
        "functions": "Runs services; connector", "other_names": "The Brook", "postcode": "HX1 1TS",
        "website": "https://brook.example", "legal_form": "Charitable company", "source": "gazette",
        "place": "North End", "what_it_does": "Helps neighbours.", "founded_year": "1997",
    }  # fmt: skip
    preview = admin_pages.post(LOAD, {"organisations": file_of(given)})

    assert "1 new, 0 changed, 0 the same, 0 failed." in words(preview)
    assert not Organisation.objects.exists()
    done = admin_pages.post(LOAD, button(preview), follow=True)

    assert "Loaded: 1 new" in words(done)
    one = Organisation.objects.get()
    assert (one.council, one.place, one.legal_form, one.founded_year) == (
        council, "North End", "charitable-company", 1997,
    )  # fmt: skip
    assert not one.is_public
    assert len(one.short_id) == 6
    assert one.search_text == " brook house north end helps neighbours "
    assert [number.org_id for number in one.identifiers.all()] == ["GB-CHC-1112345", "GB-COH-01234567"]
    assert {row.function for row in one.functions.all()} == {"provider", "connector"}
    assert one.other_names.get().search_text == " the brook "
    assert one.history.get().history_change_reason == "Import"


@pytest.mark.feature("ST10")
def test_loading_the_same_file_again_changes_nothing(council):
    row = {
        "name": "Brook House",
        "council": "Ambleford",
        "functions": "provider",
        "org_ids": "GB-CHC-1112345",
    }
    load(row)

    assert load(row).counts == {"new": 0, "changed": 0, "the same": 1, "failed": 0}


# --- Which one is meant --------------------------------------------------------------------------


@pytest.mark.feature("ST11")
@pytest.mark.parametrize(
    "row",
    [
        {"short_id": "ABC234", "name": "Renamed"},
        {"org_ids": "GB-CHC-1112345", "name": "Renamed"},
        {"org_ids": "GB-COH-01234567;GB-CHC-1112345", "name": "Renamed"},
        {"council": "Ambleford", "name": "ST. MARYS HALL"},
        {"council": "E06000099", "name": "St Mary's Hall"},
    ],
)
def test_an_organisation_is_found_by_address_number_or_name_with_council(hall, row):
    load({**row, "place": "North End"})

    one = Organisation.objects.get()
    assert (one.pk, one.short_id, one.place) == (hall.pk, "abc234", "North End")
    assert one.name == row["name"]
    assert one.is_public


@pytest.mark.feature("ST11")
@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"short_id": "zzz999"}, "Address: no organisation has the address “zzz999”."),
        ({"council": "Nowhere"}, "Council: No council is called “Nowhere”."),
        ({"name": "st marys hall"}, "Name: it may be one that is here already: St Mary’s Hall (abc234)."),
        ({"org_ids": "GB-CHC-12"}, "Numbers in registers: “12” cannot be a charity number"),
        ({"org_ids": "XX-1"}, "Numbers in registers: “XX-1” does not begin with a list we know"),
        ({"org_ids": "GB-CHC-1112345;GB-CHC-1112346"}, "they belong to more than one: St Mary’s Hall"),
        (
            {"short_id": "def234", "org_ids": "GB-CHC-1112345"},
            "one of them belongs to St Mary’s Hall",
        ),
        ({"functions": "boss"}, "What it is there for: “boss” is not one of"),
        ({"legal_form": "gang"}, "Legal form: “gang” is not one of"),
        ({"postcode": "me999dp"}, "Postcode: Enter a full postcode, such as HX1 1TS."),
        ({"website": "brook"}, "Website: Enter a valid URL."),
        ({"name": "", "place": "North End"}, "Name: it is empty."),
        ({"name": "x" * 201}, "Name: Ensure this value has at most 200 characters"),
        ({"other_names": "x" * 201}, "is longer than 200 letters"),
        ({"source": "nothing"}, "Source: no source “nothing” is known."),
        ({"short_id": "abc234", "source": ""}, "Source: it is published, so it needs one."),
    ],
)
def test_a_row_that_cannot_be_is_named_and_changes_nothing(hall, row, reason):
    other = factories.OrganisationFactory(short_id="def234", name="Other")
    factories.IdentifierFactory(organisation=other, value="1112346")

    good = dict.fromkeys(row, "") | {"name": "Good one", "source": "gazette"}

    reasons = load(good, {"name": "New", **row})

    assert any(reason in one for one in reasons), reasons
    assert Organisation.objects.count() == 2


def test_one_name_in_another_council_is_another_organisation(hall):
    factories.CouncilFactory(name="Brackwell")

    load({"name": "St Mary’s Hall", "council": "Brackwell"})

    assert Organisation.objects.filter(name="St Mary’s Hall").count() == 2


def test_a_row_without_its_council_on_record_is_never_guessed(council):
    factories.OrganisationFactory(name="Brook House", short_id="abc234", council=None)

    (reason,) = load({"name": "Brook House", "council": "Ambleford"})

    assert "it may be one that is here already: Brook House (abc234)" in reason


def test_one_new_organisation_twice_in_a_file_is_refused(council):
    row = {"name": "Brook House", "council": "Ambleford"}
    assert load(row, {**row, "name": "BROOK HOUSE"}) == [
        "The row is there twice: row 2 speaks of the same one."
    ]
    reasons = load({"name": "A", "org_ids": "GB-CHC-1112345"}, {"name": "B", "org_ids": "GB-CHC-1112345"})
    assert reasons == ["Numbers in registers: GB-CHC-1112345 is in row 2 too."]


def test_a_double_stands_for_the_one_that_was_kept(hall):
    double = factories.OrganisationFactory(short_id="dbl222", merged_into=hall)
    factories.OrganisationNameFactory(organisation=double, name="Hall of St Mary")

    load({"short_id": "dbl222", "name": "St Mary’s Hall", "place": "North End"})

    hall.refresh_from_db()
    assert hall.place == "North End"


def test_lists_grow_and_columns_that_are_left_out_stay(hall):
    factories.FunctionFactory(organisation=hall, function="connector")

    load({"short_id": "abc234", "name": "St Mary’s Hall", "functions": "provider", "org_ids": ""})

    assert {row.function for row in hall.functions.all()} == {"connector", "provider"}
    assert hall.identifiers.count() == 1
    hall.refresh_from_db()
    assert hall.source is not None


# --- Hostile and real files ------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"", b"name\n", b"\xff\xfe", b'name\n"a', b"name,state\nA,published\n"])
def test_a_broken_file_says_what_is_wrong(admin_pages, content):
    broken = BytesIO(content)
    broken.name = "organisations.csv"

    answer = admin_pages.post(LOAD, {"organisations": broken})

    assert answer.status_code == 200
    assert button(answer) is None
    assert not Organisation.objects.exists()


def test_only_curators_load_files(sign_in, reviewer, bare_staff):
    assert sign_in(reviewer).get(LOAD).status_code == 403
    assert sign_in(bare_staff).get(LOAD).status_code == 403


def test_real_names_and_numbers_are_taken_as_they_are_or_refused_in_words(real_data):
    """The real list of community businesses: its own importer is another job, but nothing may break here."""
    with (real_data / "community_businesses.csv").open(encoding="utf-8", newline="") as file:
        given = list(csv.DictReader(file))
    rows = []
    for row in given:
        numbers = (("GB-COH", row["company_number"]), ("GB-CHC", row["charity_number"]))
        org_ids = ";".join(f"{scheme}-{number}" for scheme, number in numbers if number)
        rows.append({"name": row["name"], "org_ids": org_ids, "place": row["locality"]})

    plan = plan_organisations(file_of(*rows).getvalue())

    assert len(plan.sections[0].rows) == len(given) > 400
    assert {str(row.outcome) for row in plan.sections[0].rows} <= {"new", "failed"}
    assert all(row.reasons for row in plan.failed)
    good = [row for row, planned in zip(rows, plan.sections[0].rows, strict=True) if not planned.failed]
    assert len(good) > 0.9 * len(rows)
    apply(plan_organisations(file_of(*good).getvalue()))
    assert Organisation.objects.count() == len(good)
    assert set(Identifier.objects.values_list("scheme", flat=True)) <= set(SCHEMES)
    again = plan_organisations(file_of(*[row for row in good if row["org_ids"]]).getvalue())
    assert {str(row.outcome) for row in again.sections[0].rows} == {"the same"}
