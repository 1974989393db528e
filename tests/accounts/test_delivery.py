"""Mail leaves row by row: delivered once, tried again, and its text not kept."""

import smtplib
import threading
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from post_office.models import STATUS, Email, EmailTemplate, Log, RecipientDeliveryStatus

from accounts import delivery

NOW = "2026-03-02 10:00:00+00:00"


@pytest.fixture(autouse=True)
def _to_memory(settings):
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"},
    }


@pytest.fixture
def queued(db):
    def queue(to="sam@example.org", **fields):
        return Email.objects.create(**{
            "from_email": "kil@example.org",
            "to": [to],
            "subject": "Your code",
            "message": "ABCD-EFGH",
            "html_message": "<p>ABCD-EFGH</p>",
            "status": STATUS.queued,
            "priority": 1,
            "message_id": f"<{to}>",
            **fields,
        })  # fmt: skip

    return queue


def broken(row):
    """Make a row that nothing can render."""
    template = EmailTemplate.objects.create(name="broken", subject="{% no such tag %}")
    Email.objects.filter(pk=row.pk).update(template=template, context={"a": 1})


def test_a_message_is_delivered_with_its_own_id(queued):
    queued()
    assert delivery.deliver_due() == {"delivered": 1, "later": 0, "given_up": 0}
    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == ["<sam@example.org>"]
    assert mail.outbox[0].body == "ABCD-EFGH"


def test_a_delivered_message_keeps_no_text(queued):
    row = queued()
    delivery.deliver_due()
    row = Email.objects.get(pk=row.pk)
    assert row.status == STATUS.sent
    assert (row.message, row.html_message, row.context) == ("", "", None)
    assert row.subject == "Your code"


def test_a_delivered_message_is_not_delivered_again(queued):
    queued()
    delivery.deliver_due()
    delivery.deliver_due()
    assert len(mail.outbox) == 1


def test_one_bad_row_holds_up_nobody(queued):
    bad = queued("bad@example.org")
    broken(bad)
    queued("good@example.org")
    assert delivery.deliver_due() == {"delivered": 1, "later": 1, "given_up": 0}
    assert [m.to for m in mail.outbox] == [["good@example.org"]]
    assert Log.objects.get(email=bad).exception_type == "TemplateSyntaxError"


def test_it_is_tried_again_after_a_while_that_doubles(queued):
    row = queued()
    broken(row)
    waits = []
    with time_machine.travel(NOW, tick=False) as clock:
        for _ in range(4):
            delivery.deliver_due()
            assert delivery.deliver_due()["later"] == 0
            row.refresh_from_db()
            waits.append(row.scheduled_time - timezone.now())
            clock.shift(waits[-1])
    assert waits == [timedelta(seconds=s) for s in (5, 10, 20, 40)]


def test_it_is_given_up_in_the_end_and_keeps_no_text(queued, settings):
    settings.POST_OFFICE = {**settings.POST_OFFICE, "MAX_RETRIES": 2}
    row = queued()
    broken(row)
    with time_machine.travel(NOW, tick=False) as clock:
        results = []
        for _ in range(4):
            results.append(delivery.deliver_due())
            clock.shift(3600)
    assert [r["given_up"] for r in results] == [0, 0, 1, 0]
    row.refresh_from_db()
    assert (row.status, row.message) == (STATUS.failed, "")


def test_two_processes_never_take_the_same_row(queued):
    row = queued()
    assert delivery._claim(row.pk)
    assert not delivery._claim(row.pk)
    assert delivery.deliver_due()["delivered"] == 0


def test_a_row_whose_process_died_is_delivered_within_a_minute(queued):
    row = queued()
    with time_machine.travel(NOW, tick=False) as clock:
        delivery._claim(row.pk)
        clock.shift(60)
        assert delivery.deliver_due()["delivered"] == 1


def test_what_is_for_later_waits(queued):
    queued(scheduled_time=timezone.now() + timedelta(hours=1))
    assert delivery.deliver_due()["delivered"] == 0


def test_the_command_says_what_it_did(queued, capsys):
    queued()
    call_command("deliver_mail")
    assert capsys.readouterr().out == "1 delivered, 0 put back for later, 0 given up.\n"


def test_the_loop_goes_on_after_the_database_was_away(queued, monkeypatch):
    from django.db import OperationalError

    queued()
    stopped, rounds, deliver = threading.Event(), [], delivery.deliver_due

    def away_once():
        rounds.append(1)
        if len(rounds) == 1:
            raise OperationalError("gone")
        deliver()
        stopped.set()

    monkeypatch.setattr(delivery, "deliver_due", away_once)
    monkeypatch.setattr(delivery, "close_old_connections", lambda: None)
    delivery.deliver_until(stopped, pause=0)
    assert len(rounds) == 2
    assert len(mail.outbox) == 1


def refusing(monkeypatch, code):
    def refuse(self, messages):
        raise smtplib.SMTPRecipientsRefused({"sam@example.org": (code, b"no such person")})

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)


@pytest.mark.feature("ST19")
def test_an_address_that_does_not_exist_is_not_tried_again(queued, monkeypatch):
    row = queued()
    refusing(monkeypatch, 550)
    assert delivery.deliver_due()["given_up"] == 1
    row.refresh_from_db()
    assert (row.status, row.message) == (STATUS.failed, "")
    assert row.recipient_delivery_status == RecipientDeliveryStatus.HARD_BOUNCED


def test_a_mailbox_that_is_full_is_tried_again(queued, monkeypatch):
    row = queued()
    refusing(monkeypatch, 452)
    assert delivery.deliver_due()["later"] == 1
    row.refresh_from_db()
    assert row.recipient_delivery_status is None
