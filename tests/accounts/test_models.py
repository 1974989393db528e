"""People: one per email address, found whatever its capital letters."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from accounts.models import User
from tests.factories import UserFactory


def test_an_address_is_one_person_whatever_its_capitals(db):
    UserFactory(email="sam@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="SAM@example.org", name="Sam again")])


def test_a_person_is_found_by_their_address_in_any_capitals(db):
    person = UserFactory(email="Sam@Example.org")

    assert person.email == "sam@example.org"
    assert User.objects.get_by_natural_key("SAM@example.ORG") == person


def test_a_person_without_a_password_cannot_use_one(db):
    assert not UserFactory(password=None).has_usable_password()


def test_the_cast_is_what_the_names_say(people, council_a, council_b):
    holds = {
        name: [(role.council, role.kind) for role in person.council_roles.open()]
        for name, person in people.items()
        if person.is_authenticated
    }

    assert holds["lead"] == [(council_a, "lead")]
    assert holds["signer"] == [(council_a, "signer")]
    assert holds["other_lead"] == [(council_b, "lead")]
    assert holds["former_member"] == holds["nobody"] == holds["bare_staff"] == []
    assert not people["bare_staff"].get_all_permissions()


def test_a_question_set_from_the_factory_is_whole(db):
    from tests.factories import QuestionSetFactory

    questions = QuestionSetFactory()

    assert questions.statements.count() == 24
    assert {statement.descriptors.count() for statement in questions.statements.all()} == {4}


def test_nobody_is_deleted_one_by_one_or_in_bulk(db):
    person = UserFactory()

    with pytest.raises(ProtectedError, match="Anonymise them instead"):
        person.delete()
    with pytest.raises(ProtectedError, match="Anonymise them instead"):
        User.objects.filter(pk=person.pk).delete()

    assert User.objects.filter(pk=person.pk).exists()
