"""Lists: filters, search, downloads, actions with a preview, and a fixed number of queries."""

import csv
import datetime
from io import StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from councils.models import CouncilType, Membership, Region
from tests import factories

COUNCILS, MEMBERSHIPS = "/admin/councils/council/", "/admin/councils/membership/"
LISTS = [
    COUNCILS,
    MEMBERSHIPS,
    "/admin/councils/endorsement/",
    "/admin/councils/champion/",
    "/admin/councils/communityconversation/",
    "/admin/councils/councilrole/",
    "/admin/councils/pause/",
    "/admin/accounts/user/",
    "/admin/records/source/",
    "/admin/records/publicname/",
    "/admin/records/linkcheck/",
    "/admin/principles/principle/",
    "/admin/principles/questionset/",
    "/admin/principles/statement/",
]


def names(response):
    return [
        row.council.name if hasattr(row, "council") else row.name
        for row in response.context["cl"].result_list
    ]


def rows_of(response):
    return list(csv.reader(StringIO(response.content.decode().removeprefix("\ufeff"))))


def member(name, **council):
    """A member with nothing missing."""
    made = factories.CouncilFactory(name=name, **council)
    today = timezone.localdate()
    membership = factories.MembershipFactory(council=made, confirmed_on=today)
    factories.EndorsementFactory(membership=membership, confirmed_on=today)
    for slot in ("councillor", "officer"):
        factories.ChampionFactory(council=made, slot=slot, confirmed_on=today)
    factories.CommunityConversationFactory(membership=membership, confirmed_on=today)
    return membership


@pytest.fixture
def network(db):
    """Two members, one with gaps; one that left; one that never joined; one that has ended."""
    member("Ashby", region=Region.LONDON, type=CouncilType.LONDON_BOROUGH)
    bare = factories.CouncilFactory(name="Birley", region=Region.LONDON)
    factories.MembershipFactory(
        council=bare, confirmed_on=timezone.localdate() - datetime.timedelta(days=200)
    )
    left = factories.CouncilFactory(name="Corby")
    factories.MembershipFactory(council=left, ended_on=datetime.date(2024, 1, 1))
    factories.CouncilFactory(name="Denby")
    factories.CouncilFactory(name="Easby", ended_on=datetime.date(2023, 4, 1))


@pytest.mark.feature("ST6")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Ashby", "Birley"]),
        ("status=left", ["Corby"]),
        ("status=never", ["Denby"]),
        ("status=former", ["Easby"]),
        ("status=all", ["Ashby", "Birley", "Corby", "Denby", "Easby"]),
        ("gaps=yes", ["Birley"]),
        ("gaps=no", ["Ashby"]),
        ("gaps=link", ["Birley"]),
        ("type__exact=LBO", ["Ashby"]),
        ("region__exact=london&gaps=yes", ["Birley"]),
        ("region__exact=london&gaps=yes&type__exact=LBO", []),
        ("q=Denby", ["Denby"]),
    ],
)
def test_councils_are_filtered_and_filters_combine(admin_pages, network, query, found):
    assert names(admin_pages.get(f"{COUNCILS}?{query}")) == found


@pytest.mark.feature("ST6")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Ashby", "Birley"]),
        ("status=ended", ["Corby"]),
        ("status=all", ["Ashby", "Birley", "Corby"]),
        ("checked=6", ["Birley"]),
        ("checked=12", []),
        ("checked=never&status=all", ["Corby"]),
        ("gaps=councillor", ["Birley"]),
        ("gaps=checked", []),
        ("council__region__exact=london&gaps=yes", ["Birley"]),
    ],
)
def test_memberships_are_filtered_and_filters_combine(admin_pages, network, query, found):
    assert names(admin_pages.get(f"{MEMBERSHIPS}?{query}")) == found


@pytest.mark.feature("ST6")
def test_filters_survive_opening_a_record(admin_pages, network):
    membership = Membership.objects.get(council__name="Birley")
    shown = admin_pages.get(f"{MEMBERSHIPS}?gaps=yes&checked=6").content.decode()
    link = f"{MEMBERSHIPS}{membership.pk}/change/?_changelist_filters=gaps%3Dyes%26checked%3D6"

    assert link in shown
    opened = admin_pages.get(link).content.decode()
    assert "gaps%3Dyes%26checked%3D6" in opened


@pytest.mark.feature("ST30")
def test_what_is_missing_is_said_in_words_to_staff_alone(admin_pages, client, network):
    membership = Membership.objects.get(council__name="Birley")
    page = admin_pages.get(f"{MEMBERSHIPS}{membership.pk}/change/").content.decode()

    assert "link to the endorsement" in page
    assert "champion councillor, senior officer champion" in page
    assert client.get(MEMBERSHIPS).status_code == 302
    assert (
        "senior officer champion, community conversation"
        not in client.get("/councils/birley/").content.decode()
    )


@pytest.mark.parametrize("term", ["Zoë", "E08000099", "Newton MDC"])
def test_search_knows_other_names_and_former_codes(admin_pages, db, term):
    council = factories.CouncilFactory(name="Zoë")
    council.aliases.create(name="Newton MDC")
    council.former_codes.create(code="E08000099")
    factories.CouncilFactory(name="Denby")

    assert names(admin_pages.get(COUNCILS, {"q": term})) == ["Zoë"]


@pytest.mark.feature("ST12")
@pytest.mark.parametrize("query", ["", "status=all", "gaps=yes", "q=Denby", "region__exact=london"])
def test_a_download_has_the_rows_of_the_list(admin_pages, network, query):
    listed = admin_pages.get(f"{COUNCILS}?{query}")
    file = rows_of(admin_pages.get(f"{COUNCILS}export/?{query}"))

    assert len(file) - 1 == listed.context["cl"].result_count
    assert [row[2] for row in file[1:]] == names(listed)


@pytest.mark.feature("ST12")
def test_a_download_is_not_cut_off_at_a_page_and_runs_nothing(admin_pages, superuser):
    factories.SourceFactory.create_batch(60)
    factories.SourceFactory(title="=HYPERLINK(1)", publisher="@home")

    file = rows_of(admin_pages.get("/admin/records/source/export/"))

    assert len(file) == 62
    assert file[1][1:3] == ["'=HYPERLINK(1)", "'@home"]


@pytest.mark.feature("ST9")
def test_an_action_shows_its_records_before_anything_happens(admin_pages, network, curator):
    membership = Membership.objects.get(council__name="Birley")
    chosen = {"action": "mark_checked", "_selected_action": [membership.pk]}
    before = membership.confirmed_on

    preview = admin_pages.post(MEMBERSHIPS, chosen)
    membership.refresh_from_db()

    assert "Birley, since March 2020" in preview.content.decode()
    assert "Nothing has happened yet." in preview.content.decode()
    assert membership.confirmed_on == before

    done = admin_pages.post(MEMBERSHIPS, {**chosen, "confirmed": "yes"}, follow=True)
    membership.refresh_from_db()

    assert "Marked as checked today: 1." in done.content.decode()
    assert membership.confirmed_on == timezone.localdate()
    assert membership.history.first().history_user == curator


@pytest.mark.feature("ST9")
def test_ending_memberships_asks_for_the_day(admin_pages, network):
    membership = Membership.objects.get(council__name="Ashby")
    chosen = {"action": "end_chosen", "_selected_action": [membership.pk], "confirmed": "yes"}

    asked = admin_pages.post(MEMBERSHIPS, chosen)
    too_early = admin_pages.post(MEMBERSHIPS, {**chosen, "ended_on": "01/01/2019"}, follow=True)
    done = admin_pages.post(MEMBERSHIPS, {**chosen, "ended_on": "31/10/2026"}, follow=True)

    assert "Enter the day they left." in asked.content.decode()
    assert "Nothing was changed. Ashby joined after that day." in too_early.content.decode()
    assert "Memberships ended: 1." in done.content.decode()
    membership.refresh_from_db()
    assert membership.ended_on == datetime.date(2026, 10, 31)


@pytest.mark.feature("ST9")
def test_chosen_rows_are_downloaded_after_a_preview(admin_pages, network):
    chosen = Membership.objects.filter(council__name__in=["Ashby", "Birley"])
    data = {"action": "download_chosen", "_selected_action": [row.pk for row in chosen]}

    assert admin_pages.post(MEMBERSHIPS, data)["Content-Type"].startswith("text/html")
    assert len(rows_of(admin_pages.post(MEMBERSHIPS, {**data, "confirmed": "yes"}))) == 3


def test_nobody_acts_on_what_they_may_not_change(sign_in, reviewer, network):
    data = {"action": "mark_checked", "_selected_action": [Membership.objects.first().pk], "confirmed": "yes"}

    assert sign_in(reviewer).post(MEMBERSHIPS, data).status_code == 403


def fill(count):
    for number in range(count):
        membership = member(f"Council {number} of {count}")
        factories.CouncilRoleFactory(council=membership.council)
        factories.PublicNameFactory()
        factories.dead_link(factories.SourceFactory().url)
        factories.PauseFactory(councils=[membership.council])


def costs(browser):
    """Return how many queries each list takes, by its address."""
    counts = {}
    for address in LISTS:
        with CaptureQueriesContext(connection) as queries:
            every = f"{address}?status=all" if address in (COUNCILS, MEMBERSHIPS) else address
            assert browser.get(every).status_code == 200
        counts[address] = len(queries)
    return counts


def test_no_list_asks_more_for_more_rows(sign_in, superuser):
    """30 rows cost what 3 cost, and never more than 10 queries."""
    browser = sign_in(superuser)
    factories.QuestionSetFactory()
    fill(3)
    few = costs(browser)
    fill(27)

    assert costs(browser) == few
    assert {address: count for address, count in few.items() if count > 10} == {}
