"""The staff page on a person's data: hand out, look, erase, or answer; superusers alone."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from post_office.models import Email

from accounts import delivery
from accounts.erasure import Plan
from accounts.models import ErasureRequest, User
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
NAME = "Robin Unmistakable"


@pytest.fixture
def person():
    return UserFactory(name=NAME, email="robin@example.org")


@pytest.fixture
def address(person):
    return reverse("admin:accounts_user_their_data", args=[person.pk])


@pytest.fixture
def staff(superuser, sign_in):
    return sign_in(superuser)


def text_of(response):
    return response.content.decode()


def test_a_person_leads_to_it(staff, person, address):
    assert address in text_of(staff.get(reverse("admin:accounts_user_change", args=[person.pk])))


def test_a_curator_neither_sees_it_nor_gets_in(curator, sign_in, person, address):
    browser = sign_in(curator)

    assert address not in text_of(browser.get(reverse("admin:accounts_user_change", args=[person.pk])))
    for sent in ({}, {"export": "1"}, {"erase": "1"}, {"answer": "1", "note": "No."}):
        response = browser.post(address, sent)
        assert response.status_code == 403
        assert "Only a superuser" in text_of(response)
    person.refresh_from_db()
    assert person.name == NAME


@pytest.mark.parametrize("number", ["0", "99999999", "9" * 30, "x", "1 OR 1"])
def test_nobody_is_not_found(staff, number):
    assert staff.get(f"/admin/accounts/user/{number}/data/").status_code == 404


def test_looking_changes_nothing(staff, person, address):
    MembershipFactory(joined_note=f"Says {NAME}.")
    page = text_of(staff.get(address))

    assert f"“Says {NAME}.”" in page
    assert "Name, job title, address and password go." in page
    person.refresh_from_db()
    assert person.name == NAME
    assert not LogEntry.objects.exists()


def test_it_costs_the_same_with_one_row_and_with_many(staff, address, django_assert_max_num_queries):
    """A query for each table, and one more for each with a person's own rows in it."""
    MembershipFactory.create_batch(3, joined_note=f"Says {NAME}.")

    with django_assert_max_num_queries(170) as few:
        staff.get(address)
    MembershipFactory.create_batch(9, joined_note=f"Says {NAME}.")
    with django_assert_max_num_queries(len(few.captured_queries)):
        staff.get(address)


def test_handing_out_is_written_down(staff, person, address, superuser):
    document = json.loads(staff.post(address, {"export": "1"}).content)

    assert document["person"] == NAME
    line = LogEntry.objects.get()
    assert (line.user, line.object_id, line.change_message) == (superuser, str(person.pk), "Data handed out.")


def test_more_words_are_looked_for_and_their_box_keeps_them(staff, address):
    MembershipFactory(joined_note="Ring 01632 960123.")
    page = text_of(staff.post(address, {"look": "1", "also": "01632 960123\n\n"}))

    assert "“Ring 01632 960123.”" in page
    assert "01632 960123</textarea>" in page.replace("\n", "")


@pytest.mark.parametrize(
    ("also", "says"),
    [
        ("ab", "is too short"),
        ("word\n" * 21, "20 lines at most"),
        ("x" * 2001, "2000"),
        ("<b>\n", "too short"),
    ],
)
@pytest.mark.parametrize("button", ["look", "erase"])
def test_words_that_cannot_be_looked_for_are_refused(staff, person, address, also, says, button):
    response = staff.post(address, {button: "1", "also": also})

    assert response.status_code == 200
    assert says in text_of(response)
    person.refresh_from_db()
    assert person.name == NAME


def test_erasing_takes_what_is_ticked(staff, person, address):
    taken, left = (
        MembershipFactory(joined_note=f"Says {NAME}."),
        MembershipFactory(joined_note=f"Also {NAME}."),
    )
    seen = [mention.key for mention in Plan(person).mentions]
    kept = f"councils.membership:{left.pk}"
    sent = {"erase": "1", "seen": seen, "take": [key for key in seen if key != kept], "also": ""}
    page = text_of(staff.post(address, sent, follow=True))

    assert "Erased. What this person did stays" in page
    assert User.objects.get(pk=person.pk).name == "Former colleague"
    taken.refresh_from_db()
    left.refresh_from_db()
    assert (taken.joined_note, left.joined_note) == ("Says Former colleague.", f"Also {NAME}.")


def test_a_place_that_came_up_since_is_shown_first(staff, person, address):
    MembershipFactory(joined_note=f"Says {NAME}.")
    page = text_of(staff.post(address, {"erase": "1", "also": ""}))

    assert "More places were found since you looked." in page
    person.refresh_from_db()
    assert person.name == NAME


def test_nobody_erases_themselves(staff, superuser):
    address = reverse("admin:accounts_user_their_data", args=[superuser.pk])

    assert "Ask another superuser." in text_of(staff.get(address))
    assert staff.post(address, {"erase": "1", "also": ""}).status_code in (200, 403)
    superuser.refresh_from_db()
    assert superuser.is_active


def test_an_answer_without_erasing_closes_the_request_and_is_mailed(staff, person, address):
    ErasureRequest.objects.create(person=person)
    assert "Say why: the person gets it by email." in text_of(
        staff.post(address, {"answer": "1", "note": " "})
    )
    staff.post(address, {"answer": "1", "note": "You signed <this> year's round."})
    staff.post(address, {"answer": "1", "note": "Twice."})

    assert ErasureRequest.objects.get().answered_at is not None
    mail = Email.objects.get()
    assert mail.to == ["robin@example.org"]
    delivery.deliver_due()
    mail.refresh_from_db()
    assert mail.subject == "Your wish to be forgotten at Keep it Local"


def test_erasing_closes_the_request(staff, person, address):
    ErasureRequest.objects.create(person=person)
    staff.post(address, {"erase": "1", "also": ""})

    assert ErasureRequest.objects.get().answered_at is not None
    assert str(ErasureRequest.objects.get()) == "Former colleague asks to be forgotten"
