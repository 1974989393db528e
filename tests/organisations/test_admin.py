"""How staff keep organisations: complete before public, connections from both ends, lists."""

import datetime

import pytest
from django.utils import timezone
from lxml import html

from organisations.gaps import GAPS, gaps_of, with_gaps
from organisations.models import Connection, Organisation
from tests import factories
from tests.councils.admin.conftest import errors
from tests.councils.admin.test_uploads import words
from tests.organisations.pages import LIST, complete, named, page_of

pytestmark = pytest.mark.django_db


# What a new row of connections holds before anybody fills it in.
LINK = {"kind": "partners", "said_by": "first", "basis": "stated"}


@pytest.fixture
def add(admin_pages):
    """Return a function that sends a page with a row that its script would have added."""

    def send(address, part, **cells):
        shown = html.fromstring(admin_pages.get(address).content.decode())
        form = next(form for form in shown.forms if form.get("id", "").endswith("_form"))
        values = dict(form.form_values())
        number = int(values[f"{part}-TOTAL_FORMS"])
        row = {f"{part}-{number}-{name}": value for name, value in cells.items()}
        return admin_pages.post(
            address, {**values, **row, f"{part}-TOTAL_FORMS": number + 1, "_save": "Save"}
        )

    return send


def test_a_draft_is_published_only_with_its_source_and_nothing_typed_is_lost(save, draft):
    refused = save(page_of(draft), state="published", place="North End")

    assert errors(refused) == ["Say where this comes from before you publish it."]
    assert 'value="North End"' in refused.content.decode()
    draft.source = factories.SourceFactory()
    draft.save()
    assert save(page_of(draft), state="published").status_code == 302
    draft.refresh_from_db()
    assert draft.is_public


@pytest.mark.feature("ST26")
def test_only_what_the_public_sees_has_a_button_to_its_public_page(admin_pages, draft):
    assert b"View on site" not in admin_pages.get(page_of(draft)).content
    draft.source, draft.state = factories.SourceFactory(), Organisation.State.PUBLISHED
    draft.save()
    assert b"View on site" in admin_pages.get(page_of(draft)).content


def test_a_page_with_hundreds_of_connections_can_be_saved(admin_pages, draft):
    """Each has eleven fields, and Django by itself takes a thousand."""
    shown = html.fromstring(admin_pages.get(page_of(draft)).content.decode())
    values = dict(next(form for form in shown.forms if form.get("id") == "organisation_form").form_values())
    many = {
        f"connections_out-{number}-{name}": "" for number in range(300) for name in ("about", *"abcdefghij")
    }

    assert admin_pages.post(page_of(draft), {**values, **many, "name": "Brook"}).status_code == 302


def test_its_own_words_need_a_source(save, draft):
    assert errors(save(page_of(draft), own_words="We help.")) == ["Say where the organisation said so."]


def test_a_number_is_put_in_its_one_form_or_refused_in_words(add, draft):
    refused = add(page_of(draft), "identifiers", scheme="GB-COH", value="12x")
    assert errors(refused) == ["“12X” cannot be a company number: those look like 01234567."]

    assert add(page_of(draft), "identifiers", scheme="GB-COH", value=" 123 4567").status_code == 302
    assert draft.identifiers.get().org_id == "GB-COH-01234567"

    other = factories.OrganisationFactory()
    taken = add(page_of(other), "identifiers", scheme="GB-COH", value="01234567")
    assert errors(taken) == ["Another organisation has this number already. Are they the same?"]


@pytest.mark.feature("PU23")
@pytest.mark.parametrize("older_first", [True, False])
def test_a_partner_added_on_either_page_stands_on_both_once(add, admin_pages, older_first):
    """Between equals the older row stands first, whichever page it was entered on."""
    old, new = factories.OrganisationFactory(name="Old"), factories.OrganisationFactory(name="New")
    here, there = (old, new) if older_first else (new, old)

    sent = add(page_of(here), "connections_out", to_organisation=there.pk, **LINK)

    assert sent.status_code == 302
    connection = Connection.objects.get()
    assert (connection.first, connection.second) == (old, new)
    assert connection.said_by == ("first" if older_first else "second")
    again = add(page_of(there), "connections_out", to_organisation=here.pk, **LINK)
    assert errors(again) == ["This connection is on record already."]
    assert Connection.objects.count() == 1


@pytest.mark.feature("PU23")
def test_a_connection_entered_twice_on_one_page_is_one(admin_pages, draft):
    other = factories.OrganisationFactory()
    shown = html.fromstring(admin_pages.get(page_of(draft)).content.decode())
    values = dict(next(form for form in shown.forms if form.get("id") == "organisation_form").form_values())
    for number in (0, 1):
        row = {**LINK, "to_organisation": other.pk}
        values |= {f"connections_out-{number}-{name}": value for name, value in row.items()}
    values["connections_out-TOTAL_FORMS"] = 2

    assert admin_pages.post(page_of(draft), {**values, "_save": "Save"}).status_code == 302
    assert Connection.objects.count() == 1


@pytest.mark.parametrize("kind", ["partners", "refers"])
def test_connections_have_a_page_of_their_own_with_the_same_rules(admin_pages, save, kind):
    one, two = factories.OrganisationFactory(), factories.OrganisationFactory()
    page = "/admin/organisations/connection/add/"
    ends = {"kind": kind, "from_organisation": str(two.pk), "to_organisation": str(one.pk)}
    form = {**LINK, **ends}

    assert admin_pages.post(page, form).status_code == 302
    assert errors(admin_pages.post(page, form)) == ["This connection is on record already."]
    loop = {**form, "to_organisation": str(two.pk)}
    assert errors(admin_pages.post(page, loop)) == ["A connection needs two different ends."]
    assert "For the second end choose" in errors(admin_pages.post(page, {**form, "to_organisation": ""}))[0]
    assert two.name in words(admin_pages.get("/admin/organisations/connection/"))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({}, "For the second end choose either a council or an organisation."),
        ({"to_organisation": "self"}, "A connection needs two different ends."),
        ({"to_council": "one", "from_year": "2020", "to_year": "2019"}, "It cannot end before it begins."),
    ],
)
def test_a_connection_that_cannot_be_is_refused_in_words(add, draft, cells, reason):
    known = {"self": draft.pk, "one": factories.CouncilFactory().pk}
    cells = {name: known.get(value, value) for name, value in cells.items()}

    assert reason in errors(add(page_of(draft), "connections_out", **LINK, **cells))


@pytest.mark.feature("ST26")
def test_a_draft_leads_to_its_preview_and_a_public_one_to_its_page(admin_pages, draft):
    assert "/preview/organisations/" in admin_pages.get(page_of(draft)).content.decode()
    public = factories.OrganisationFactory()
    assert f'href="{public.get_absolute_url()}"' in admin_pages.get(page_of(public)).content.decode()
    assert admin_pages.get(f"{LIST}add/").status_code == 200


# --- The list ------------------------------------------------------------------------------------


@pytest.mark.feature("ST6")
@pytest.mark.feature("ST30")
def test_the_list_opens_on_what_needs_work_and_says_what_is_missing(admin_pages, draft):
    complete(name="Complete")
    factories.OrganisationFactory(name="Bare")
    complete(name="Old", confirmed_on=datetime.date(2020, 1, 1))
    complete(name="Double", merged_into=draft)

    page = admin_pages.get(LIST)

    assert named(page) == ["Bare", "Brook House", "Old"]
    assert "what it does, council, functions, number, website, connections, check" in words(page)
    for state, expected in (
        ("draft", ["Brook House"]),
        ("bare", ["Bare"]),
        ("old", ["Bare", "Old"]),
        ("published", ["Bare", "Complete", "Old"]),
        ("doubles", ["Double"]),
        ("all", ["Bare", "Brook House", "Complete", "Double", "Old"]),
    ):
        assert named(admin_pages.get(LIST, {"state": state})) == expected, state
    assert named(admin_pages.get(LIST, {"missing": "website"})) == ["Bare", "Brook House"]
    assert named(admin_pages.get(LIST, {"q": "complete"})) == ["Complete"]


@pytest.mark.feature("ST30")
def test_gaps_say_in_words_what_is_missing(db):
    assert gaps_of(with_gaps(Organisation.objects.filter(pk=complete().pk)).get()) == []
    bare = factories.OrganisationFactory(source=None, state="draft")
    assert gaps_of(with_gaps(Organisation.objects.filter(pk=bare.pk)).get()) == [
        gap.words for gap in GAPS if gap.since is None
    ]


@pytest.mark.feature("ST6")
def test_filters_work_together(admin_pages):
    complete(name="Here", council__region="london")
    other = complete(name="There")
    other.functions.all().delete()
    factories.FunctionFactory(organisation=other, function="employer")

    query = {"state": "all", "functions__function__exact": "connector", "council__region__exact": "london"}

    assert "Here" in named(admin_pages.get(LIST, {"state": "all", "functions__function__exact": "connector"}))
    assert "There" not in named(admin_pages.get(LIST, query))


@pytest.mark.feature("ST12")
def test_the_download_has_the_rows_of_the_list(admin_pages, draft):
    factories.OrganisationFactory(name="=Bare")
    complete(name="Complete")

    text = admin_pages.get(f"{LIST}export/").content.decode()

    assert "Complete" not in text
    assert "'=Bare" in text
    assert "Brook House" in text


@pytest.mark.feature("ST9")
def test_marking_as_checked_shows_the_rows_first(admin_pages):
    one = factories.OrganisationFactory(name="Brook House")
    service = factories.ServiceFactory(organisation=one)
    connection = factories.ConnectionFactory(to_organisation=one)
    form = {"action": "mark_checked", "_selected_action": [one.pk]}

    preview = admin_pages.post(LIST, form)
    one.refresh_from_db()
    assert "Brook House" in words(preview)
    assert one.confirmed_on is None

    admin_pages.post(LIST, {**form, "confirmed": "yes"})
    for fact in (one, service, connection):
        fact.refresh_from_db()
        assert (fact.confirmed_on, fact.confirmed_by_role) == (timezone.localdate(), "Locality")
    assert one.history.first().history_user.name == "Curator Crabtree"


@pytest.mark.parametrize("count", [1, 40])
def test_the_list_asks_no_more_for_many(admin_pages, django_assert_max_num_queries, count):
    for _ in range(count):
        factories.OrganisationFactory(council=factories.CouncilFactory())
    with django_assert_max_num_queries(10):
        admin_pages.get(LIST, {"state": "all"})
