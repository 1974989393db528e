"""Sending, asking, approving, declining: who may, when, and what follows."""

import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from post_office.models import Email

from councils.models import CommunityConversation, CouncilRole, Invitation, Membership, Signatory
from joining.actions import approve, perform, publish, publish_due
from joining.models import Application, ApplicationEvent
from joining.models.application import Part
from joining.workflow import State
from records.models import RegisterVersion
from tests import factories

pytestmark = pytest.mark.django_db


def mails():
    return [row.template.name for row in Email.objects.order_by("pk").select_related("template")]


def approved(application, by, **changes):
    said = {"publish_on": timezone.localdate(), "parts": Part.values, "link": "", "has_seen": True} | changes
    return approve(application, by=by, **said)


class TestSending:
    def test_it_gets_a_reference_and_keeps_it(self, draft, curator):
        application = perform(draft, "send")
        first = application.reference
        assert first == f"JOIN-{timezone.localdate().year}-{application.pk:04d}"
        asked = perform(application, "ask", by=curator, note="Which day?")
        assert perform(asked, "send").reference == first

    def test_pressing_twice_sends_once(self, draft):
        stale = Application.objects.get(pk=draft.pk)
        perform(draft, "send")
        assert perform(stale, "send").state == State.SENT
        assert draft.events.filter(move="send").count() == 1
        assert mails().count("joining.send") == 1

    @pytest.mark.parametrize(
        ("says", "words"),
        [
            ({"route": ""}, "how the principles were endorsed"),
            ({"decided_on": None}, "Say when"),
            ({"signed_officer": ""}, "by whom"),
            ({"councillor_role": ""}, "champion councillor"),
            ({"officer": ""}, "senior officer champion"),
            ({"conversation": ""}, "conversation was held"),
            ({"held_on": None}, "more about the conversation"),
            ({"conversation": "planned", "planned_for": ""}, "more about the conversation"),
            ({"lead_email": ""}, "lead officer"),
        ],
    )
    def test_what_is_missing_is_named(self, council_a, says, words):
        application = factories.ApplicationFactory(council=council_a, says=says)
        with pytest.raises(PermissionDenied, match=words):
            perform(application, "send")

    @pytest.mark.feature("JO3")
    @pytest.mark.parametrize("route", ["cabinet", "lead-member", "mayor", "committee", "full-council"])
    def test_a_decision_needs_no_signatures_and_no_link(self, council_a, route):
        says = {"route": route, "signed_councillor": "", "signed_officer": "", "link": ""}
        application = factories.ApplicationFactory(council=council_a, says=says)
        assert perform(application, "send").state == State.SENT

    def test_the_mailed_link_has_to_be_used_first(self, draft):
        Application.objects.filter(pk=draft.pk).update(proved_at=None)
        draft.refresh_from_db()
        with pytest.raises(PermissionDenied, match="Open the link"):
            perform(draft, "send")

    def test_one_of_a_council_at_a_time(self, council_a, sent):
        other = factories.ApplicationFactory(council=council_a)
        with pytest.raises(PermissionDenied, match="with Locality already"):
            perform(other, "send")
        other.refresh_from_db()
        assert other.state == State.DRAFT

    def test_two_at_the_same_moment_leave_one(self, council_a, sent, monkeypatch):
        """The database decides where the question came too early."""
        other = factories.ApplicationFactory(council=council_a)
        monkeypatch.setattr("joining.permissions.GUARDS", {})
        with pytest.raises(PermissionDenied, match="with Locality already"):
            perform(other, "send")

    def test_a_council_that_has_become_a_member_cannot(self, draft, council_a):
        factories.MembershipFactory(council=council_a)
        with pytest.raises(PermissionDenied, match="does not need to apply"):
            perform(draft, "send")


class TestStaffMoves:
    @pytest.mark.parametrize("who", ["nobody", "bare_staff", "reviewer", "lead"])
    @pytest.mark.parametrize("move", ["ask", "decline", "approve"])
    def test_only_curators_decide(self, sent, request, who, move):
        by = request.getfixturevalue(who)
        with pytest.raises(PermissionDenied, match="Only a curator"):
            perform(sent, move, by=by, note="No.")

    def test_applicants_move_for_themselves(self, draft, curator):
        with pytest.raises(PermissionDenied, match="Only the applicant"):
            perform(draft, "send", by=curator)

    @pytest.mark.parametrize("move", ["ask", "decline"])
    def test_words_are_needed(self, sent, curator, move):
        with pytest.raises(ValidationError):
            perform(sent, move, by=curator, note="  ")

    def test_a_page_that_is_out_of_date_decides_nothing(self, sent, curator):
        with pytest.raises(PermissionDenied, match="Somebody was first"):
            perform(sent, "decline", by=curator, note="No.", seen=sent.version - 1)

    @pytest.mark.feature("JO6")
    def test_a_question_goes_out_and_the_answer_comes_back(self, sent, curator):
        asked = perform(sent, "ask", by=curator, note="Which committee?")
        assert asked.answers_open
        assert mails()[-1] == "joining.ask"
        assert Email.objects.last().context["note"] == "Which committee?"
        again = perform(asked, "send", note="The cabinet.")
        assert again.state == State.SENT
        assert again.events.last().note == "The cabinet."

    def test_the_story_says_who(self, sent, curator):
        declined = perform(sent, "decline", by=curator, note="A parish council cannot join.")
        assert [(event.move, event.by) for event in declined.events.all()] == [
            ("send", None),
            ("decline", curator),
        ]


@pytest.mark.feature("JO6")
class TestApproving:
    def test_at_once_makes_the_member_with_all_that_was_said(self, sent, council_a, curator):
        before = RegisterVersion.current().number
        application = approved(sent, curator, link="https://example.org/minute")
        membership = council_a.memberships.open().get()
        assert (application.state, application.membership) == (State.JOINED, membership)
        assert membership.joined_on == timezone.localdate()
        endorsement = membership.endorsement
        assert (endorsement.route, endorsement.link) == ("signed", "https://example.org/minute")
        assert [row.role for row in Signatory.objects.filter(endorsement=endorsement)] == [
            "Leader of the Council",
            "Chief Executive",
        ]
        councillor, officer = council_a.champions.order_by("slot")
        assert (councillor.role, councillor.in_cabinet) == ("Lead Member for Communities", True)
        assert officer.being_appointed
        talk = CommunityConversation.objects.get()
        assert (talk.state, talk.what_was_agreed) == ("held", "To meet twice a year.")
        rows = [membership, endorsement, councillor, officer, talk]
        assert {row.source.key for row in rows} == {f"application-{application.reference.lower()}"}
        assert membership.history.first().history_user == curator
        assert RegisterVersion.current().number > before
        assert mails()[-2:] == ["joining.publish", "councils.invitation"]
        assert "joining.approve" not in mails()

    @pytest.mark.feature("JO7")
    def test_a_planned_conversation_stays_planned(self, council_a, curator):
        says = {"conversation": "planned", "planned_for": "spring 2027"}
        application = factories.ApplicationFactory(council=council_a, state=State.SENT, says=says)
        approved(application, curator)
        talk = CommunityConversation.objects.get()
        assert (talk.state, talk.planned_for, talk.held_on, talk.who_took_part) == (
            "planned", "spring 2027", None, "",
        )  # fmt: skip

    def test_what_was_unticked_is_not_recorded(self, sent, council_a, curator):
        approved(sent, curator, parts=[Part.ENDORSEMENT])
        assert not council_a.champions.exists()
        assert not CommunityConversation.objects.exists()

    def test_a_link_or_the_word_of_staff_is_needed(self, sent, curator):
        with pytest.raises(ValidationError, match="Give a link"):
            approved(sent, curator, has_seen=False)
        sent.refresh_from_db()
        assert sent.state == State.SENT

    def test_a_later_day_makes_nothing_before_it(self, sent, council_a, curator):
        day = timezone.localdate() + datetime.timedelta(days=9)
        application = approved(sent, curator, publish_on=day)
        assert application.state == State.APPROVED
        assert mails()[-1] == "joining.approve"
        assert not Membership.objects.exists()
        with pytest.raises(PermissionDenied, match="becomes public on"):
            publish(application)
        assert publish_due() == ([], [])
        with time_machine.travel(datetime.datetime.combine(day, datetime.time(9), datetime.UTC), tick=False):
            done, refused = publish_due()
            assert (len(done), refused) == (1, [])
            assert publish_due() == ([], [])
        membership = council_a.memberships.get()
        assert membership.joined_on == day
        assert membership.history.first().history_user == curator

    def test_no_day_in_the_past_and_none_in_a_pause(self, sent, curator):
        today = timezone.localdate()
        factories.PauseFactory(
            starts_on=today + datetime.timedelta(days=5), ends_on=today + datetime.timedelta(days=8)
        )
        with pytest.raises(PermissionDenied, match="in the past"):
            approved(sent, curator, publish_on=today - datetime.timedelta(days=1))
        with pytest.raises(PermissionDenied, match="pre-election pause"):
            approved(sent, curator, publish_on=today + datetime.timedelta(days=6))

    def test_a_pause_that_came_later_holds_it_back(self, council_a, curator):
        today = timezone.localdate()
        application = factories.ApplicationFactory(council=council_a, state=State.APPROVED)
        factories.PauseFactory(starts_on=today, ends_on=today + datetime.timedelta(days=60))
        day = datetime.datetime.combine(application.publish_on, datetime.time(9), datetime.UTC)
        with time_machine.travel(day, tick=False):
            done, refused = publish_due()
        assert done == []
        assert "pre-election pause" in refused[0][1]

    def test_an_approval_can_be_taken_back_before_its_day(self, council_a, curator):
        application = factories.ApplicationFactory(council=council_a, state=State.APPROVED)
        again = perform(application, "reopen", by=curator, note="The decision was called in.")
        assert again.state == State.SENT
        assert not Membership.objects.exists()

    def test_a_council_entered_by_hand_meanwhile_keeps_its_facts(self, council_a, curator):
        application = factories.ApplicationFactory(council=council_a, state=State.SENT)
        membership = factories.MembershipFactory(council=council_a)
        assert approved(application, curator).membership == membership
        assert not council_a.champions.exists()

    def test_the_lead_officer_is_invited(self, sent, curator):
        application = approved(sent, curator)
        invitation = Invitation.objects.get()
        assert (invitation.council, invitation.kind) == (application.council, CouncilRole.Kind.LEAD)
        assert (invitation.email, invitation.name) == (application.lead_email, application.lead_name)
        assert Email.objects.filter(
            to=[application.lead_email], template__name="councils.invitation"
        ).exists()

    def test_before_the_day_of_publishing_nobody_is_invited(self, council_a, curator):
        factories.ApplicationFactory(council=council_a, state=State.APPROVED)
        assert not Invitation.objects.exists()

    def test_who_leads_already_is_not_invited_and_the_council_is_in_all_the_same(self, council_a, curator):
        application = factories.ApplicationFactory(council=council_a, state=State.SENT)
        lead = factories.UserFactory(email=application.lead_email)
        factories.CouncilRoleFactory(council=council_a, user=lead, kind=CouncilRole.Kind.LEAD)
        assert approved(application, curator).state == State.JOINED
        assert not Invitation.objects.exists()
        assert application.events.get(text="The lead officer was not invited").note

    def test_whatever_fails_leaves_nothing_behind(self, sent, curator, monkeypatch):
        def broken(application, *, by):
            raise ValidationError("Nobody can be invited.")

        monkeypatch.setattr("joining.actions.approving.invite_lead", broken)
        with pytest.raises(ValidationError):
            approved(sent, curator)
        sent.refresh_from_db()
        assert sent.state == State.SENT
        assert not Membership.objects.exists()


class TestWhatCanNeverBe:
    @pytest.mark.parametrize(
        "columns",
        [
            {"state": "no-such"},
            {"state": State.JOINED},
            {"state": State.APPROVED},
            {"reference": None},
            {"held_on": None},
        ],
    )
    def test_the_database_refuses(self, sent, columns):
        with pytest.raises(IntegrityError), transaction.atomic():
            Application.objects.filter(pk=sent.pk).update(**columns)

    def test_an_event_goes_with_its_application(self, draft):
        perform(draft, "withdraw")
        assert ApplicationEvent.objects.count() == 1
        draft.delete()
        assert ApplicationEvent.objects.count() == 0
