"""Changing and ending roles: nobody raises their own, and no council is left without a lead."""

import threading

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from post_office.models import Email

from accounts.models import User
from assessments.workflow import MOVES
from councils import permissions
from councils.actions import accept, change_role, end_role, invite, name_stand_in
from councils.models import CouncilRole
from councils.powers import POWERS, holders, in_words, limits_of, powers_of
from tests import factories
from tests.together import at_once

Kind = CouncilRole.Kind


def role_of(person):
    return person.council_roles.open().get()


@pytest.mark.django_db
@pytest.mark.feature("OF2")
class TestRoles:
    def test_a_change_is_told_and_kept_in_the_history(self, lead, contributor, council_a):
        old = role_of(contributor)
        new = change_role(role=old, kind=Kind.SIGNER, by=lead)

        old.refresh_from_db()
        assert (old.ends_on, new.starts_on, new.kind) == (timezone.localdate(),) * 2 + ("signer",)
        assert {row.history_user for row in (old.history.first(), new.history.first())} == {lead}
        told = Email.objects.get(to=[contributor.email]).prepare_email_message()
        assert "It was Contributor and is now Sign-off officer" in told.body

    def test_back_and_forth_on_one_day(self, lead, contributor):
        there = change_role(role=role_of(contributor), kind=Kind.VIEWER, by=lead)
        change_role(role=there, kind=Kind.CONTRIBUTOR, by=lead)

        assert role_of(contributor).kind == "contributor"

    def test_who_may_change_and_end_somebody_elses_role(self, people, contributor):
        may = {"change": set(), "end": set()}
        verbs = {"change": lambda **who: change_role(kind=Kind.VIEWER, **who), "end": end_role}
        for name, person in people.items():
            for verb, act in verbs.items():
                if not person.is_authenticated or person == contributor:
                    continue
                try:
                    with transaction.atomic():
                        act(role=role_of(contributor), by=person)
                        transaction.set_rollback(True)
                    may[verb].add(name)
                except PermissionDenied:
                    pass

        assert may == {"change": {"lead"}, "end": {"lead", "curator", "superuser"}}

    @pytest.mark.parametrize("who", ["viewer", "contributor", "signer", "lead"])
    @pytest.mark.parametrize("kind", Kind.values)
    def test_nobody_changes_their_own_role(self, people, council_a, who, kind):
        factories.CouncilRoleFactory(council=council_a)
        with pytest.raises(PermissionDenied, match="Nobody changes their own role"):
            change_role(role=role_of(people[who]), kind=kind, by=people[who])

    def test_the_last_lead_stays(self, lead, council_a):
        with pytest.raises(PermissionDenied, match="there would be none"):
            end_role(role=role_of(lead), by=lead)
        other = factories.CouncilRoleFactory(council=council_a)
        end_role(role=role_of(lead), by=lead)
        with pytest.raises(PermissionDenied, match="there would be none"):
            end_role(role=other, by=other.user)

    def test_staff_end_the_role_of_a_last_lead_who_is_gone(self, lead, curator):
        end_role(role=role_of(lead), by=curator)

        assert not lead.council_roles.open().exists()
        assert "has ended your role" in Email.objects.get(to=[lead.email]).prepare_email_message().body

    def test_a_lead_whose_account_is_closed_counts_for_none(self, lead, council_a):
        factories.CouncilRoleFactory(council=council_a, user__is_active=False)

        with pytest.raises(PermissionDenied, match="there would be none"):
            end_role(role=role_of(lead), by=lead)

    def test_ending_twice_is_ending_once(self, lead, viewer):
        role = role_of(viewer)
        end_role(role=role, by=lead)
        end_role(role=role, by=lead)

        assert Email.objects.filter(to=[viewer.email]).count() == 1

    def test_who_leaves_gets_no_message_about_it(self, viewer):
        end_role(role=role_of(viewer), by=viewer)

        assert not Email.objects.exists()

    def test_a_lead_does_not_become_signer_beside_it(self, lead, council_a, contributor):
        factories.CouncilRoleFactory(council=council_a, user=contributor, kind=Kind.SIGNER)
        role = contributor.council_roles.get(kind=Kind.CONTRIBUTOR)

        with pytest.raises(ValidationError, match="lead and sign-off officer"):
            change_role(role=role, kind=Kind.LEAD, by=lead)

    def test_what_is_no_role_is_refused(self, lead, viewer):
        with pytest.raises(ValidationError):
            change_role(role=role_of(viewer), kind="king", by=lead)


@pytest.mark.django_db
@pytest.mark.feature("OF2")
@given(
    who=st.sampled_from(["viewer", "contributor", "lead", "signer", "former_member"]),
    kind=st.sampled_from(Kind.values),
    verb=st.sampled_from(["change", "invite", "invite in capitals", "stand in"]),
)
def test_whatever_somebody_tries_they_hold_no_more_than_before(people, council_a, who, kind, verb):
    """Of the powers of a role: nobody gets one by what they do themselves."""
    person = people[who]

    def powers():
        held = CouncilRole.objects.of(person).filter(council=council_a)
        return {name for name in POWERS for role in held if role.kind in holders(name)}

    before = powers()
    with transaction.atomic():
        try:
            role = person.council_roles.get()
            if verb == "change":
                change_role(role=role, kind=kind, by=person)
            elif verb == "stand in":
                name_stand_in(role=role, away=people["signer"].council_roles.get(), by=person)
            else:
                email = person.email.upper() if "capitals" in verb else person.email
                invite(council=council_a, email=email, kind=kind, by=person)
        except (PermissionDenied, ValidationError):
            pass
        assert powers() <= before
        assert not council_a.invitations.exists()
        transaction.set_rollback(True)


# Which power it is to make a move, where it has another name.
POWER_OF = {"start": "answer", "recall": "send", "reply": "send", "reply_changed": "send"}
POWER_OF |= dict.fromkeys(("decline", "confirm", "send_back", "withdraw"), "sign")

# --- The table -----------------------------------------------------------------------------


@pytest.mark.feature("OF2")
@pytest.mark.parametrize("move", [move for move in MOVES.values() if set(move.parties) <= set(Kind)])
def test_the_table_of_powers_says_what_the_workflow_allows(move):
    assert set(move.parties) == holders(POWER_OF.get(move.name, move.name))


@pytest.mark.feature("OF2")
def test_each_role_says_what_it_can_and_cannot_do():
    for kind in Kind:
        assert set(powers_of(kind)) | set(limits_of(kind)) == {power.words for power in POWERS.values()}
    speaks = {POWERS["comment"].words, POWERS["speak"].words}
    assert set(powers_of(Kind.CHAMPION)) == {*powers_of(Kind.VIEWER), *speaks}
    assert in_words(["a", "b", "c"]) == "a; b; and c"
    assert in_words(["a"]) == "a"


# --- Two at once -----------------------------------------------------------------------------


def leave(role_pk):
    role = CouncilRole.objects.select_related("user", "council").get(pk=role_pk)
    return end_role(role=role, by=User.objects.get(pk=role.user_id))


def two_leads_leave(times=8):
    """Let both leads of several councils leave at once; return how many are left in each, and errors."""
    left, errors = [], []
    for _ in range(times):
        council = factories.CouncilFactory()
        roles = factories.CouncilRoleFactory.create_batch(2, council=council)
        outcomes = at_once([lambda pk=role.pk: leave(pk) for role in roles])
        errors += [one for one in outcomes if isinstance(one, DatabaseError)]
        left.append(CouncilRole.objects.open().filter(council=council).count())
    return left, errors


@pytest.mark.django_db(transaction=True)
@pytest.mark.thorough
@pytest.mark.feature("OF2")
class TestAtOnce:
    def test_of_two_last_leads_who_leave_at_once_one_stays(self):
        assert two_leads_leave() == ([1] * 8, [])

    def test_one_invitation_however_often_the_button_is_pressed(self):
        council = factories.CouncilFactory()
        lead = factories.CouncilRoleFactory(council=council).user

        def press():
            by = User.objects.get(pk=lead.pk)
            return invite(council=council, email="new@example.org", kind=Kind.VIEWER, by=by).pk

        assert len(set(at_once([press] * 4))) == 1
        assert Email.objects.count() == 1

    def test_a_link_that_is_used_twice_at_once_makes_one_role(self):
        invitation = factories.InvitationFactory()
        pressed = at_once([lambda: _accept(invitation)] * 4)

        assert sum(isinstance(one, PermissionDenied) for one in pressed) == 3
        assert CouncilRole.objects.filter(user__email=invitation.email).count() == 1


def _accept(invitation):
    return accept(invitation=invitation, generation=1, by=None, name="New Naylor")


if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # SQLite lets one transaction in at a time: there, nothing could be taken out.

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.thorough
    def test_without_holding_the_council_both_leave(monkeypatch):
        """The control: each sees the other still there."""
        asked = threading.Barrier(2)

        def slow(role):
            last = real(role)
            asked.wait(timeout=20)
            return last

        real = permissions.is_last_lead
        monkeypatch.setattr("councils.actions.roles.hold", lambda council: council)
        monkeypatch.setattr(permissions, "is_last_lead", slow)
        assert two_leads_leave(times=1)[0] == [0]
