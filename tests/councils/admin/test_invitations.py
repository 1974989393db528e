"""Staff invite a council's first lead, and end the roles of who has gone."""

import datetime

import pytest
from django.utils import timezone
from post_office.models import Email

from councils.models import CouncilRole, Invitation
from councils.queue import waiting
from tests import factories
from tests.councils.admin.conftest import errors

LIST, ADD = "/admin/councils/invitation/", "/admin/councils/invitation/add/"
ROLES = "/admin/councils/councilrole/"
NEW = "new.naylor@example.org"
pytestmark = pytest.mark.feature("OF3")


@pytest.fixture
def ran_out(council_a, curator):
    """An invitation that a curator sent nine days ago."""
    sent = timezone.now() - datetime.timedelta(days=9)
    days = {"made_at": sent, "sent_at": sent, "expires_at": sent + datetime.timedelta(days=7)}
    return factories.InvitationFactory(council=council_a, kind="lead", invited_by=curator, **days)


def said(council, **more):
    return {
        "council": council.pk,
        "email": NEW,
        "name": "New Naylor",
        "kind": "lead",
        "note": "Welcome.",
        **more,
    }


def press(client, address, action, *rows):
    data = {"action": action, "_selected_action": [row.pk for row in rows], "confirmed": "yes"}
    return client.post(address, data)


def test_a_first_lead_is_invited_from_the_councils_page(admin_pages, council_a, curator):
    page = admin_pages.get(f"/admin/councils/council/{council_a.pk}/change/").content.decode()
    link = f"{ADD}?council={council_a.pk}&amp;kind=lead"
    assert link in page
    assert "Ambleford" in admin_pages.get(link.replace("&amp;", "&")).content.decode()

    response = admin_pages.post(ADD, said(council_a, email=NEW.upper()))

    assert response.status_code == 302, errors(response)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.kind, invitation.invited_by) == (NEW, "lead", curator)
    assert "Welcome." in Email.objects.get(to=[NEW]).prepare_email_message().body


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"email": "curator.crabtree@example.org"}, "Nobody gives themselves a role"),
        ({"email": "lead.lowther@example.org"}, "has this role already"),
        ({"email": "lead.lowther@example.org", "kind": "signer"}, "lead and sign-off officer"),
        ({"email": "no address"}, "valid email address"),
        ({"kind": "king"}, "Select a valid choice"),
        ({"email": "asked@example.org", "kind": "viewer"}, "has an invitation to this role already"),
    ],
)
def test_mistakes_are_said_on_the_page(admin_pages, council_a, lead, wrong, words):
    factories.InvitationFactory(council=council_a, email="asked@example.org", kind="viewer")

    assert words in " ".join(errors(admin_pages.post(ADD, said(council_a, **wrong))))
    assert Invitation.objects.count() == 1


def test_an_invitation_is_read_and_never_edited_and_its_words_stay_between_two(
    admin_pages, council_a, ran_out
):
    Invitation.objects.update(note="For your eyes.")
    page = admin_pages.get(f"{LIST}{ran_out.pk}/change/").content.decode()

    assert "For your eyes." not in page
    assert 'name="_save"' not in page
    assert admin_pages.post(f"{LIST}{ran_out.pk}/change/", said(council_a)).status_code == 403


def test_the_list_opens_on_those_that_ran_out(admin_pages, council_a, ran_out):
    open_one = factories.InvitationFactory(council=council_a)
    page = admin_pages.get(LIST).content.decode()

    assert ran_out.email in page
    assert open_one.email not in page
    assert open_one.email in admin_pages.get(f"{LIST}?stands=open").content.decode()


def test_it_is_sent_again_or_taken_back_from_the_list(admin_pages, council_a, ran_out):
    press(admin_pages, LIST, "send_again", ran_out)
    ran_out.refresh_from_db()
    assert (ran_out.generation, ran_out.is_open) == (2, True)

    press(admin_pages, f"{LIST}?stands=open", "take_back", ran_out)
    ran_out.refresh_from_db()
    assert ran_out.revoked_at
    press(admin_pages, f"{LIST}?stands=all", "send_again", ran_out)
    assert Email.objects.count() == 1


def test_what_cannot_be_sent_again_is_said(admin_pages, council_a, ran_out):
    factories.CouncilRoleFactory.create_batch(3, council=council_a)

    page = press(admin_pages, LIST, "send_again", ran_out)
    assert "at most three lead officers" in admin_pages.get(page.url).content.decode()


@pytest.mark.feature("ST28")
def test_curators_end_a_role_from_the_list_and_the_person_hears(admin_pages, lead, curator):
    role = lead.council_roles.get()
    assert press(admin_pages, ROLES, "end_roles", role).status_code == 302

    role.refresh_from_db()
    assert role.ends_on == timezone.localdate()
    assert role.history.first().history_user == curator
    assert Email.objects.filter(to=[lead.email]).count() == 1


def test_councils_without_a_lead_are_found(admin_pages, lead, council_a, council_b):
    for council in (council_a, council_b):
        factories.MembershipFactory(council=council)
    page = admin_pages.get("/admin/councils/council/?lead=no").content.decode()

    assert "Brackwell" in page
    assert "Ambleford" not in page


class TestQueue:
    def kinds(self, person):
        return {(row.kind, row.what) for row in waiting(person)}

    def test_members_without_a_lead_wait_until_somebody_is_invited(self, curator, reviewer, council_a, lead):
        factories.MembershipFactory(council=council_a)
        row = ("Members without a lead officer", "Ambleford")
        assert row not in self.kinds(curator)

        CouncilRole.objects.update(ends_on=timezone.localdate())
        assert row in self.kinds(curator)
        assert row not in self.kinds(reviewer)
        path = next(thing.path for thing in waiting(curator) if thing.kind == row[0])
        assert path == f"{ADD}?council={council_a.pk}&kind=lead"
        factories.InvitationFactory(council=council_a, kind="lead")
        assert row not in self.kinds(curator)

    def test_invitations_of_staff_that_ran_out(self, curator, ran_out, lead):
        row = ("Invitations that ran out", f"Ambleford: {ran_out.email}")
        assert row in self.kinds(curator)
        Invitation.objects.update(invited_by=lead)
        assert row not in self.kinds(curator)
