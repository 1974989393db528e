"""Every page of the admin × every person: computed from what is registered, so none is forgotten."""

import datetime
import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db.models.deletion import ProtectedError
from django.urls import reverse
from django.utils import timezone

from assessments.actions import speak
from assessments.workflow import State
from councils.actions.entry import read
from councils.actions.proposals import mark
from councils.models import CouncilRole
from principles.models import Change, Statement, StatementLink
from records.models import Confirmation, Proposal
from tests import access, factories
from tests.conftest import CAST
from tests.factories import SECRET
from tests.test_access import answer, differences

OUTSIDE = [person for person in CAST if person not in access.STAFF.split() and person != "visitor"]
# Django leads them to the admin's own sign-in, which leads on to everybody's.
LED_AWAY = f"visitor {' '.join(OUTSIDE)}"
# What a page asks for, by the end of its name: a power over the page's model, or a permission.
# A page with another ending needs a line here.
ASKS = {
    "changelist": "view",
    "add": "add",
    "change": "view",
    "delete": "delete",
    "history": "view",
    "simple_history": "view",
    "export": "view",
    "views": "view",
    "upload": "change",
    "merge": "change",
    "map": "change",
    # Nobody can be given this, so that superusers alone have it.
    "their_data": "accounts.erase_user",
    "answered": "readers.change_question",
    "open": "assessments.run_cycle",
    "invite": "assessments.run_cycle",
    "close": "assessments.run_cycle",
    "next_year": "assessments.run_cycle",
    "copy": "principles.add_questionset",
    "fix": "principles.change_questionset",
    "silence": "assessments.review_assessment",
    "extend": "assessments.review_assessment",
    "ask": "joining.decide_application",
    "approve": "joining.decide_application",
    "decline": "joining.decide_application",
    "reopen": "joining.decide_application",
    "publish": "joining.decide_application",
}
# Buttons, which only take a POST; the last test here presses them.
BUTTONS = ["accept", "read", "return", "open_again", "close_merged", "hide", "assist", "decide", "answer"]


def ending(page, name):
    return name.removeprefix(f"{page.opts.app_label}_{page.opts.model_name}_")


def pages():
    """Return the admin page of every registered model."""
    return list(admin.site._registry.values())


@pytest.fixture
def rows(portal, curator, council_a):
    """One row of each kind, council A's signed self-assessment among them."""
    portal(State.SUBMITTED)
    membership = council_a.memberships.get()
    factories.EndorsementFactory(membership=membership)
    factories.CommunityConversationFactory(membership=membership)
    factories.ChampionFactory(council=council_a, person=factories.PublicNameFactory())
    factories.QuotationFactory(council=council_a)
    champion = factories.CouncilRoleFactory(council=council_a, kind=CouncilRole.Kind.CHAMPION).user
    speak(assessment=council_a.assessments.get(), text="We mean it.", by=champion)
    factories.SuggestionFactory()
    Confirmation.objects.create(name="Ambleford", by=curator)
    factories.ConnectionFactory(from_council=council_a)
    factories.CaseStudyFactory(topics=[factories.TopicFactory()], service_area=factories.ServiceAreaFactory())
    factories.dead_link("https://example.org/gone")
    factories.QuestionFactory()
    factories.FollowerFactory()
    StatementLink.objects.create(from_statement=Statement.objects.first(), kind=Change.RETIRED)
    # One that has not begun: others cannot be deleted.
    soon = timezone.localdate() + datetime.timedelta(days=30)
    factories.PauseFactory(starts_on=soon, ends_on=soon)
    return {page.model: page.model._default_manager.first() for page in pages()}


def addresses(page, row):
    """Return ``(ending, address)`` of each page of a model, filled in for one row of it."""
    for pattern in page.get_urls():
        if pattern.name is None:
            continue
        values = dict.fromkeys(pattern.pattern.converters, row.pk)
        places = re.compile(str(pattern.pattern)).groups if not values and "(" in str(pattern.pattern) else 0
        version = row.history.first().pk if places > 1 and hasattr(row, "history") else row.pk
        places = (row.pk, version)[:places]
        yield ending(page, pattern.name), reverse(f"admin:{pattern.name}", args=places, kwargs=values)


def test_there_is_a_row_of_everything(rows):
    assert [model.__name__ for model, row in rows.items() if row is None] == []


def test_every_page_is_of_a_kind_with_a_rule():
    kinds = {ending(page, pattern.name) for page in pages() for pattern in page.get_urls() if pattern.name}

    assert kinds == {*ASKS, *BUTTONS}


def expected(page, kind, person, request):
    if person == "visitor":
        return "to sign-in"
    if person in OUTSIDE:
        return 302
    if kind in BUTTONS:
        return 405
    asked = ASKS[kind]
    may = request.user.has_perm(asked) if "." in asked else getattr(page, f"has_{asked}_permission")(request)
    return 200 if may else 403


@pytest.mark.thorough
def test_people_get_what_their_permissions_say(rows, people, browsers, rf):
    """Nobody who is not staff gets in, and being staff alone opens no page of any model."""
    got, due, told = {}, {}, set()
    for person, browser in browsers.items():
        request = rf.get("/admin/")
        request.user = people[person]
        for page in pages():
            for kind, address in addresses(page, rows[page.model]):
                key = (page.opts.label, kind, person)
                got[key], body = answer(browser, "GET", address)
                due[key] = expected(page, kind, person, request)
                told |= {person} if SECRET in body else set()

    assert differences(got, due) == {}
    assert {got[key] for key in got if key[-1] == "bare_staff" and key[1] not in BUTTONS} == {403}
    assert told <= {"reviewer", "superuser"}


@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("index", {302: LED_AWAY, 200: access.STAFF}),
        ("jsi18n", {302: LED_AWAY, 200: access.STAFF}),
        ("autocomplete", {302: LED_AWAY, 403: access.STAFF}),
        ("password_change", {302: access.EVERYBODY}),
        ("password_change_done", {302: LED_AWAY, 200: access.STAFF}),
    ],
)
def test_pages_of_no_model(name, due, browsers):
    row = access.Row(get=due, post={})
    address = reverse(f"admin:{name}")
    got = {person: answer(browser, "GET", address)[0] for person, browser in browsers.items()}

    assert differences(got, row.expected("GET")) == {}


# --- What the groups may do ---------------------------------------------------------------


def powers(person, *verbs):
    asked = Permission.objects.filter(codename__regex=f"^({'|'.join(verbs)})_")
    return {
        f"{permission.content_type.app_label}.{permission.content_type.model}"
        for permission in asked.select_related("content_type")
        if person.has_perm(f"{permission.content_type.app_label}.{permission.codename}")
    }


def test_no_group_can_delete_a_council_a_membership_or_a_person(curator, reviewer):
    kept = {"councils.council", "councils.membership", "councils.endorsement", "councils.champion"}
    kept |= {"accounts.user", "councils.councilrole", "records.publicname"}

    assert not powers(curator, "delete") & kept
    assert powers(reviewer, "delete") == set()


def test_a_curator_cannot_touch_a_self_assessment(curator):
    reach = powers(curator, "add", "change", "delete")

    assert [name for name in reach if name.startswith("assessments.")] == []


def test_a_reviewer_changes_nothing_in_the_register(reviewer):
    reach = powers(reviewer, "add", "change", "delete")

    # Of a champion's sentence the one thing to change is whether it is hidden.
    assert reach <= {"assessments.cycle", "assessments.championsentence"}


def test_no_group_gives_out_permissions(curator, reviewer):
    for person in (curator, reviewer):
        assert [name for name in powers(person, "add", "change") if name.startswith("auth.")] == []


def test_what_points_to_a_person_keeps_them(lead):
    with pytest.raises(ProtectedError):
        lead.delete()


@pytest.mark.parametrize(
    ("button", "state", "status"),
    [
        ("accept", State.SUBMITTED, 302),
        ("return", State.SUBMITTED, 302),
        ("read", State.SUBMITTED, 302),
        ("open_again", State.COMPLETE, 302),
        ("close_merged", State.SUBMITTED, 403),
        ("hide", State.SUBMITTED, 404),
        ("assist", State.IN_PROGRESS, 302),
    ],
)
def test_only_who_reviews_can_press_the_reviewers_buttons(button, state, status, portal, browsers):
    known = portal(state)
    address = reverse(f"admin:assessments_assessment_{button}", args=[known["assessment"]])
    form = {
        "seen": known["lock_version"],
        "note": "Statement 1a needs a date.",
        "days": 10,
        "asked_by": "The clerk",
        "how": "phone",
    }
    may = {302: " ".join(OUTSIDE), 403: "bare_staff curator"}
    may[status] = f"{may.get(status, '')} reviewer superuser"
    row = access.Row(get={}, post=may)

    got = {
        ("POST", person): answer(browser, "POST", address, form)[0] for person, browser in browsers.items()
    }

    assert differences(got, {("POST", person): row.expected("POST")[person] for person in CAST}) == {}


def test_only_curators_decide_on_proposed_changes(portal, browsers, council_a):
    portal(State.IN_PROGRESS)
    proposal = Proposal.objects.get()
    address = reverse("admin:records_proposal_decide", args=[proposal.pk])
    form = {"verb": "approve", "seen": mark(proposal, read(council_a))}
    row = access.Row(get={}, post={302: f"{' '.join(OUTSIDE)} curator superuser", 403: "bare_staff reviewer"})

    got = {
        ("POST", person): answer(browser, "POST", address, form)[0] for person, browser in browsers.items()
    }

    assert differences(got, {("POST", person): row.expected("POST")[person] for person in CAST}) == {}
