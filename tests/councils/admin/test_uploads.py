"""Loading a file: looked at first, done whole or not at all."""

import csv
from io import BytesIO, StringIO

import pytest
from lxml import html

from councils.imports import DATA
from councils.models import Council, CouncilAlias, Membership
from records.models import RegisterVersion

LOAD = "/admin/councils/council/load/"
HEADINGS, *RECORDS = csv.reader(StringIO((DATA / "councils.csv").read_text(encoding="utf-8-sig")))


def file_of(*changes):
    """A file of the first councils of our own data; each change is (row, column, value)."""
    rows = [list(row) for row in RECORDS[:3]]
    for number, column, value in changes:
        rows[number][HEADINGS.index(column)] = value
    text = StringIO()
    csv.writer(text).writerows([HEADINGS, *rows])
    made = BytesIO(text.getvalue().encode())
    made.name = "councils.csv"
    return made


def words(response):
    return " ".join(html.fromstring(response.content.decode()).xpath("//main")[0].text_content().split())


def button(response):
    forms = html.fromstring(response.content.decode()).forms
    return next((dict(form.form_values()) for form in forms if "fingerprint" in form.fields), None)


@pytest.mark.feature("ST10")
def test_a_preview_counts_and_changes_nothing_until_it_is_confirmed(admin_pages, register, curator):
    before = RegisterVersion.current().number
    preview = admin_pages.post(LOAD, {"councils": file_of((1, "website", "https://example.org/new"))})

    assert "0 new, 1 changed, 2 the same, 0 failed." in words(preview)
    assert "https://example.org/new" in words(preview)
    assert RegisterVersion.current().number == before

    done = admin_pages.post(LOAD, button(preview), follow=True)

    council = Council.objects.get(gss_code=RECORDS[1][0])
    assert "Loaded: 0 new, 1 changed, 2 the same, 0 failed." in words(done)
    assert council.website == "https://example.org/new"
    assert council.history.first().history_user == curator


@pytest.mark.feature("ST10")
def test_one_bad_row_stops_the_file_and_is_named(admin_pages, register):
    changes = [(0, "website", "https://example.org/new"), (2, "population", "many")]
    preview = admin_pages.post(LOAD, {"councils": file_of(*changes)})

    assert "Councils, row 4: " in words(preview)
    assert "“many” is not a whole number" in words(preview)
    assert button(preview) is None
    assert not Council.objects.filter(website="https://example.org/new").exists()


@pytest.mark.feature("ST10")
def test_a_preview_that_is_out_of_date_is_shown_again(admin_pages, register):
    preview = admin_pages.post(LOAD, {"councils": file_of((1, "website", "https://example.org/new"))})
    Council.objects.get(gss_code=RECORDS[1][0]).save()
    council = Council.objects.get(gss_code=RECORDS[1][0])
    council.website = "https://example.org/meanwhile"
    council.save()

    again = admin_pages.post(LOAD, button(preview))

    assert "The register has changed since the preview." in again.content.decode()
    council.refresh_from_db()
    assert council.website == "https://example.org/meanwhile"


@pytest.mark.parametrize("spoil", [{"files": "forged"}, {"fingerprint": "other"}])
def test_a_forged_preview_loads_nothing(admin_pages, register, spoil):
    preview = admin_pages.post(LOAD, {"councils": file_of((1, "website", "https://example.org/new"))})

    admin_pages.post(LOAD, {**button(preview), **spoil})

    assert not Council.objects.filter(website="https://example.org/new").exists()


@pytest.mark.feature("ST11")
def test_members_are_found_by_other_names_and_unknown_ones_are_listed(admin_pages, register):
    council = Council.objects.exclude(pk__in=Membership.objects.values("council")).first()
    CouncilAlias.objects.create(council=council, name="Bestplace MDC")
    own = (DATA / "members.csv").read_text(encoding="utf-8-sig")
    headings = next(csv.reader(StringIO(own)))

    def load(name):
        row = {**dict.fromkeys(headings, ""), "name": name, "joined_on": "2026-03-03"}
        text = StringIO()
        csv.writer(text).writerows([headings, [row[heading] for heading in headings]])
        file = BytesIO(text.getvalue().encode())
        file.name = "members.csv"
        return admin_pages.post(LOAD, {"members": file})

    known, unknown = load("Bestplace MDC"), load("Nowhere MDC")

    assert "1 new, 0 changed, 0 the same, 0 failed." in words(known)
    assert "No council is called “Nowhere MDC”." in words(unknown)
    admin_pages.post(LOAD, button(known))
    assert council.memberships.open().exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a,a\n1,2\n", b"gss_code\n\x00\n", b'x,"\n'])
def test_a_file_that_cannot_be_read_is_answered_plainly(admin_pages, register, content):
    file = BytesIO(content)
    file.name = "councils.csv"
    before = RegisterVersion.current().number

    response = admin_pages.post(LOAD, {"councils": file})

    assert response.status_code == 200
    assert button(response) is None
    assert RegisterVersion.current().number == before


def test_no_file_is_asked_for(admin_pages):
    assert "Choose a file." in words(admin_pages.post(LOAD, {}))


@pytest.mark.parametrize("who", ["bare_staff", "reviewer"])
def test_only_those_who_keep_councils_load_files(sign_in, request, who):
    response = sign_in(request.getfixturevalue(who)).post(LOAD, {"councils": file_of()})

    assert response.status_code == 403
    assert not Council.objects.exists()
