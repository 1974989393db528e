"""Staff enter answers for a council that asked: marked, told, signed by the council, not reviewed by them."""

import pytest
from django.urls import reverse
from post_office.models import Email

from assessments import actions
from assessments.actions.assisting import begin_assistance, end_assistance
from assessments.models import Answer, Assistance, Event
from assessments.permissions import can_answer, can_move
from assessments.workflow import State
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.feature("OF45")]
ASKED = {"asked_by": "Pat Poole, policy officer", "how": "phone"}


def words(reply):
    return " ".join(reply.content.decode().split())


@pytest.fixture
def begun(at_state, reviewer):
    """Council A's, not started, and the reviewer was asked to enter its answers."""
    assessment = at_state(State.NOT_STARTED)
    Email.objects.all().delete()
    return begin_assistance(assessment=assessment, by=reviewer, **ASKED)


@pytest.fixture
def path(begun):
    return f"/assessments/assisted/{begun.pk}/"


def test_it_begins_in_the_admin_and_leads_to_the_questions(at_state, reviewer, lead, sign_in):
    assessment = at_state(State.IN_PROGRESS, said={})
    Email.objects.all().delete()
    desk = sign_in(reviewer)
    button = reverse("admin:assessments_assessment_assist", args=[assessment.pk])
    assert "This field is required" in words(desk.post(button, {"how": "phone"}))
    reply = desk.post(button, ASKED)
    assert reply.url == f"/assessments/assisted/{Assistance.objects.get().pk}/"
    assert desk.post(button, ASKED).url == reply.url
    assert [email.to[0] for email in Email.objects.all()] == [lead.email]
    assert "Pat Poole" in Email.objects.get().prepare_email_message().body
    assert "Locality enters answers for your council" in words(
        sign_in(lead).get(assessment.get_absolute_url())
    )


def test_edge_29_what_locality_enters_is_marked_everywhere_and_the_council_signs(
    begun, path, reviewer, lead, signer, superuser, sign_in, fill
):
    desk, assessment = sign_in(reviewer), begun.assessment
    assert "We do 1a well." in words(desk.get(path))
    assert desk.post(f"{path}1a/", fill("3")).status_code == 302
    answer = Answer.objects.get()
    assert (answer.for_council, answer.versions.get().for_council) == (True, True)
    assert Event.objects.get(move="start").role == "Locality, for the council"
    mark = "Entered by Locality for the council"
    officer, own = sign_in(lead), assessment.get_absolute_url()
    assert mark in words(officer.get(f"{own}1a/"))
    assert mark in words(officer.get(f"{own}check/"))
    assessment.refresh_from_db()
    factories.walk(assessment, State.SUBMITTED)
    snapshot = assessment.snapshots.get()
    assert [one["key"] for one in snapshot.data["answers"] if one.get("for_council")] == ["1a"]
    assert mark in words(officer.get(f"{own}signed/1/"))
    assert mark in words(
        sign_in(superuser).get(reverse("admin:assessments_assessment_change", args=[assessment.pk]))
    )


def test_what_the_council_changes_is_its_own_again(begun, path, reviewer, lead, sign_in, fill):
    sign_in(reviewer).post(f"{path}1a/", fill("3"))
    sign_in(lead).post(f"{begun.assessment.get_absolute_url()}1a/", fill("2", seen_version=1))
    assert not Answer.objects.get().for_council


def test_who_entered_cannot_review(begun, path, reviewer, superuser, sign_in, fill):
    sign_in(reviewer).post(f"{path}1a/", fill("3"))
    end_assistance(assistance=begun, by=reviewer)
    assessment = begun.assessment
    assessment.refresh_from_db()
    factories.walk(assessment, State.SUBMITTED)
    for move in ("accept", "return", "ask"):
        assert "somebody else at Locality" in can_move(reviewer, assessment, move).reason
        assert can_move(superuser, assessment, move)


def test_nobody_else_knows_of_the_pages(begun, path, people, sign_in):
    for name, person in people.items():
        status = sign_in(person).get(path).status_code
        assert status == (200 if name == "reviewer" else 302 if name == "visitor" else 404), name


def test_it_ends_with_the_button_and_with_the_power(begun, path, reviewer, sign_in):
    desk = sign_in(reviewer)
    assert can_answer(reviewer, begun.assessment)
    assert desk.post(path).status_code == 302
    assert desk.get(path).status_code == 404
    assert not can_answer(type(reviewer).objects.get(pk=reviewer.pk), begun.assessment)


def test_colleagues_words_and_the_library_stay_unseen(at_state, reviewer, lead, sign_in):
    assessment = at_state(State.IN_PROGRESS)
    actions.add_evidence(
        answer=assessment.answers.first(), by=lead, title="Private-paper", held_by="Planning"
    )
    begun = begin_assistance(assessment=assessment, by=reviewer, **ASKED)
    assert "Private-paper" not in words(sign_in(reviewer).get(f"/assessments/assisted/{begun.pk}/4a/"))


def test_answers_cannot_be_entered_once_it_is_sent(begun, path, reviewer, sign_in, fill):
    factories.walk(begun.assessment, State.AWAITING_SIGN_OFF)
    assert sign_in(reviewer).post(f"{path}1a/", fill("3", seen_version=1)).status_code == 403
    assert not can_move(reviewer, begun.assessment, "sign")


@pytest.mark.parametrize("state", [State.NOT_SHARED, State.WITHDRAWN])
def test_what_is_over_is_the_councils_alone_again(state, begun, path, reviewer, sign_in):
    """Also if nobody pressed the button that ends it."""
    factories.walk(begun.assessment, state)
    assert begun.assessment.running_assistances.exists()
    for page in (path, f"{path}1a/"):
        assert sign_in(reviewer).get(page).status_code == 404
