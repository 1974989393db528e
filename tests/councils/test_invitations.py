"""Invitations: to one address, once, for seven days, by those who may."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from post_office.models import Email

from councils.actions import accept, resend, revoke
from councils.models import CouncilRole, Invitation
from councils.models.invitation import VALID_FOR
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF3")]
Kind = CouncilRole.Kind
NEW = "new.naylor@example.org"


def taken(invitation, by=None, name="New Naylor"):
    return accept(invitation=invitation, generation=invitation.generation, by=by, name=name)


# --- Inviting ---------------------------------------------------------------------------


def test_the_mail_carries_the_note_and_one_link_that_is_made_on_delivery(invited, lead):
    invitation = invited(" New.Naylor@Example.org ", name="New Naylor", note="Can you answer 3a & 3b?")

    assert (invitation.email, invitation.expires_at - invitation.sent_at >= VALID_FOR) == (NEW, True)
    row = Email.objects.get(to=[NEW])
    assert invitation.token not in str(row.context) + row.message + row.html_message
    sent = row.prepare_email_message()
    assert sent.body.count("http") == 1
    assert f"/assessments/invitation/{invitation.token}/" in sent.body
    assert "Can you answer 3a & 3b?" in sent.body
    assert "answer statements and add evidence" in sent.body
    assert "Ambleford Metropolitan Borough Council" in sent.subject
    assert invitation.token in sent.alternatives[0][0]


def test_inviting_twice_is_inviting_once(invited):
    first, second = invited(), invited()

    assert first == second
    assert Email.objects.count() == 1


def test_one_that_ran_out_is_sent_again_and_its_link_dies(invited):
    first = invited()
    with time_machine.travel(first.expires_at):
        second = invited(note="Still hoping.")

    assert (second.pk, second.generation, second.note) == (first.pk, 2, "Still hoping.")
    assert second.token != first.token
    assert Email.objects.count() == 2


def test_who_may_invite(invited, people):
    may = {}
    for name, person in people.items():
        if person.is_authenticated:
            try:
                with transaction.atomic():
                    invited(by=person)
                    transaction.set_rollback(True)
                may[name] = True
            except PermissionDenied:
                may[name] = False

    assert {name for name, can in may.items() if can} == {"lead", "curator", "superuser"}


@pytest.mark.parametrize("who", ["lead", "viewer", "curator", "superuser"])
def test_nobody_invites_themselves(invited, people, who):
    person = people[who]
    with pytest.raises(PermissionDenied, match="Nobody gives themselves a role"):
        invited(person.email.upper(), Kind.LEAD, by=person)


def test_a_signer_invites_a_stand_in_for_themselves_and_nobody_else(invited, signer, council_b):
    role = signer.council_roles.get()
    elsewhere = factories.CouncilRoleFactory(council=council_b, kind=Kind.SIGNER)

    invitation = invited(kind=Kind.SIGNER, by=signer, stands_in_for=role)

    assert "standing in for Signer Sykes" in Email.objects.get().prepare_email_message().body
    assert taken(invitation).role.stands_in_for == role
    with pytest.raises(PermissionDenied):
        invited("other@example.org", Kind.SIGNER, by=signer)
    with pytest.raises(ValidationError):
        invited("other@example.org", Kind.LEAD, by=signer, stands_in_for=role)
    with pytest.raises(ValidationError):
        invited("other@example.org", Kind.SIGNER, by=signer, stands_in_for=elsewhere)


def test_a_council_has_at_most_three_leads_with_those_who_are_invited(invited, council_a):
    factories.CouncilRoleFactory(council=council_a, kind=Kind.LEAD)
    invited("third@example.org", Kind.LEAD)
    invited("fifth@example.org", Kind.VIEWER)

    with pytest.raises(ValidationError, match="at most three lead officers"):
        invited("fourth@example.org", Kind.LEAD)


def test_a_lead_is_not_invited_to_sign(invited, council_a):
    other = factories.CouncilRoleFactory(council=council_a, kind=Kind.LEAD).user

    with pytest.raises(ValidationError, match="lead and sign-off officer"):
        invited(other.email, Kind.SIGNER)


@pytest.mark.parametrize("email", ["", "nobody", "a@b", "x" * 300 + "@example.org", "new\n@example.org"])
def test_what_is_no_address_is_refused(invited, email):
    with pytest.raises(ValidationError):
        invited(email)


def test_too_many_that_wait_are_refused(invited, council_a):
    factories.InvitationFactory.create_batch(30, council=council_a)

    with pytest.raises(ValidationError, match="30 invitations wait"):
        invited()


def test_a_council_that_has_ended_gets_no_people(invited, council_a):
    council_a.ended_on = timezone.localdate()
    council_a.save()

    with pytest.raises(ValidationError, match="has ended"):
        invited()


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "Capital@example.org"},
        {"kind": "king"},
        {"accepted_at": timezone.now()},
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() - VALID_FOR},
    ],
)
def test_what_can_never_be_true(council_a, wrong):
    with pytest.raises(IntegrityError):
        factories.InvitationFactory(council=council_a, **wrong)


def test_one_open_invitation_for_each_address_and_role(council_a):
    factories.InvitationFactory(council=council_a, email=NEW)

    factories.InvitationFactory(council=council_a, email=NEW, kind=Kind.VIEWER)
    with pytest.raises(IntegrityError):
        factories.InvitationFactory(council=council_a, email=NEW)


# --- Sending again, taking back ------------------------------------------------------------


def test_sending_again_ends_the_link_before(invited, lead):
    first = invited()
    with time_machine.travel(timezone.now() + VALID_FOR / 2):
        again = resend(invitation=first, by=lead)

        assert again.generation == 2
        with pytest.raises(PermissionDenied, match="A newer email"):
            accept(invitation=first, generation=1, by=None, name="New Naylor")
        assert taken(again).role.user.email == NEW


def test_sending_again_at_once_sends_nothing(invited, lead):
    assert resend(invitation=invited(), by=lead).generation == 1
    assert Email.objects.count() == 1


def test_what_was_taken_back_opens_nothing(invited, lead):
    invitation = invited()
    revoke(invitation=invitation, by=lead)
    first = Invitation.objects.get().revoked_at

    assert revoke(invitation=invitation, by=lead).revoked_at == first
    with pytest.raises(PermissionDenied, match="taken back"):
        taken(invitation)
    with pytest.raises(PermissionDenied, match="cannot be sent again"):
        resend(invitation=invitation, by=lead)
    assert invited().pk != invitation.pk


@pytest.mark.parametrize("verb", [resend, revoke])
@pytest.mark.parametrize(
    "who", ["viewer", "contributor", "signer", "other_lead", "former_member", "reviewer"]
)
def test_who_may_not_send_again_or_take_back(invited, people, verb, who):
    with pytest.raises(PermissionDenied):
        verb(invitation=invited(), by=people[who])
