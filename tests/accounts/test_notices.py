"""What people need only know of comes once each working day, in one message with one link."""

import threading

import pytest
import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from post_office.models import Email

from accounts.models import Notice
from accounts.notices import send_digests, tell
from tests import factories

WEDNESDAY, SATURDAY, BOXING_DAY = "2026-11-25 09:00Z", "2026-11-28 09:00Z", "2026-12-28 09:00Z"
pytestmark = pytest.mark.django_db


@pytest.fixture
def sam():
    return factories.UserFactory(name="Sam Sutton")


def body(row):
    return row.prepare_email_message().body


def say(*people, about="Ambleford Council", text="Lead Lowther sent it.", path="/assessments/ambleford/1/"):
    tell(people, about=about, text=text, path=path)


@time_machine.travel(WEDNESDAY, tick=False)
def test_many_events_make_one_message_with_one_link(sam):
    say(sam)
    say(sam, text="Signer Sykes signed it.", path="/assessments/ambleford/2/")
    say(sam, about="Bexbury Council", text="Locality accepted it.")
    assert send_digests() == 1
    text = body(Email.objects.get())
    assert text.index("Ambleford Council\n25 November: Lead Lowther sent it.\n25 November: Signer Sykes") < (
        text.index("Bexbury Council\n25 November: Locality accepted it.")
    )
    assert text.count("http") == 1
    assert f"{settings.SITE_ORIGIN}/assessments/\n" in text
    assert "You get it because" in text
    assert not Notice.objects.exists()


@time_machine.travel(WEDNESDAY, tick=False)
def test_news_of_one_place_lead_there(sam):
    say(sam)
    say(sam, text="And more.")
    send_digests()
    assert f"{settings.SITE_ORIGIN}/assessments/ambleford/1/" in body(Email.objects.get())


@time_machine.travel(WEDNESDAY, tick=False)
def test_each_person_reads_what_is_theirs_once(sam):
    other = factories.UserFactory(name="Olu Other")
    say(sam, text="For Sam alone.")
    say(other, text="For Olu alone.")
    assert (send_digests(), send_digests()) == (2, 0)
    texts = {row.to[0]: body(row) for row in Email.objects.all()}
    assert "For Olu alone." in texts[other.email]
    assert "For Olu alone." not in texts[sam.email]


@pytest.mark.parametrize("when", [SATURDAY, BOXING_DAY])
def test_nothing_goes_out_when_nobody_works_and_nothing_is_lost(when, sam):
    say(sam)
    with time_machine.travel(when, tick=False):
        assert send_digests() == 0
    assert sam.notices.count() == 1


@time_machine.travel(WEDNESDAY, tick=False)
def test_somebody_whose_access_ended_reads_nothing_more(sam):
    say(sam)
    sam.is_active = False
    sam.save()
    assert send_digests() == 0
    assert not Email.objects.exists()
    assert not Notice.objects.exists()


@time_machine.travel(WEDNESDAY, tick=False)
def test_what_was_written_stays_text(sam):
    say(sam, about="King's Lynn & <b>West</b>", text="<a href='https://bad.example'>here</a> {{ link }}")
    send_digests()
    message = Email.objects.get().prepare_email_message()
    assert "King's Lynn & <b>West</b>" in message.subject
    assert "<a href='https://bad.example'>here</a> {{ link }}" in message.body
    assert "<b>West" not in message.alternatives[0][0]


def test_a_long_sentence_is_cut_and_says_so(sam):
    say(sam, text="x" * 900)
    assert len(sam.notices.get().text) == 400
    assert sam.notices.get().text.endswith("x…")


@time_machine.travel(WEDNESDAY, tick=False)
def test_the_command_says_how_many(sam, capsys):
    say(sam)
    call_command("send_digests")
    assert capsys.readouterr().out == "1 queued.\n"


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_one_message(sam):
    for number in range(5):
        say(sam, text=f"Line {number}.")
    start = threading.Barrier(4)

    def run():
        start.wait()
        try:
            with time_machine.travel(WEDNESDAY, tick=False):
                send_digests()
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert Email.objects.count() == 1
    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    ("choice", "day", "sent"),
    [
        ("daily", "2026-11-25", True),  # a Wednesday
        ("weekly", "2026-11-25", False),
        ("weekly", "2026-11-30", True),  # a Monday
        ("weekly", "2027-03-29", False),  # Easter Monday, on which nobody works
        ("weekly", "2027-03-30", True),  # so it comes on the Tuesday
        ("weekly", "2027-03-31", False),
        ("never", "2026-11-30", False),
    ],
)
def test_people_choose_how_often(choice, day, sent, sam):
    sam.digest = choice
    sam.save()
    say(sam)
    with time_machine.travel(f"{day} 09:00Z", tick=False):
        send_digests()

    assert Email.objects.exists() == sent
    assert Notice.objects.exists() == (choice == "weekly" and not sent)
