"""Accepting an invitation: by the invited person alone, once, in time."""

import re

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from post_office.models import Email

from accounts.models import User
from councils.actions import accept, end_role
from councils.models import CouncilRole, Invitation
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF3")]
Kind = CouncilRole.Kind
NEW = "new.naylor@example.org"


def taken(invitation, by=None, name="New Naylor"):
    return accept(invitation=invitation, generation=invitation.generation, by=by, name=name)


def test_somebody_new_gets_an_account_that_opens_by_code_alone(invited, council_a, lead):
    role = taken(invited(note="Welcome.")).role

    assert (role.user.email, role.user.name, role.council, role.kind) == (
        NEW,
        "New Naylor",
        council_a,
        "contributor",
    )
    assert not role.user.has_usable_password()
    assert not role.user.is_staff
    assert not role.user.is_superuser
    told = Email.objects.get(to=[lead.email]).prepare_email_message()
    assert "New Naylor has accepted your invitation" in told.body
    assert role.history.get().history_user == role.user


def test_it_works_once(invited):
    invitation = invited()
    taken(invitation)

    with pytest.raises(PermissionDenied, match="works once"):
        taken(invitation)
    assert (User.objects.filter(email=NEW).count(), CouncilRole.objects.filter(user__email=NEW).count()) == (
        1,
        1,
    )


def test_it_runs_out_after_seven_days(invited):
    invitation = invited()
    with (
        time_machine.travel(invitation.expires_at),
        pytest.raises(PermissionDenied, match="open for seven days"),
    ):
        taken(invitation)
    assert not User.objects.filter(email=NEW).exists()


def test_only_the_invited_person_accepts(invited, nobody, people):
    invitation = invited(nobody.email)

    for other in (None, *(people[name] for name in ("viewer", "other_lead", "superuser"))):
        with pytest.raises(PermissionDenied, match="another address"):
            taken(invitation, by=other)
    assert taken(invitation, by=nobody).role.user == nobody


def test_a_stranger_who_is_signed_in_makes_no_account_for_another(invited, nobody):
    with pytest.raises(PermissionDenied, match="another address"):
        taken(invited(), by=nobody)
    assert not User.objects.filter(email=NEW).exists()


def test_a_closed_account_takes_no_role(invited, nobody):
    invitation = invited(nobody.email)
    nobody.is_active = False
    nobody.save()

    with pytest.raises(PermissionDenied):
        taken(invitation, by=nobody)


def test_what_has_changed_meanwhile_is_said(invited, council_a, nobody):
    invitation = invited(nobody.email, Kind.LEAD)
    factories.CouncilRoleFactory.create_batch(2, council=council_a)

    with pytest.raises(PermissionDenied, match="at most three lead officers"):
        taken(invitation, by=nobody)


def test_one_person_may_serve_two_councils(invited, other_lead, council_b):
    taken(invited(other_lead.email, Kind.SIGNER), by=other_lead)

    assert set(CouncilRole.objects.of(other_lead).values_list("kind", flat=True)) == {"lead", "signer"}


def test_a_former_member_comes_back_by_a_new_invitation(invited, former_member):
    assert taken(invited(former_member.email), by=former_member).role.ends_on is None


# --- Tokens -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "token", ["", "1.1", "1.1:", "1.1:abc", "9" * 40 + ".1:abc", "1.1:" + "x" * 43, ":", "1:1:1", "a.b:c"]
)
def test_a_forged_token_finds_nothing(invited, token):
    invited()

    assert Invitation.objects.behind(token) is None


def test_a_token_is_for_one_row_and_one_sending(invited):
    invitation, other = invited(), invited("other@example.org")
    _, signature = invitation.token.split(":")

    assert Invitation.objects.behind(invitation.token) == invitation
    assert Invitation.objects.behind(f"{other.pk}.1:{signature}") is None
    assert Invitation.objects.behind(f"{invitation.pk}.2:{signature}") is None
    assert not re.search(r"[^0-9A-Za-z.:_-]", invitation.token)


def test_a_role_that_ended_does_not_make_the_link_work_again(invited, lead):
    invitation = taken(invited())
    end_role(role=invitation.role, by=lead)

    with pytest.raises(PermissionDenied, match="works once"):
        taken(invitation, by=invitation.role.user)
