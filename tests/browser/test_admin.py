"""The admin in a browser: accessible, fitting, nothing refused by the policy, and usable by keyboard."""

import re

import pytest
from django.urls import reverse

from councils.actions import champion_now
from councils.imports import DATA
from councils.models import Council, Membership
from principles.models import Principle, QuestionSet, Statement
from records.models import Source
from tests import factories
from tests.browser.site import PHONE, WIDE, check_all

LISTS = (
    "councils/council",
    "councils/membership",
    "councils/endorsement",
    "councils/champion",
    "councils/communityconversation",
    "councils/councilrole",
    "councils/pause",
    "accounts/user",
    "accounts/message",
    "records/source",
    "records/publicname",
    "records/linkcheck",
    "principles/principle",
    "principles/questionset",
    "principles/statement",
    "principles/statementlink",
)
# Those of which staff make new rows.
ADDED = (
    "councils/council",
    "councils/membership",
    "councils/champion",
    "councils/pause",
    "accounts/user",
    "records/source",
    "principles/statementlink",
)


@pytest.fixture(autouse=True)
def _register(transactional_db, register):
    pass


def page_of(row, page="change"):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def pages():
    """Every kind of page, with something on it."""
    membership = Membership.objects.get(council__name="East Sussex")
    membership.joined_note = "From the announcement."
    membership.save()
    unused = factories.SourceFactory()
    factories.CouncilFactory(name="Newshire", latitude=54, longitude=-2)  # not on the map yet
    calderdale = Council.objects.get(slug="calderdale")
    role = factories.CouncilRoleFactory(council=calderdale)
    first = membership.history.last()
    factories.SavedViewFactory(shared=True)
    link = factories.dead_link(unused.url)
    pause = factories.PauseFactory(councils=[calderdale, membership.council])
    return [
        "/admin/",
        *(f"/admin/{name}/" for name in LISTS),
        "/admin/councils/council/?status=all&q=no+such+council",
        "/admin/councils/membership/?gaps=yes",
        "/admin/councils/membership/views/?gaps=yes",
        *(f"/admin/{name}/add/" for name in ADDED),
        *(page_of(row) for row in (membership, calderdale, membership.council, membership.endorsement)),
        *(page_of(row) for row in (role.user, role, unused, link, Principle.objects.first())),
        *(page_of(row) for row in (QuestionSet.objects.first(), Statement.objects.first(), pause)),
        *(page_of(row, "history") for row in (membership, calderdale, unused, role.user)),
        page_of(role.user, "their_data"),
        *question_pages(),
        f"{page_of(membership, 'history')}{first.pk}/",
        page_of(unused, "delete"),
        page_of(Source.objects.filter(key="lgiu-2020").first() or membership.source, "delete"),
        "/admin/councils/council/load/",
        "/admin/councils/council/map/",
    ]


def question_pages():
    """What can be done with questions that have been used."""
    used = QuestionSet.objects.first()
    used.freeze()
    fix = page_of(used, "fix")
    return [page_of(used, "copy"), fix, f"{fix}?place=1a-text", f"{used.get_absolute_url()}preview/"]


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_every_kind_of_page_is_accessible_and_keeps_to_the_policy(site, superuser, width):
    check_all(site.as_(superuser, width=width), pages())


def test_the_admin_is_accessible_in_the_dark(site, superuser):
    dark = site.as_(superuser, color_scheme="dark")

    check_all(dark, ["/admin/", "/admin/councils/membership/", "/admin/councils/membership/add/"])


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.feature("ST9")
def test_the_preview_of_an_action_is_accessible(site, curator, width):
    page = site.as_(curator, width=width).open("/admin/councils/membership/")
    page.get_by_label("Action:").select_option("End membership")
    page.locator("[name=_selected_action]").first.check()
    page.get_by_role("button", name="Go").click()

    assert page.get_by_role("heading", level=1).inner_text() == "End membership: 1 chosen"
    assert site.problems() == []


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.feature("ST10")
def test_the_preview_of_a_file_is_accessible(site, curator, tmp_path, width):
    own = (DATA / "councils.csv").read_text(encoding="utf-8-sig")
    changed = tmp_path / "councils.csv"
    changed.write_text(own.replace("http://www.hartlepool.gov.uk", "https://example.org"), encoding="utf-8")
    page = site.as_(curator, width=width).open("/admin/councils/council/load/")
    page.get_by_label("Councils", exact=False).set_input_files(changed)
    page.get_by_role("button", name="Show what would change").click()

    assert "0 new, 1 changed, 366 the same, 0 failed." in page.locator("main").inner_text()
    assert site.problems() == []
    page.get_by_role("button", name="Load this").click()
    assert "Loaded: 0 new, 1 changed" in page.locator("main").inner_text()


def test_a_refused_page_says_what_is_wrong_and_stays_accessible(site, curator):
    page = site.as_(curator).open("/admin/councils/membership/add/")
    page.get_by_role("button", name="Save", exact=True).click()

    assert "Choose the source that says so." in page.locator("main").inner_text()
    assert site.problems() == []


def choose(site, field, typed):
    """Open a search box from the keyboard, type and take the first match."""
    page = site.page
    page.locator(f".field-{field} .select2-selection").focus()
    page.keyboard.press("Enter")
    page.locator(".select2-search__field:focus").wait_for()
    # At once, as if pasted: every further key would ask the server again and drop the answer before.
    page.keyboard.insert_text(typed)
    page.locator(".select2-results__option--highlighted", has_text=re.compile(typed)).wait_for()
    assert site.complaints == []
    page.keyboard.press("Enter")


@pytest.mark.feature("ST8")
def test_a_curator_enters_a_new_member_by_keyboard(site, curator):
    page = site.as_(curator).open("/admin/councils/membership/add/")
    keys = page.keyboard
    choose(site, "council", "Sheffield")
    site.tab()
    keys.type("3 March 2026")
    page.locator("#id_endorsed").focus()
    keys.type("Cabinet")
    site.tab()
    keys.type("11/02/2026")
    page.locator("#id_councillor_role").focus()
    keys.type("Lead Member for Communities")
    site.tab()
    keys.type("Cllr Sam Example")
    page.locator("#id_officer_state").focus()
    keys.type("Being")
    choose(site, "source", "LGIU")
    page.get_by_role("button", name="Save", exact=True).focus()
    site.press("Enter")

    page.get_by_text("was added successfully").wait_for()
    membership = Council.objects.get(slug="sheffield").memberships.get()
    assert membership.endorsement.route == "cabinet"
    assert champion_now(membership.council, "councillor").person.name == "Cllr Sam Example"
    assert champion_now(membership.council, "officer").being_appointed
    assert site.complaints == []


@pytest.mark.feature("ST6")
@pytest.mark.parametrize("kind", ["councils/membership", "councils/council", "councils/endorsement"])
def test_a_list_shows_all_its_columns_beside_its_filters(site, curator, kind):
    page = site.as_(curator).open(f"/admin/{kind}/")
    cut = page.evaluate(
        "(r => r.scrollWidth - r.clientWidth)(document.querySelector('#changelist .results'))"
    )
    assert cut == 0
