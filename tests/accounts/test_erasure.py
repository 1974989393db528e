"""Erasing: what the plan says, what staff leave out, what the commands do, and who may."""

import json
import stat

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from accounts import erasure
from accounts.actions import anonymise, export
from accounts.erasure import Plan
from assessments.models import Redaction, Snapshot
from assessments.workflow import State
from councils.models import CouncilRole
from records.models import PublicName, RegisterVersion
from tests.factories import (
    AssessmentFactory,
    MembershipFactory,
    OrganisationFactory,
    OrganisationNameFactory,
    PublicNameFactory,
    UserFactory,
    officer,
)

pytestmark = pytest.mark.django_db
NAME = "Robin Unmistakable"


@pytest.fixture
def person():
    return UserFactory(name=NAME, email="robin@example.org", job_title="Head of Samples")


def named(person, **words):
    return MembershipFactory(joined_note=f"Says {person.name}.", **words)


class TestPlan:
    def test_it_names_what_is_theirs_and_where_others_name_them(self, person):
        membership = named(person)
        plan = Plan(person)

        assert ("Account", 1) in [(title, count) for title, count, _ in plan.holdings]
        mentions = {mention.key: mention.excerpt for mention in plan.mentions}
        assert mentions[f"councils.membership:{membership.pk}"] == f"Says {NAME}."
        # Its first version names the person as well.
        assert len(mentions) == 2

    def test_what_it_cannot_reach_is_said(self):
        plan = Plan(UserFactory(name="Cher"))

        assert plan.cannot[0].startswith("“Cher” is a single word")
        assert any("Backups" in sentence for sentence in plan.cannot)

    def test_a_place_about_somebody_else_is_left(self, person, superuser):
        about_them, about_another = named(person), named(person)
        keys = [mention.key for mention in Plan(person).mentions]
        leave = {key for key in keys if key.endswith(f":{about_another.pk}")}
        anonymise(person=person, by=superuser, leave=leave)

        about_them.refresh_from_db()
        about_another.refresh_from_db()
        assert about_them.joined_note == "Says Former colleague."
        assert about_another.joined_note == f"Says {NAME}."

    def test_words_in_too_many_places_stop_it(self, person, superuser, monkeypatch):
        monkeypatch.setattr(erasure, "MOST_MENTIONS", 1)
        named(person)

        with pytest.raises(ValidationError, match="cannot all be about this person"):
            anonymise(person=person, by=superuser)
        person.refresh_from_db()
        assert person.name == NAME

    def test_somebody_of_the_same_name_keeps_it(self, person, superuser):
        other = UserFactory(name=NAME)
        anonymise(person=person, by=superuser)

        other.refresh_from_db()
        assert other.name == NAME


class TestErasing:
    def test_public_pages_are_made_anew(self, person, superuser):
        named(person)
        before = RegisterVersion.current().number
        anonymise(person=person, by=superuser)

        assert RegisterVersion.current().number > before

    def test_a_name_in_public_is_taken_down(self, person, superuser):
        PublicNameFactory(name=f"Cllr {NAME}")
        anonymise(person=person, by=superuser)

        assert str(PublicName.objects.get()) == "Name removed on request"

    def test_columns_that_are_worked_out_follow(self, person, superuser):
        organisation = OrganisationFactory(name=f"Friends of {NAME}")
        anonymise(person=person, by=superuser)

        organisation.refresh_from_db()
        assert organisation.name == "Friends of Former colleague"
        assert "unmistakable" not in organisation.search_text

    def test_two_rows_that_differed_by_the_name_alone_stay_two(self, person, superuser):
        organisation = OrganisationFactory()
        for name in ("Former colleague", NAME):
            OrganisationNameFactory(organisation=organisation, name=name)
        anonymise(person=person, by=superuser)

        assert organisation.other_names.count() == 2

    def test_roles_end_with_their_history(self, lead, superuser):
        anonymise(person=lead, by=superuser)

        role = CouncilRole.objects.get(user=lead)
        assert role.ends_on is not None
        assert role.history.first().history_user == superuser

    def test_what_was_signed_says_when_words_were_taken_out(self, council_a, superuser, sign_in):
        assessment = AssessmentFactory(council=council_a, state=State.COMPLETE)
        snapshot = assessment.snapshots.get()
        signature = snapshot.signature
        anonymise(person=signature.person, by=superuser)

        after = Snapshot.objects.get()
        assert after.is_intact
        assert after.data["answers"] == snapshot.data["answers"]
        assert after.data["signature"]["role"] == after.signature.role == "sign-off officer"
        redaction = Redaction.objects.get()
        assert (redaction.before, redaction.after) == (snapshot.sha256, after.sha256)
        assert after.signature.snapshot_hash == redaction.before
        reader = sign_in(officer(council_a, CouncilRole.Kind.LEAD))
        page = reader.get(f"{assessment.get_absolute_url()}signed/1/").content.decode()
        assert "Somebody’s personal details were taken out on" in page
        assert redaction.before in page

    def test_doing_it_again_changes_nothing_more(self, council_a, superuser):
        signer = AssessmentFactory(council=council_a, state=State.COMPLETE).snapshots.get().signature.person
        anonymise(person=signer, by=superuser)
        first = signer.__class__.objects.get(pk=signer.pk).anonymised_at
        anonymise(person=signer, by=superuser)

        assert Redaction.objects.count() == 1
        assert signer.__class__.objects.get(pk=signer.pk).anonymised_at == first


class TestExport:
    def test_one_hands_out_ones_own_without_what_others_wrote(self, person, superuser):
        named(person)
        mine = export(person=person, by=person)
        for_staff = export(person=person, by=superuser, for_staff=True)

        assert NAME not in json.dumps(mine["data"]["Account"][0].get("password", ""))
        assert "words of others" not in json.dumps(mine).replace("What other people", "")
        assert [row["words"] for row in for_staff["where words of others name this person"]].count(
            f"Says {NAME}."
        ) == 2

    @pytest.mark.parametrize("for_staff", [False, True])
    def test_nobody_else_gets_it(self, person, curator, for_staff):
        with pytest.raises(PermissionDenied):
            export(person=person, by=curator, for_staff=for_staff)
        with pytest.raises(PermissionDenied):
            export(person=person, by=person, for_staff=True)

    def test_moments_are_iso_and_choices_words(self, lead):
        role = export(person=lead, by=lead)["data"]["Roles on councils"][0]

        assert role["role"] == "Lead officer"
        assert role["starts on"] == "2024-04-01"
        assert role["council"] == "Ambleford"


class TestCommands:
    def test_without_yes_nothing_changes(self, person, capsys):
        membership = named(person)
        call_command("erase_person", "ROBIN@example.org")

        said = capsys.readouterr().out
        assert f"councils.membership:{membership.pk}: Says {NAME}." in said
        assert "Nothing has changed." in said
        person.refresh_from_db()
        assert person.name == NAME

    def test_with_yes_it_is_done(self, person, capsys):
        membership = named(person, ended_note="Ring 01632 960123")
        call_command("erase_person", str(person.pk), "--yes", "--also", "01632 960123")

        membership.refresh_from_db()
        assert (membership.joined_note, membership.ended_note) == ("Says Former colleague.", "Ring (removed)")
        assert f"person {person.pk}" in capsys.readouterr().out

    @pytest.mark.parametrize("command", ["erase_person", "export_person"])
    @pytest.mark.parametrize("who", ["nobody@example.org", "9" * 30, "-1"])
    def test_somebody_unknown_is_said(self, command, who, db):
        with pytest.raises(CommandError, match="Nobody signs in"):
            call_command(command, f" {who}" if who == "-1" else who)

    def test_the_export_is_a_file_for_one_reader(self, person, tmp_path, capsys):
        file = tmp_path / "data.json"
        call_command("export_person", "robin@example.org", "--to", str(file))

        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert json.loads(file.read_text())["person"] == NAME
        with pytest.raises(CommandError, match="cannot be written"):
            call_command("export_person", "robin@example.org", "--to", str(file))
