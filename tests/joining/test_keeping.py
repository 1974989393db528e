"""Old drafts go, unanswered questions lapse, people are forgotten; a dry run does nothing."""

import datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from post_office.models import Email

from joining.actions import clear_old, erase_address
from joining.models import Application
from joining.workflow import State
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def later():
    def travel(days):
        return time_machine.travel(timezone.now() + datetime.timedelta(days=days))

    return travel


@pytest.mark.feature("JO5")
def test_a_draft_untouched_for_six_months_is_removed(draft, later):
    with later(180):
        assert clear_old().drafts == []
    with later(184):
        assert clear_old(dry_run=True).drafts == [draft]
        assert Application.objects.exists()
        assert clear_old().drafts == [draft]
        assert clear_old().drafts == []
    assert not Application.objects.exists()


def test_what_locality_has_stays(sent, later):
    with later(400):
        clear_old()
    sent.refresh_from_db()
    assert sent.state == State.SENT


def test_a_question_without_an_answer_lapses_and_says_so(council_a, later):
    application = factories.ApplicationFactory(council=council_a, state=State.ASKED)
    with later(184):
        assert clear_old().lapsed == [application]
    application.refresh_from_db()
    assert application.state == State.LAPSED
    assert Email.objects.last().template.name == "joining.lapse"


@pytest.mark.parametrize("state", [State.DECLINED, State.WITHDRAWN, State.JOINED])
def test_a_year_after_it_is_over_people_are_forgotten(council_a, later, state):
    application = factories.ApplicationFactory(council=council_a, state=state)
    with later(366):
        assert clear_old().erased == [application]
        assert clear_old().erased == []
    application.refresh_from_db()
    held = (application.email, application.lead_name, application.lead_email)
    assert held == ("erased@anonymised.invalid", "", "")
    assert not application.events.exclude(note__in=["", "Removed."]).exists()


def test_a_person_is_forgotten_on_request(council_a, council_b, superuser):
    sent = factories.ApplicationFactory(council=council_a, email="ann@example.org", state=State.SENT)
    factories.ApplicationFactory(council=council_b, email="ANN@example.org")
    assert erase_address(email="Ann@example.org", by=superuser) == 2
    assert Application.objects.get() == sent
    assert "ann@" not in str(list(Application.objects.values())).lower()


def test_the_commands_say_what_they_did(draft, council_b, later, capsys):
    call_command("clear_applications", "--dry-run")
    assert "Would remove, lapse and forget: 0, 0, 0." in capsys.readouterr().out
    with later(200):
        call_command("clear_applications")
    assert "Removed, lapsed and forgot: 1, 0, 0." in capsys.readouterr().out
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
