"""Old drafts go, unanswered questions lapse, people are forgotten; a dry run does nothing."""

import datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from post_office.models import Email

from accounts.actions import anonymise
from accounts.retention import tidy
from joining.models import Application
from joining.workflow import State
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def later():
    def travel(days):
        return time_machine.travel(timezone.now() + datetime.timedelta(days=days))

    return travel


def tidied(*, dry_run=False):
    """Return how many applications each step found."""
    return [count for what, count, _ in tidy(dry_run=dry_run) if "to join" in what]


@pytest.mark.feature("JO5")
def test_a_draft_untouched_for_six_months_is_removed(draft, later):
    with later(180):
        assert tidied() == [0, 0, 0]
    with later(190):
        assert tidied(dry_run=True) == [1, 0, 0]
        assert Application.objects.exists()
        assert tidied() == [1, 0, 0]
        assert tidied() == [0, 0, 0]
    assert not Application.objects.exists()


def test_what_locality_has_stays(sent, later):
    with later(400):
        tidied()
    sent.refresh_from_db()
    assert sent.state == State.SENT


def test_a_question_without_an_answer_lapses_and_says_so(council_a, later):
    application = factories.ApplicationFactory(council=council_a, state=State.ASKED)
    with later(190):
        assert tidied() == [0, 1, 0]
        assert tidied() == [0, 0, 0]
    application.refresh_from_db()
    assert application.state == State.LAPSED
    assert Email.objects.last().template.name == "joining.lapse"


@pytest.mark.parametrize("state", [State.DECLINED, State.WITHDRAWN, State.JOINED])
def test_a_year_after_it_is_over_people_are_forgotten(council_a, later, holding, state):
    application = factories.ApplicationFactory(council=council_a, state=state)
    browser = holding(application)
    with later(370):
        assert tidied() == [0, 0, 1]
        assert tidied() == [0, 0, 0]
    application.refresh_from_db()
    held = (application.email, application.lead_name, application.lead_email)
    assert held == ("forgotten@anonymised.invalid", "", "")
    assert not application.events.exclude(note__in=["", "(removed)"]).exists()
    assert browser.get(application.get_absolute_url()).status_code == 404


@pytest.mark.feature("JO6")
def test_a_person_who_is_erased_is_in_no_application_any_more(council_a, council_b, nobody, superuser):
    sent = factories.ApplicationFactory(council=council_a, email=nobody.email, state=State.SENT)
    says = {"lead_name": nobody.name, "lead_email": nobody.email, "lead_role": "Zyx"}
    named = factories.ApplicationFactory(council=council_b, says=says)
    factories.ApplicationFactory(council=council_b, email=nobody.email.upper())
    address, name = nobody.email, nobody.name
    anonymise(person=nobody, by=superuser)
    assert set(Application.objects.all()) == {sent, named}, "a draft goes"
    held = str(list(Application.objects.values())).lower()
    assert address.lower() not in held
    assert name.lower() not in held
    assert "zyx" not in held
    named.refresh_from_db()
    assert named.email != address, "whoever wrote the other one keeps it"
    assert named.erased_at is None


def test_the_command_says_what_it_did(council_b, later, capsys):
    call_command("publish_joined")
    assert "No council's day has come." in capsys.readouterr().out
    application = factories.ApplicationFactory(council=council_b, state=State.APPROVED)
    with later(21):
        call_command("publish_joined")
        assert f"{application.council} is a member." in capsys.readouterr().out


def test_one_that_cannot_be_published_is_named_and_holds_up_no_other(council_a, council_b, later):
    held = factories.ApplicationFactory(council=council_a, state=State.APPROVED)
    factories.ApplicationFactory(council=council_b, state=State.APPROVED)
    today = timezone.localdate()
    pause = factories.PauseFactory(starts_on=today, ends_on=today + datetime.timedelta(days=60))
    pause.councils.add(council_a)
    with later(21), pytest.raises(CommandError, match=held.reference):
        call_command("publish_joined")
    assert council_b.memberships.exists()
    assert not council_a.memberships.exists()
