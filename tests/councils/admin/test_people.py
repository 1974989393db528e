"""People and their roles: what curators may give, and what only superusers may."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from councils.models import CouncilRole
from tests import factories
from tests.councils.admin.conftest import errors

ADD = "/admin/accounts/user/add/"


def page_of(person):
    return reverse("admin:accounts_user_change", args=[person.pk])


def new_role(council, kind, number=0, **days):
    row = {"council": council.pk, "kind": kind, "starts_on": "01/04/2026", "ends_on": "", **days}
    return {f"council_roles-{number}-{name}": value for name, value in row.items()}


def send(client, address, roles=(), **fields):
    data = {"name": "Pat Person", "email": "pat@example.org", "is_active": "on", **fields}
    data |= {"council_roles-TOTAL_FORMS": len(roles), "council_roles-INITIAL_FORMS": 0}
    for role in roles:
        data |= role
    return client.post(address, data)


@pytest.fixture
def all_pages(sign_in, superuser):
    """The admin as a superuser, who alone gives roles by hand."""
    return sign_in(superuser)


def test_a_person_is_added_with_a_role_and_without_a_password(all_pages, council_a, superuser):
    response = send(all_pages, ADD, [new_role(council_a, "lead")])

    assert response.status_code == 302, errors(response)
    person = User.objects.get(email="pat@example.org")
    role = person.council_roles.get()
    assert not person.has_usable_password()
    assert (role.council, role.kind, role.starts_on) == (council_a, "lead", datetime.date(2026, 4, 1))
    assert role.history.get().history_user == superuser


def test_one_person_cannot_lead_and_sign_even_when_both_are_new(all_pages, council_a, council_b):
    both = [new_role(council_a, "lead"), new_role(council_a, "signer", 1)]
    elsewhere = [new_role(council_a, "lead"), new_role(council_b, "signer", 1)]

    refused = send(all_pages, ADD, both)

    assert CouncilRole.SEPARATE in errors(refused)
    assert not User.objects.filter(email="pat@example.org").exists()
    assert send(all_pages, ADD, elsewhere).status_code == 302


def test_a_lead_becomes_signer_once_the_other_role_has_ended(all_pages, lead, council_a):
    held = lead.council_roles.get()
    kept = {
        "name": lead.name,
        "email": lead.email,
        "is_active": "on",
        "council_roles-INITIAL_FORMS": 1,
        **new_role(council_a, "lead", starts_on="01/04/2024"),
        "council_roles-0-id": held.pk,
    }
    second = {"council_roles-TOTAL_FORMS": 2, **new_role(council_a, "signer", 1, starts_on="01/06/2026")}
    ended = {"council_roles-TOTAL_FORMS": 1, "council_roles-0-ends_on": "01/06/2026"}

    assert CouncilRole.SEPARATE in errors(all_pages.post(page_of(lead), {**kept, **second}))
    assert all_pages.post(page_of(lead), {**kept, **ended}).status_code == 302
    assert all_pages.post(page_of(lead), {**kept, **ended, **second}).status_code == 302
    assert lead.council_roles.count() == 2


def test_a_curator_cannot_make_anybody_staff_or_more(admin_pages):
    extra = {"is_staff": "on", "is_superuser": "on", "groups": [Group.objects.get(name="Curator").pk]}

    send(admin_pages, ADD, **extra, user_permissions=[1])

    person = User.objects.get(email="pat@example.org")
    assert not person.is_staff
    assert not person.is_superuser
    assert not person.groups.exists()
    assert not person.user_permissions.exists()


@pytest.mark.parametrize("who", ["curator", "superuser", "reviewer"])
def test_a_curator_cannot_change_staff_nor_take_their_address(admin_pages, request, who):
    staff = request.getfixturevalue(who)

    response = send(admin_pages, page_of(staff), name="Taken Over")

    assert response.status_code == 403
    staff.refresh_from_db()
    assert staff.email != "pat@example.org"


def test_a_curator_cannot_give_themselves_a_role_on_a_council(admin_pages, curator, council_a):
    assert send(admin_pages, page_of(curator), [new_role(council_a, "signer")]).status_code == 403
    assert not curator.council_roles.exists()


@pytest.mark.feature("ST28")
def test_a_curator_changes_and_gives_no_role_by_hand(admin_pages, council_a, viewer):
    held = viewer.council_roles.get()
    changed = {
        "council_roles-INITIAL_FORMS": 1,
        "council_roles-TOTAL_FORMS": 2,
        "council_roles-0-id": held.pk,
        **new_role(council_a, "lead", starts_on="01/04/2024"),
        **new_role(council_a, "signer", 1),
    }

    send(admin_pages, page_of(viewer), name=viewer.name, email=viewer.email, **changed)
    send(admin_pages, ADD, [new_role(council_a, "lead")])

    assert [role.kind for role in CouncilRole.objects.all()] == ["viewer"]


def test_a_superuser_makes_a_curator(sign_in, superuser):
    group = Group.objects.get(name="Curator")

    response = send(sign_in(superuser), ADD, is_staff="on", groups=[group.pk])

    assert response.status_code == 302, errors(response)
    person = User.objects.get(email="pat@example.org")
    assert person.is_staff
    assert person.has_perm("councils.change_membership")


def test_a_new_address_is_the_only_one_that_signs_in(admin_pages, viewer):
    viewer.emailaddress_set.create(email=viewer.email, primary=True, verified=True)

    response = send(admin_pages, page_of(viewer), name=viewer.name)

    assert response.status_code == 302, errors(response)
    assert [row.email for row in viewer.emailaddress_set.all()] == ["pat@example.org"]


@pytest.mark.parametrize("page", ["add", "change", "list"])
def test_no_page_sets_another_persons_password(sign_in, superuser, viewer, page):
    address = {"add": ADD, "change": page_of(viewer), "list": "/admin/accounts/user/"}[page]

    assert 'type="password"' not in sign_in(superuser).get(address).content.decode()


@pytest.mark.parametrize("page", ["", "export/"])
def test_no_list_tells_how_a_password_is_stored(admin_pages, viewer, page):
    """The hash could be asked letter by letter, by which people a list keeps."""
    asked = {"password__startswith": viewer.password[:12]}

    assert admin_pages.get(f"/admin/accounts/user/{page}", asked).status_code == 400


@pytest.mark.parametrize(
    "model", ["accounts/user", "councils/council", "councils/membership", "councils/councilrole"]
)
def test_people_councils_and_memberships_are_never_deleted(sign_in, superuser, council_a, lead, model):
    factories.MembershipFactory(council=council_a)
    app, name = model.split("/")
    pk = {"user": lead.pk, "council": council_a.pk, "councilrole": lead.council_roles.get().pk}.get(
        name, council_a.memberships.get().pk
    )

    assert sign_in(superuser).post(f"/admin/{app}/{name}/{pk}/delete/", {"post": "yes"}).status_code == 403
