"""What readers gave us is kept as long as the privacy page says, handed out and erased with all else."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from post_office.models import STATUS, Email, RecipientDeliveryStatus

from accounts.actions import anonymise, export
from accounts.retention import tidy
from readers import news, tokens
from readers.actions import answered, ask_to_follow
from readers.models import Follower, Following, Question, What
from readers.things import Thing
from tests import dump
from tests.factories import QuestionFactory, UserFactory
from tests.readers.conftest import RIA, TUESDAY, contact, follow

pytestmark = pytest.mark.django_db

NOBODY = Thing(What.NETWORK)


@pytest.fixture(autouse=True)
def _counts():
    call_command("createcachetable")


@pytest.mark.feature("PU30")
def test_nothing_of_an_address_is_left_when_its_time_is_over(clock, client, delivered):
    """Seven days without a yes, or thirty after stopping; a minute earlier it is still there."""
    clock("2026-03-02 12:00Z")
    ask_to_follow(address="never@zyx.example", thing=NOBODY)
    following = follow(address="stopped@zyx.example")
    client.post(tokens.stop_path(following.follower_id))
    follow(address="stays@zyx.example")
    delivered()

    for moment, left in [
        ("2026-03-09 11:59Z", {"never", "stopped", "stays"}),
        ("2026-03-09 12:01Z", {"stopped", "stays"}),
        ("2026-04-01 11:59Z", {"stopped", "stays"}),
        ("2026-04-01 12:01Z", {"stays"}),
    ]:
        clock(moment)
        tidy(dry_run=False)
        found = str(dump.rows_with("zyx.example"))
        assert {name for name in ("never", "stopped", "stays") if f"{name}@" in found} == left
    assert Following.objects.get().is_confirmed


@pytest.mark.feature("PU21")
def test_of_a_question_nothing_is_left_after_a_week(clock, client, study, lead, delivered):
    clock("2026-03-02 12:00Z")
    said = {"name": "Zyx", "address": "ria@zyx.example", "text": "How did zyx begin?"}
    client.post(contact(study), said)
    delivered()
    assert {table for table, _, _ in dump.rows_with("zyx")} == {"post_office_email"}
    clock("2026-03-09 12:01Z")
    tidy(dry_run=False)

    assert dump.rows_with("zyx") == []
    assert Question.objects.count() == 1
    # To the lead officer it stays on record like every message.
    assert [row.to for row in Email.objects.all()] == [[lead.email]]


def test_a_message_that_still_waits_is_not_tidied_away(clock):
    clock("2026-03-02 12:00Z")
    ask_to_follow(address=RIA, thing=NOBODY)
    clock("2026-03-10 12:00Z")
    tidy(dry_run=False)
    assert Email.objects.get().status == STATUS.queued


@pytest.mark.feature("PU21")
def test_a_question_that_nobody_answers_is_emptied_after_a_year(clock):
    clock("2026-03-02 12:00Z")
    QuestionFactory()
    clock("2027-03-01 12:00Z")
    tidy(dry_run=False)
    assert Question.objects.get().text
    clock("2027-03-03 12:00Z")
    tidy(dry_run=False)
    assert Question.objects.get().text == Question.objects.get().address == ""


@pytest.mark.feature("PU30")
def test_an_address_that_is_not_there_gets_no_more(clock, begun, told, delivered):
    """The mail server says so after the news; nothing is sent on the Tuesdays after, until a new yes."""
    follow(What.NETWORK)
    follow(What.NETWORK, address="bob@example.org")
    delivered()
    clock(TUESDAY)
    row = Email.objects.filter(to=RIA).latest("pk")
    bounced = RecipientDeliveryStatus.HARD_BOUNCED
    Email.objects.filter(pk=row.pk).update(recipient_delivery_status=bounced, created=timezone.now())
    news.send_news()

    assert not Following.objects.confirmed().filter(follower__address=RIA).exists()
    assert Following.objects.confirmed().filter(follower__address="bob@example.org").exists()
    clock("2026-03-03 10:00Z")
    follow(What.NETWORK)
    news.send_news()
    assert Following.objects.confirmed().filter(follower__address=RIA).exists()


@pytest.mark.feature("ST29")
def test_whoever_is_forgotten_follows_nothing_and_asked_nothing(superuser, curator):
    person = UserFactory(name="Zyx Example", email="zyx@example.org")
    follow(What.NETWORK, address="zyx@example.org")
    QuestionFactory(address="zyx@example.org", name="Zyx Example", text="I am Zyx Example.")
    other = QuestionFactory(address="other@example.org")
    document = str(export(person=person, by=superuser))
    assert "What you follow by email" in document
    assert "I am Zyx Example." in document
    anonymise(person=person, by=superuser)

    assert not Follower.objects.exists()
    assert dump.rows_with("zyx") == []
    assert Question.objects.count() == 2
    other.refresh_from_db()
    assert other.address == "other@example.org"


@pytest.mark.feature("ST29")
def test_a_colleague_who_answered_can_be_forgotten(superuser, curator):
    question = QuestionFactory()
    answered(questions=Question.objects.all(), by=curator)
    curator.is_staff = False
    curator.save()
    anonymise(person=curator, by=superuser)
    question.refresh_from_db()
    assert question.answered_by == curator


def test_the_privacy_page_says_so(client):
    page = client.get("/about/privacy/").content.decode()
    assert "seven days if you never say yes" in page
    assert "without your name, address and words" in page
    assert 'id="messages"' in page
