"""Every page of the admin × every person: computed from what is registered, so none is forgotten."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db.models.deletion import ProtectedError
from django.urls import reverse

from assessments.workflow import State
from tests import access, factories
from tests.conftest import CAST
from tests.test_access import SECRET, answer, differences, portal  # noqa: F401 - a fixture

OUTSIDE = [person for person in CAST if person not in access.STAFF.split() and person != "visitor"]
# What a page asks for, by the end of its name. A page with another ending needs a line here.
ASKS = {
    "changelist": "view",
    "add": "add",
    "change": "view",
    "delete": "delete",
    "history": "view",
    "simple_history": "view",
    "export": "view",
    "upload": "change",
}


def ending(page, name):
    return name.removeprefix(f"{page.opts.app_label}_{page.opts.model_name}_")


def pages():
    """Return the admin page of every registered model."""
    return list(admin.site._registry.values())


@pytest.fixture
def rows(portal, curator, council_a):  # noqa: F811 - the fixture imported above
    """One row of each kind, council A's signed self-assessment among them."""
    portal(State.SUBMITTED)
    membership = council_a.memberships.get()
    factories.EndorsementFactory(membership=membership)
    factories.CommunityConversationFactory(membership=membership)
    factories.ChampionFactory(council=council_a, person=factories.PublicNameFactory())
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

    assert kinds == set(ASKS)


def expected(page, kind, person, request):
    if person == "visitor":
        return "to sign-in"
    if person in OUTSIDE:
        return 302
    return 200 if getattr(page, f"has_{ASKS[kind]}_permission")(request) else 403


@pytest.mark.parametrize("model_page", pages(), ids=lambda kept: kept.opts.label)
def test_people_get_what_their_permissions_say(model_page, rows, people, sign_in, rf):
    got, due, told = {}, {}, []
    for person in CAST:
        client = sign_in(people[person], raise_request_exception=False)
        request = rf.get("/admin/")
        request.user = people[person]
        for kind, address in addresses(model_page, rows[model_page.model]):
            got[kind, person], body = answer(client, "GET", address)
            due[kind, person] = expected(model_page, kind, person, request)
            told += [person] if SECRET in body else []

    assert differences(got, due) == {}
    assert set(told) <= {"reviewer", "superuser"}


@pytest.mark.parametrize("model_page", pages(), ids=lambda kept: kept.opts.label)
def test_being_staff_alone_opens_no_list(model_page, rows, people, sign_in):
    """And whoever is not staff is led away, though signed in."""
    client = sign_in(people["bare_staff"])
    answers = {
        kind: answer(client, "GET", address)[0]
        for kind, address in addresses(model_page, rows[model_page.model])
    }

    assert answers
    assert set(answers.values()) == {403}


@pytest.mark.parametrize(
    ("name", "due"),
    [
        ("index", {302: " ".join(OUTSIDE), 200: access.STAFF}),
        ("jsi18n", {302: " ".join(OUTSIDE), 200: access.STAFF}),
        ("autocomplete", {302: " ".join(OUTSIDE), 403: access.STAFF}),
        ("password_change", {302: access.SIGNED_IN}),
        ("password_change_done", {302: " ".join(OUTSIDE), 200: access.STAFF}),
    ],
)
def test_pages_of_no_model(name, due, people, sign_in):
    row = access.Row(get=due, post={})
    got = {
        ("GET", person): answer(sign_in(people[person]), "GET", reverse(f"admin:{name}"))[0]
        for person in CAST
    }

    assert differences(got, {("GET", person): row.expected("GET")[person] for person in CAST}) == {}


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
    kept |= {"accounts.user", "councils.councilrole", "records.source", "records.publicname"}

    assert not powers(curator, "delete") & kept
    assert powers(reviewer, "delete") == set()


def test_a_curator_cannot_touch_a_self_assessment(curator):
    reach = powers(curator, "add", "change", "delete")

    assert [name for name in reach if name.startswith("assessments.")] == []


def test_a_reviewer_changes_nothing_in_the_register(reviewer):
    reach = powers(reviewer, "add", "change", "delete")

    assert reach <= {"assessments.cycle"}


def test_no_group_gives_out_permissions(curator, reviewer):
    for person in (curator, reviewer):
        assert [name for name in powers(person, "add", "change") if name.startswith("auth.")] == []


def test_what_points_to_a_person_keeps_them(lead):
    with pytest.raises(ProtectedError):
        lead.delete()
