"""Making a curator, the one door that stands open before anybody can sign in; anonymising people."""

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from accounts.actions import anonymise, make_curator
from accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _group():
    Group.objects.get_or_create(name="Curator")


def test_a_curator_is_staff_in_the_group_and_nothing_more():
    person = make_curator(email="Ada@Example.org", name="Ada Example", by=None)

    assert (person.email, person.is_staff, person.is_superuser) == ("ada@example.org", True, False)
    assert [group.name for group in person.groups.all()] == ["Curator"]
    assert not person.has_usable_password()


def test_somebody_known_keeps_their_account_and_name():
    known = UserFactory(email="ada@example.org", name="Ada Known")

    person = make_curator(email="ADA@example.org", name="Somebody Else", by=None)

    assert (person.pk, person.name) == (known.pk, "Ada Known")
    assert person.check_password("a long test password")
    assert User.objects.count() == 1


def test_only_a_superuser_may_do_it_from_inside(curator):
    with pytest.raises(PermissionDenied, match="Only a superuser"):
        make_curator(email="ada@example.org", name="Ada Example", by=curator)

    assert not User.objects.filter(email="ada@example.org").exists()


def test_an_address_that_is_none_is_refused():
    with pytest.raises(ValidationError):
        make_curator(email="not an address", name="Ada Example", by=None)


def test_the_command_says_how_to_sign_in(capsys, settings):
    call_command("make_curator", "ada@example.org", "Ada Example")

    said = capsys.readouterr().out
    assert "Ada Example is a curator" in said
    assert f"{settings.SITE_ORIGIN}/account/login/" in said


def test_the_command_names_a_bad_address_in_words():
    with pytest.raises(CommandError, match="valid"):
        call_command("make_curator", "nowhere", "Ada Example")


def test_an_anonymised_person_is_out_and_unnamed_and_the_row_stays(client):
    superuser = UserFactory(is_superuser=True)
    person = UserFactory(name="Sam Example", job_title="Head of Samples", password="four words that fit")
    person.groups.add(Group.objects.get(name="Curator"))
    client.force_login(person)

    anonymise(person=person, by=superuser)

    person.refresh_from_db()
    assert str(person) == "Former colleague"
    assert "sam" not in f"{person.email} {person.job_title}".lower()
    assert not person.is_active
    assert not person.has_usable_password()
    assert not person.groups.exists()
    assert person.anonymised_at is not None
    assert client.get("/assessments/").status_code == 302


@pytest.mark.parametrize("is_superuser", [False, True])
def test_only_a_superuser_anonymises_and_never_themselves(is_superuser):
    by = UserFactory(is_superuser=is_superuser)
    person = by if is_superuser else UserFactory()

    with pytest.raises(PermissionDenied):
        anonymise(person=person, by=by)

    person.refresh_from_db()
    assert person.anonymised_at is None
