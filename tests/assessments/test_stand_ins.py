"""Somebody signs while the sign-off officer is away, and the record shows both."""

import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from post_office.models import Email

from accounts.models import User
from assessments.actions import perform
from assessments.models import Event
from assessments.workflow import State
from councils.actions import end_role, name_stand_in
from councils.models import CouncilRole, Invitation
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF33")]


@pytest.fixture
def second(council_a):
    """Another sign-off officer of council A."""
    person = factories.UserFactory(name="Second Sharpe", job_title="Director of Places")
    return factories.CouncilRoleFactory(user=person, council=council_a, kind=CouncilRole.Kind.SIGNER)


@pytest.fixture
def away(signer):
    User.objects.filter(pk=signer.pk).update(job_title="Chief Executive")
    return signer.council_roles.get()


def text(response):
    return response.content.decode()


def test_what_is_signed_says_who_stood_in_for_whom(at_state, lead, away, second, sign_in, council_a):
    assessment = at_state(State.AWAITING_SIGN_OFF)
    name_stand_in(role=second, away=away, by=lead)
    perform(assessment, "sign", by=second.user, agreed=True, seen=assessment.lock_version)

    snapshot = assessment.snapshots.get()
    signed = json.loads(snapshot.content)["signature"]
    assert signed["person"] == second.user_id
    assert signed["in_place_of"] == {"person": away.user_id, "role": "Chief Executive"}
    assert snapshot.is_intact
    assert snapshot.signature.in_place_of == away.user
    assert Event.objects.get(move="sign").role == "Sign-off officer, standing in"
    browser = sign_in(lead)
    for page in ("signed/1/", "confirmation/", "history/"):
        shown = text(browser.get(assessment.get_absolute_url() + page))
        assert "Second Sharpe" in shown
        assert "standing in for Signer Sykes (Chief Executive)" in shown
    perform(assessment, "accept", by=factories.locality_reviewer())
    public = text(sign_in(factories.UserFactory()).get(council_a.get_absolute_url()))
    assert "signed off by the Director of Places standing in for the Chief Executive on" in public
    assert "Second Sharpe" not in public


def test_without_a_stand_in_the_record_is_as_before(at_state, away, sign_in, lead):
    assessment = at_state(State.SUBMITTED)

    assert "in_place_of" not in json.loads(assessment.snapshots.get().content)["signature"]
    assert Event.objects.get(move="sign").role == "Sign-off officer"
    assert "standing in" not in text(sign_in(lead).get(f"{assessment.get_absolute_url()}history/"))


def test_both_are_told(lead, away, second):
    name_stand_in(role=second, away=away, by=lead)
    name_stand_in(role=second, away=away, by=lead)

    told = {email.to[0]: email.prepare_email_message().body for email in Email.objects.all()}
    assert set(told) == {away.user.email, second.user.email}
    assert all("Second Sharpe now signs for Ambleford" in body for body in told.values())
    assert Email.objects.count() == 2


@pytest.mark.parametrize("who", ["viewer", "contributor", "other_lead", "former_member", "curator"])
def test_who_may_not_name_one(people, away, second, who):
    with pytest.raises(PermissionDenied):
        name_stand_in(role=second, away=away, by=people[who])


def test_what_makes_no_sense_is_refused(lead, away, second, viewer, council_b):
    elsewhere = factories.CouncilRoleFactory(council=council_b, kind=CouncilRole.Kind.SIGNER)
    third = factories.CouncilRoleFactory(council=away.council, kind=CouncilRole.Kind.SIGNER)
    name_stand_in(role=second, away=away, by=lead)

    for role, instead in [(away, away), (second, elsewhere), (third, second)]:
        with pytest.raises(ValidationError):
            name_stand_in(role=role, away=instead, by=lead)
    with pytest.raises(PermissionDenied):
        name_stand_in(role=elsewhere, away=away, by=lead)
    with pytest.raises(ValidationError):
        name_stand_in(role=viewer.council_roles.get(), away=away, by=lead)


def test_once_the_other_has_gone_nobody_is_stood_in_for(at_state, lead, away, second):
    assessment = at_state(State.AWAITING_SIGN_OFF)
    name_stand_in(role=second, away=away, by=lead)
    end_role(role=away, by=lead)
    perform(assessment, "sign", by=second.user, agreed=True, seen=assessment.lock_version)

    assert assessment.snapshots.get().signature.in_place_of is None


class TestPages:
    def test_a_signer_invites_somebody_to_stand_in_for_them(self, sign_in, away, council_a):
        page, browser = f"/assessments/{council_a.slug}/team/stand-in/", sign_in(away.user)
        sent = {
            "away": away.pk,
            "who": "new",
            "email": "new@example.org",
            "name": "New Naylor",
            "note": "Please.",
        }

        assert "Enter an email address" in text(browser.post(page, {**sent, "email": ""}))
        assert "your own address" in text(browser.post(page, {**sent, "email": away.user.email}))
        assert browser.post(page, sent).status_code == 302
        invitation = Invitation.objects.get()
        assert (invitation.stands_in_for, invitation.kind) == (away, "signer")

    def test_a_lead_names_another_signer_and_ends_it(self, sign_in, lead, away, second, council_a):
        path, browser = f"/assessments/{council_a.slug}/team/", sign_in(lead)
        same = browser.post(f"{path}stand-in/", {"away": away.pk, "who": away.pk})
        assert "Choose two different people." in text(same)

        browser.post(f"{path}stand-in/", {"away": away.pk, "who": second.pk})
        assert "standing in for Signer Sykes" in text(browser.get(path))
        browser.post(f"{path}roles/{second.pk}/back/")
        second.refresh_from_db()
        assert second.stands_in_for is None

    def test_without_a_signer_there_is_nobody_to_stand_in_for(self, sign_in, lead, council_a):
        page = text(sign_in(lead).get(f"/assessments/{council_a.slug}/team/stand-in/"))
        assert "has no sign-off officer yet" in page

    @pytest.mark.parametrize("wrong", ["", "0", "x", "9" * 30])
    def test_hostile_choices_are_refused(self, sign_in, lead, away, council_a, wrong):
        page = f"/assessments/{council_a.slug}/team/stand-in/"
        assert sign_in(lead).post(page, {"away": wrong, "who": wrong}).status_code == 200
