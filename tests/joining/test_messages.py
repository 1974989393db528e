"""Messages about an application: plain words, one link, why somebody gets them, and no token at rest."""

import re

import pytest
from post_office.models import Email

from joining import messages
from joining.workflow import MOVES, State
from tests import factories

pytestmark = pytest.mark.django_db
NOTE = "Which day & <b>where</b>? It's not in the report."


def delivered(application, name):
    Email.objects.all().delete()
    if name == "link":
        messages.queue_link(application)
    else:
        messages.queue_for_move(application, MOVES[name], NOTE)
    message = Email.objects.get().prepare_email_message()
    return message, message.alternatives[0][0]


@pytest.mark.parametrize("name", ["link", *messages.TOLD])
def test_each_has_its_subject_one_link_and_says_why(council_a, name):
    council_a.official_name = "Council of King's Lynn & District"
    council_a.save()
    application = factories.ApplicationFactory(council=council_a, state=State.APPROVED)
    message, page = delivered(application, name)
    assert "King's Lynn & District" in message.subject
    assert "\n" not in message.subject
    assert len(re.findall(r"https?://", message.body)) == 1
    assert "You get this because your address was given" in message.body
    assert "&amp;" not in message.body
    assert page.count("<a ") == 1
    assert "<b>" not in page
    if MOVES.get(name, MOVES["send"]).note == "required":
        assert NOTE in message.body


def test_who_withdraws_is_not_told_of_it(draft):
    Email.objects.all().delete()
    messages.queue_for_move(draft, MOVES["withdraw"], "")
    assert not Email.objects.exists()


def test_every_move_that_somebody_else_makes_is_told():
    others = {name for name, move in MOVES.items() if move.party != "applicant"}
    assert others <= set(messages.TOLD)
