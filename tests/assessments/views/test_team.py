"""The team page and what a lead does from it."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from post_office.models import Email

from accounts.fresh import FRESH_FOR
from accounts.models import User
from assessments.actions import give_parts, invite_to_team
from assessments.models import Assignment
from councils.models import CouncilRole, Invitation
from tests import factories

pytestmark = pytest.mark.django_db
Kind = CouncilRole.Kind
NEW = "new.naylor@example.org"


@pytest.fixture
def at(council_a):
    """Return a function from the last part of an address of council A's team to the whole of it."""
    return lambda page="": f"/assessments/{council_a.slug}/team/{page}"


def text(response):
    return response.content.decode()


def role_of(person):
    return person.council_roles.open().get()


# --- The list ------------------------------------------------------------------------------


@pytest.mark.feature("OF2")
def test_everybody_sees_who_is_in_the_team_and_what_each_role_can_do(at, people, sign_in):
    for name in ("viewer", "contributor", "lead", "signer"):
        page = text(sign_in(people[name]).get(at()))
        for person in ("Lead Lowther", "Contributor Cole", "Viewer Vaughan", "Signer Sykes"):
            assert person in page
        assert "Other Oakes" not in page
        assert all(kind.label in page for kind in Kind)
        assert "answer statements and add evidence" in page
        assert ("Invite a colleague" in page) == (name == "lead")


@pytest.mark.feature("OF2")
def test_a_role_s_own_page_says_what_it_can_and_cannot_do(at, contributor, sign_in):
    page = text(sign_in(contributor).get(at(f"roles/{role_of(contributor).pk}/")))
    can, cannot = page.split("What it cannot do")

    assert "answer statements and add evidence" in can
    assert "send it for sign-off" in cannot


def test_who_has_left_is_a_former_colleague_wherever_names_stand(
    at, assessment, answers, lead, people, sign_in
):
    answers({"1a": {"kind": "level", "level": 3, "basis": "Since 2024."}})
    factories.CouncilRoleFactory(council=assessment.council)
    CouncilRole.objects.filter(user=lead).update(ends_on=timezone.localdate())
    browser = sign_in(people["viewer"])

    assert "Former colleagues" in text(browser.get(at()))
    for page in ("1a/", "history/"):
        assert "Lead Lowther (former colleague)" in text(browser.get(assessment.get_absolute_url() + page))


def test_the_list_says_who_was_last_here(at, lead, contributor, viewer, assessment, answers, sign_in):
    browser = sign_in(viewer)
    User.objects.update(last_login=None)
    User.objects.filter(pk=contributor.pk).update(
        last_login=timezone.make_aware(datetime.datetime(2026, 3, 2, 9))
    )
    answers({"1a": {"kind": "do_not_know"}})
    page = text(browser.get(at()))

    assert "Last here on 2 March 2026" in page
    assert f"Last here on {timezone.localdate():%-d %B %Y}" in page
    assert "Has not signed in yet" in page


def test_the_list_asks_the_same_however_many_there_are(
    at, council_a, lead, sign_in, django_assert_max_num_queries
):
    browser = sign_in(lead)
    for _ in range(3):
        factories.CouncilRoleFactory.create_batch(4, council=council_a, kind=Kind.CONTRIBUTOR)
        factories.InvitationFactory.create_batch(4, council=council_a, invited_by=lead)
        with django_assert_max_num_queries(14):
            browser.get(at())


# --- Inviting --------------------------------------------------------------------------------


@pytest.mark.feature("OF3")
def test_a_lead_invites_with_parts_and_the_newcomer_sees_them_first(at, assessment, lead, sign_in, client):
    response = sign_in(lead).post(
        at("invite/"),
        {
            "email": NEW.title(),
            "name": "New Naylor",
            "kind": "contributor",
            "note": "3a, please.",
            "parts": ["3", "1b"],
        },
    )

    assert response.url == at()
    invitation = Invitation.objects.get()
    client.post(reverse("assessments:invitation", kwargs={"token": invitation.token}), {"name": "New Naylor"})
    person = User.objects.get(email=NEW)
    keys = [part.statement.key for part in Assignment.objects.of(person, assessment)]
    assert keys == ["1b", "3a", "3b", "3c", "3d"]
    page = text(sign_in(person).get(assessment.get_absolute_url()))
    mine = page.split("principle-1")[0]
    assert "Your parts" in mine
    assert "3a, please." in mine
    assert "1b/" in mine


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"email": "no-address"}, "Enter an email address like"),
        ({"kind": ""}, "Choose a role."),
        ({"kind": "king"}, "Choose a role."),
        ({"parts": ["99"]}, "Choose statements from the list."),
        ({"kind": "viewer", "parts": ["1a"]}, "Only contributors and lead officers answer."),
        ({"email": "Lead.Lowther@example.org"}, "your own address"),
        ({"email": "viewer.vaughan@example.org", "kind": "viewer"}, "has this role already"),
        ({"note": "word " * 151}, "Use 150 or fewer"),
        ({"email": "new\0naylor@example.org"}, "Null characters are not allowed"),
        ({"name": "x" * 151}, "Use 150 characters or fewer"),
        ({"kind": "\0"}, "Choose a role."),
        ({"parts": ["9" * 30, "\0"]}, "Choose statements from the list."),
        ({"email": "x" * 300 + "@example.org"}, "email address"),
    ],
)
def test_mistakes_keep_what_was_typed(at, assessment, lead, viewer, sign_in, sent, said):
    page = text(
        sign_in(lead).post(
            at("invite/"), {"email": NEW, "kind": "contributor", "note": "Please & thanks.", **sent}
        )
    )

    assert said in page
    assert "Please &amp; thanks." in page or "note" in sent
    assert not Invitation.objects.exists()


def test_an_address_that_is_invited_already_is_said(at, lead, sign_in, council_a):
    factories.InvitationFactory(council=council_a, email=NEW)

    page = text(sign_in(lead).post(at("invite/"), {"email": NEW, "kind": "contributor"}))

    assert "has an invitation to this role already" in page


def test_an_invitation_is_sent_again_and_taken_back_by_buttons(at, council_a, lead, sign_in):
    invitation = factories.InvitationFactory(council=council_a)
    Invitation.objects.update(sent_at=timezone.now() - datetime.timedelta(hours=1))
    browser = sign_in(lead)
    pages = [at(f"invitations/{invitation.pk}/{verb}/") for verb in ("again", "take-back")]

    assert all(invitation.email in text(browser.get(page)) for page in pages)
    assert Invitation.objects.get().generation == 1
    browser.post(pages[0])
    assert Invitation.objects.get().generation == 2
    browser.post(pages[1])
    assert Invitation.objects.get().revoked_by == lead
    assert browser.get(pages[1]).status_code == 404


# --- Roles -------------------------------------------------------------------------------------


@pytest.mark.feature("OF2")
def test_a_lead_changes_a_role(at, contributor, lead, sign_in):
    page = at(f"roles/{role_of(contributor).pk}/change/")
    browser = sign_in(lead)
    assert "Choose a role." in text(browser.post(page, {"kind": "king"}))
    assert "at most three" not in text(browser.get(page))

    assert browser.post(page, {"kind": "viewer"}).url == at()
    assert role_of(contributor).kind == "viewer"
    assert Email.objects.get(to=[contributor.email]).context["before"] == "Contributor"


@pytest.mark.feature("OF2")
def test_what_cannot_be_is_said_on_the_page(at, council_a, contributor, lead, sign_in):
    factories.CouncilRoleFactory.create_batch(2, council=council_a)
    page = text(sign_in(lead).post(at(f"roles/{role_of(contributor).pk}/change/"), {"kind": "lead"}))

    assert "at most three lead officers" in page


def test_a_role_ends_and_access_stops_at_the_next_request(at, viewer, lead, sign_in, assessment):
    theirs = sign_in(viewer)
    assert theirs.get(assessment.get_absolute_url()).status_code == 200
    page = at(f"roles/{role_of(viewer).pk}/end/")

    assert sign_in(lead).post(page).url == at()
    assert theirs.get(assessment.get_absolute_url()).status_code == 404
    assert theirs.get(at()).status_code == 404
    assert sign_in(lead).post(page).status_code == 404


def test_somebody_leaves(at, viewer, sign_in):
    browser = sign_in(viewer)

    assert browser.post(at(f"roles/{role_of(viewer).pk}/end/")).url == "/assessments/"
    assert not viewer.council_roles.open().exists()


def test_parts_are_given_and_taken_away(at, assessment, contributor, lead, sign_in):
    page, browser = at(f"roles/{role_of(contributor).pk}/parts/"), sign_in(lead)
    browser.post(page, {"parts": ["1a", "2"], "note": "By Friday, please."})
    told = Email.objects.filter(to=[contributor.email]).latest("pk").prepare_email_message()
    assert "5 statements to answer" in told.subject
    assert "By Friday, please." in told.body

    browser.post(page, {"parts": ["1a"]})
    assert [part.statement.key for part in Assignment.objects.of(contributor, assessment)] == ["1a"]
    assert "1a" in text(browser.get(at()))


def test_parts_are_not_for_those_who_do_not_answer(at, assessment, viewer, lead, sign_in):
    assert sign_in(lead).post(at(f"roles/{role_of(viewer).pk}/parts/"), {"parts": ["1a"]}).status_code == 302
    assert not Assignment.objects.exists()


def test_parts_of_two_people_are_their_own(assessment, contributor, lead, council_a):
    invite_to_team(
        council=council_a, email=NEW, kind=Kind.CONTRIBUTOR, by=lead, assessment=assessment, keys=["1a"]
    )
    give_parts(assessment=assessment, person=contributor, keys=["1a", "1b"], by=lead)
    give_parts(assessment=assessment, person=contributor, keys=["1b"], by=lead)

    assert Assignment.objects.count() == 2


@pytest.mark.parametrize("number", ["0", "999999999", "1" * 9])
def test_foreign_numbers_are_not_found(at, lead, sign_in, other_lead, council_b, number):
    elsewhere = factories.InvitationFactory(council=council_b)
    browser = sign_in(lead)
    for there in (number, role_of(other_lead).pk):
        for page in ("", "change/", "end/", "parts/", "back/"):
            assert browser.get(at(f"roles/{there}/{page}")).status_code in (404, 405)
            assert browser.post(at(f"roles/{there}/{page}")).status_code in (404, 405)
    for there in (number, elsewhere.pk):
        for page in ("again/", "take-back/"):
            assert browser.post(at(f"invitations/{there}/{page}")).status_code == 404


@pytest.mark.parametrize("page", ["invite/", "roles/{whose}/change/", "roles/{whose}/end/", "stand-in/"])
def test_powers_change_only_after_a_fresh_sign_in(page, at, people, sign_in, time_machine):
    browser = sign_in(people["lead"])
    address = at(page.format(whose=role_of(people["contributor"]).pk))
    assert browser.get(address).status_code == 200
    time_machine.move_to(timezone.now() + datetime.timedelta(seconds=FRESH_FOR + 60))
    asked = browser.get(address)
    assert (asked.status_code, asked.headers["Location"].partition("?")[0]) == (302, "/account/confirm/")
    assert browser.post(address, {"kind": "viewer", "email": NEW}).status_code == 403
    assert not Invitation.objects.exists()
