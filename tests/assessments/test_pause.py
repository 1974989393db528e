"""In a pre-election pause nothing new of a council becomes public; what is public stays."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from assessments.accepted import public_results
from assessments.actions import perform, share
from assessments.models import Audience, Item
from assessments.permissions import can_move
from assessments.queue import waiting
from assessments.workflow import State
from tests.factories import PauseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.feature("ST27")]

LEVELS, TEXT = (Item.LEVELS, ""), (Item.TEXT, "")
# The factory's pause is on from 23 March to 7 May 2027.
DAYS = [("2027-03-22", True), ("2027-03-23", False), ("2027-05-07", False), ("2027-05-08", True)]


@pytest.fixture
def signed(at_state):
    return at_state(State.SUBMITTED, choices={LEVELS: Audience.PUBLIC})


@pytest.fixture
def in_the_pause(time_machine):
    time_machine.move_to("2027-04-01 12:00Z")


def address(assessment, rest="change/"):
    return f"/admin/assessments/assessment/{assessment.pk}/{rest}"


@pytest.mark.parametrize(("day", "may"), DAYS)
def test_accepting_waits_from_the_first_day_to_the_last(signed, reviewer, time_machine, day, may):
    PauseFactory()
    time_machine.move_to(f"{day} 12:00Z")

    verdict = can_move(reviewer, signed, "accept")

    assert bool(verdict) is may
    assert ("until 7 May 2027" in verdict.reason) is not may


def test_the_action_is_refused_as_well_and_changes_nothing(signed, reviewer, council_a, in_the_pause):
    PauseFactory(councils=[council_a])

    with pytest.raises(PermissionDenied, match="Come back on 8 May 2027"):
        perform(signed, "accept", by=reviewer)

    signed.refresh_from_db()
    assert signed.state == State.SUBMITTED
    assert public_results(council_a) == []


def test_another_councils_pause_holds_nothing_up(signed, reviewer, council_b, in_the_pause):
    PauseFactory(councils=[council_b])

    assert can_move(reviewer, signed, "accept")


def test_only_accepting_waits(at_state, lead, signer, reviewer, in_the_pause):
    PauseFactory()
    assessment = at_state(State.IN_PROGRESS)

    perform(assessment, "send", by=lead, gaps_acknowledged=True)
    perform(assessment, "sign", by=signer, agreed=True)
    perform(assessment, "return", by=reviewer, note="Which services?")

    assert assessment.state == State.IN_PROGRESS


def test_the_review_page_says_so_beforehand_and_still_takes_a_return(signed, reviewer, sign_in, in_the_pause):
    PauseFactory()
    desk = sign_in(reviewer)

    page = desk.get(address(signed)).content.decode()
    assert "Accept as complete" not in page
    assert "in a pre-election pause until 7 May 2027" in page
    assert "It stays in your queue." in page
    refused = desk.post(address(signed, "accept/"), {"seen": signed.lock_version})
    assert refused.status_code == 403
    assert "until 7 May 2027" in refused.content.decode()

    desk.post(address(signed, "return/"), {"note": "Which towns?", "seen": signed.lock_version})
    signed.refresh_from_db()
    assert signed.state == State.IN_PROGRESS


def test_the_queue_says_when_it_can_be_accepted(signed, reviewer, time_machine):
    PauseFactory()
    time_machine.move_to("2027-03-22 12:00Z")
    assert "accept it, ask about it, or return it with a reason." in waiting(reviewer)[0].why

    time_machine.move_to("2027-03-23 12:00Z")
    assert "accept it after the pre-election pause, from 8 May 2027 on." in waiting(reviewer)[0].why


# --- What is complete -----------------------------------------------------------------------


@pytest.fixture
def complete(at_state, signer):
    """Complete, with levels for everyone and texts that may be, but are not."""
    assessment = at_state(State.COMPLETE, choices={LEVELS: Audience.PUBLIC, TEXT: Audience.PUBLIC})
    share(assessment=assessment, choices={LEVELS: Audience.PUBLIC, TEXT: Audience.NETWORK}, by=signer)
    return assessment


def test_what_is_public_stays_public(complete, council_a, in_the_pause):
    PauseFactory()

    assert public_results(council_a)[0].shows_levels


def test_nothing_more_is_shared_with_everyone(complete, signer, sign_in, in_the_pause):
    PauseFactory()
    more = {LEVELS: Audience.PUBLIC, TEXT: Audience.PUBLIC}

    with pytest.raises(PermissionDenied, match="until 7 May 2027"):
        share(assessment=complete, choices=more, by=signer)
    with pytest.raises(PermissionDenied, match="until 7 May 2027"):
        share(assessment=complete, choices={LEVELS: Audience.PUBLIC, (Item.TEXT, "1a"): 2}, by=signer)

    page = sign_in(signer).get(f"{complete.get_absolute_url()}sharing/").content.decode()
    assert "You can share less now. To share more with everyone, come back on 8 May 2027." in page


def test_less_can_be_shared_and_the_network_may_read_more(complete, signer, in_the_pause):
    PauseFactory()

    share(assessment=complete, choices={LEVELS: Audience.PUBLIC, TEXT: Audience.US}, by=signer)
    share(assessment=complete, choices={LEVELS: Audience.PUBLIC, TEXT: Audience.NETWORK}, by=signer)
    share(assessment=complete, choices={LEVELS: Audience.NETWORK, TEXT: Audience.NETWORK}, by=signer)

    assert {row.audience for row in complete.sharing.all()} == {Audience.NETWORK}


def test_after_the_pause_it_can_be_shared(complete, signer, time_machine):
    PauseFactory(ends_on=datetime.date(2027, 5, 7))
    time_machine.move_to("2027-05-08 00:00+01:00")

    share(assessment=complete, choices={LEVELS: Audience.PUBLIC, TEXT: Audience.PUBLIC}, by=signer)

    assert {row.audience for row in complete.sharing.all()} == {Audience.PUBLIC}
