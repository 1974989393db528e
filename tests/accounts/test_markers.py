"""Somebody unmistakable uses everything; then their export holds every trace, and erasure leaves none."""

import smtplib
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.core.management import call_command
from django.urls import reverse
from post_office.models import Email

from accounts import delivery
from accounts.actions import anonymise, export
from accounts.models import User
from assessments import actions
from assessments.models import Assessment, Signature, Snapshot
from assessments.workflow import State
from councils.models import CouncilRole, Invitation
from records.actions import save_view
from records.holdings import tables
from tests import dump
from tests.factories import (
    AssessmentFactory,
    CouncilFactory,
    CouncilRoleFactory,
    InvitationFactory,
    MembershipFactory,
    PublicNameFactory,
    walk,
)

pytestmark = [pytest.mark.django_db, pytest.mark.thorough, pytest.mark.feature("ST29")]

BEFORE = {"name": "Earlena Zyxold", "email": "earlena@example.org", "job_title": "Zyxpost"}
NOW = {
    "name": "Quillon O’Zyxmárk",
    "email": "quillon.zyx+work@example.org",
    "job_title": "Head of Zyxtitles (01632 960417)",
}
PHONE = "01632 960417"
MARKS = ("earlena", "quillon", "zyx", "960417")


@pytest.fixture(autouse=True)
def _real_mail(settings):
    settings.EMAIL_BACKEND = "post_office.EmailBackend"


class Life:
    """What somebody does in the portal, step by step, each by its own door."""

    def __init__(self, superuser, sign_in):
        self.superuser, self.staff, self.sign_in = superuser, sign_in(superuser), sign_in
        self.lead_of, self.signer_of = CouncilFactory(name="Ambleford"), CouncilFactory(name="Brackwell")

    def live(self):
        self.is_added_and_renamed()
        self.signs_in()
        self.answers_and_sends()
        self.signs_what_a_colleague_wrote()
        self.is_in_teams()
        self.keeps_the_register()
        self.is_spoken_of()
        self.is_written_to()
        return self.person

    def is_added_and_renamed(self):
        """A superuser adds the person with two roles, then corrects name, address and title."""
        roles = {
            f"council_roles-{n}-{name}": value
            for n, (council, kind) in enumerate([(self.lead_of, "lead"), (self.signer_of, "signer")])
            for name, value in {"council": council.pk, "kind": kind, "starts_on": "1/4/2024"}.items()
        }
        inline = {"council_roles-TOTAL_FORMS": 2, "council_roles-INITIAL_FORMS": 0}
        added = reverse("admin:accounts_user_add")
        assert self.staff.post(added, {**BEFORE, "is_active": "on", **roles, **inline}).status_code == 302
        self.person = User.objects.get(email=BEFORE["email"])
        EmailAddress.objects.create(user=self.person, email=BEFORE["email"], primary=True, verified=True)
        Email.objects.create(to=BEFORE["email"], from_email="a@b.org", subject="Before", status=0)
        change = reverse("admin:accounts_user_change", args=[self.person.pk])
        group = Group.objects.get(name="Curator")
        form = {**NOW, "is_active": "on", "is_staff": "on", "groups": [group.pk]}
        inline = {"council_roles-TOTAL_FORMS": 0, "council_roles-INITIAL_FORMS": 0}
        assert self.staff.post(change, {**form, **inline}).status_code == 302
        self.person.refresh_from_db()
        assert self.person.name == NOW["name"]

    def signs_in(self):
        """One sign-in that ends well, one left half-way, a new password asked for, a wrong one."""
        self.browser = self.sign_in(self.person)
        for address in ("/account/login/", "/account/password/reset/"):
            assert type(self.browser)().post(address, {"email": NOW["email"]}).status_code == 302
        type(self.browser)().post("/account/login/password/", {"login": NOW["email"], "password": "not it"})

    def answers_and_sends(self):
        """As lead of one council, with words that hold a telephone number."""
        CouncilRoleFactory(council=self.lead_of, kind=CouncilRole.Kind.SIGNER, user__name="Sam Signer")
        said = {"1a": {"kind": "level", "level": 3, "basis": f"Ring me on {PHONE}. Quillon O'Zyxmárk"}}
        assessment = AssessmentFactory(council=self.lead_of, state=State.IN_PROGRESS, said=said)
        answer = assessment.answers.get()
        actions.add_evidence(answer=answer, by=self.person, title="Plan", held_by=NOW["name"])
        walk(assessment, State.AWAITING_SIGN_OFF)

    def signs_what_a_colleague_wrote(self):
        """As signer of another: declines with a reason, then signs words that name the person."""
        CouncilRoleFactory(council=self.signer_of, kind=CouncilRole.Kind.LEAD, user__name="Lee Lead")
        said = {
            "1a": {"kind": "level", "level": 3, "basis": f"{NOW['name'].upper()} decides, see {NOW['email']}"}
        }
        assessment = AssessmentFactory(council=self.signer_of, state=State.AWAITING_SIGN_OFF, said=said)
        note = f"Ask {NOW['name']} first, {PHONE}."
        actions.perform(assessment, "decline", by=self.person, note=note)
        walk(Assessment.objects.get(pk=assessment.pk), State.COMPLETE)

    def is_in_teams(self):
        """Invites with a note and parts, is invited elsewhere, and somebody signs in their place."""
        council, cycle = CouncilFactory(name="Fernleigh"), Assessment.objects.latest("pk").cycle
        CouncilRoleFactory(user=self.person, council=council)
        assessment = AssessmentFactory(council=council, cycle=cycle)
        more = {"assessment": assessment, "keys": ["1a"], "note": f"Ring {NOW['name']}, {PHONE}."}
        invite = {"email": "newcomer@example.org", "kind": "contributor", "by": self.person}
        actions.invite_to_team(council=council, **invite, **more)
        actions.give_parts(
            assessment=assessment, person=self.person, keys=["1b"], by=self.person, note=NOW["name"]
        )
        waits = {"council": CouncilFactory(), "email": NOW["email"], "name": NOW["name"], "note": "Quillon?"}
        InvitationFactory(**waits)
        away = CouncilRoleFactory(user=self.person, council=CouncilFactory(name="Eastham"), kind="signer")
        CouncilRoleFactory(council=away.council, kind="signer", stands_in_for=away)
        signed = AssessmentFactory(council=away.council, cycle=cycle, state=State.AWAITING_SIGN_OFF)
        stand_in = away.stand_ins.get().user
        actions.perform(signed, "sign", by=stand_in, agreed=True, seen=signed.lock_version)

    def keeps_the_register(self):
        """As a curator: a change with its history, and views of a list."""
        membership = MembershipFactory(council=CouncilFactory(name="Calderwick"))
        page = reverse("admin:councils_membership_change", args=[membership.pk])
        assert self.browser.get(page).status_code == 200
        membership.joined_note, membership._history_user = "Since spring.", self.person
        membership.save()
        for shared in (True, False):
            name = f"Mine {shared} Quillon O’Zyxmárk"
            query = "q=Quillon+O%E2%80%99Zyxm%C3%A1rk"
            save_view(label="accounts.user", name=name, query=query, shared=shared, by=self.person)

    def is_spoken_of(self):
        """Others name the person: in public, in a note, in a view, in a notice of their own session."""
        PublicNameFactory(name=f"Cllr {NOW['name']}")
        note = f"Zoe asked earlena zyxold and {NOW['name']} ({PHONE})"
        MembershipFactory(council=CouncilFactory(name="Dunwick"), joined_note=note)
        query = "q=quillon.zyx%2Bwork%40example.org"
        save_view(label="accounts.user", name="Found", query=query, shared=False, by=self.superuser)
        page = reverse("admin:councils_membership_add")
        assert self.staff.get(page).status_code == 200
        session = self.staff.session
        session["_messages"] = f"Saved {NOW['name']}"
        session.save()

    def is_written_to(self):
        """Mail that went, mail that a server refused with the address in its answer, and mail that waits."""
        refused = smtplib.SMTPRecipientsRefused({NOW["email"]: (450, f"{NOW['email']}: later".encode())})
        waiting = Email.objects.filter(to=NOW["email"], status__isnull=False).exclude(status=0)
        first, second = waiting.order_by("pk")[:2]
        sender = "post_office.models.Email.dispatch"
        with mock.patch(sender, side_effect=refused):
            delivery._deliver(first.pk)
        with mock.patch(sender):
            delivery._deliver(second.pk)
        assert waiting.count() > 2


@pytest.fixture
def person(db, superuser, sign_in):
    call_command("createcachetable")
    caches["default"].clear()
    return Life(superuser, sign_in).live()


def kept_for(person):
    """Return ``{(table of the database, key)}`` of every row that names the person or points to them."""
    found = {(table, key) for table, key, _ in dump.rows_with(*MARKS)}
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.local_fields:
            if column.related_model is User:
                rows = model._base_manager.filter(**{column.name: person.pk})
                found |= {(model._meta.db_table, str(pk)) for pk in rows.values_list("pk", flat=True)}
    return found


def handed_out(document):
    """Return the same from an export: numbers of rows under their headings, and mentions by their keys."""
    named = {table.title: table.model._meta.db_table for table in tables().values() if table.title}
    own = {
        (named[title], str(row["number"]))
        for title, rows in document["data"].items()
        for row in rows
        if "number" in row
    }
    mentions = [mention["row"].split(":") for mention in document["where words of others name this person"]]
    return own | {(apps.get_model(label)._meta.db_table, key) for label, key in mentions}


def test_the_export_holds_every_row_that_names_the_person(person, superuser):
    due = kept_for(person)
    sessions = {row for row in due if row[0] == "accounts_session"}
    document = export(person=person, by=superuser, for_staff=True)

    assert len(due) > 40
    assert {table for table, _ in due - sessions - handed_out(document)} == set()
    assert len(document["data"]["Sessions that are open"]) == 2
    text = str(document)
    assert person.password not in text
    assert all(key not in text for _, key in sessions)


def test_after_erasure_nothing_is_left(person, superuser):
    anonymise(person=person, by=superuser, also=[PHONE])

    assert dump.rows_with(*MARKS) == []


def test_what_was_done_stays(person, superuser, client):
    rows = {model: model._base_manager.count() for model in tables()}
    anonymise(person=person, by=superuser, also=[PHONE])

    gone = {model._meta.label for model, count in rows.items() if model._base_manager.count() < count}
    assert gone == {
        "account.EmailAddress",
        "accounts.EarlierName",
        "accounts.User_groups",
        "mfa.Authenticator",
        "post_office.Log",
        "records.SavedView",
        "accounts.Session",
    }
    assert not Invitation.objects.waiting().filter(name="Former colleague").exists()
    assert Signature.objects.get(in_place_of=person).in_place_of_role == "sign-off officer"
    assert all(snapshot.is_intact for snapshot in Snapshot.objects.all())
    assert "Former colleague" in Assessment.objects.get(council__name="Brackwell").answers.get().basis
    assert admin.site.is_registered(User)
