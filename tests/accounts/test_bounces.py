"""Mail that comes back is marked on its message, by the report of a mail server."""

import io
import sys

import pytest
from django.core.management import call_command
from post_office.models import STATUS, Email, Log, RecipientDeliveryStatus

from accounts import bounces

pytestmark = pytest.mark.django_db
REPORT = """From: MAILER-DAEMON@mx.example.org
To: kil@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

Your mail did not arrive.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; sam@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such person

--B
Content-Type: {kind}

Message-ID: {message_id}
Subject: Your code
To: sam@example.org

--B--
"""


@pytest.fixture
def message():
    return Email.objects.create(
        from_email="kil@example.org",
        to=["sam@example.org"],
        subject="Your code",
        status=STATUS.sent,
        message_id="<1.keepitlocal@example.org>",
    )


def report(action="failed", status="5.1.1", kind="message/rfc822", message_id="<1.keepitlocal@example.org>"):
    return REPORT.format(action=action, status=status, kind=kind, message_id=message_id).encode()


@pytest.mark.feature("ST19")
@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
@pytest.mark.parametrize(
    ("status", "kept"),
    [
        ("5.1.1", RecipientDeliveryStatus.HARD_BOUNCED),
        ("4.2.2", RecipientDeliveryStatus.SOFT_BOUNCED),
        ("", RecipientDeliveryStatus.UNDETERMINED_BOUNCED),
    ],
)
def test_a_report_marks_its_message(message, kind, status, kept):
    assert bounces.record(report(status=status, kind=kind)).pk == message.pk

    message.refresh_from_db()
    assert message.recipient_delivery_status == kept
    assert "550 no such person" in Log.objects.get(email=message).message


@pytest.mark.parametrize(
    "content",
    [
        report(action="delayed"),
        report(action="delivered"),
        report(message_id="<another@example.org>"),
        report(message_id=""),
        b"",
        b"\0\xff\xfe",
        b"Subject: Out of office\n\nBack on Monday.",
        b"Content-Type: message/delivery-status\n\nAction: failed\n",
        b'Content-Type: multipart/report; boundary="B"\n\n--B\nContent-Type: message/rfc822\n\nMess',
    ],
)
def test_anything_else_changes_nothing(message, content):
    assert bounces.record(content) is None

    message.refresh_from_db()
    assert message.recipient_delivery_status is None
    assert not Log.objects.exists()


def test_the_command_reads_what_a_mail_server_hands_over(message, monkeypatch, capsys):
    for content, said in ((report(), f"Marked as come back: message {message.pk}.\n"), (b"Hello", "Nothing")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        call_command("read_bounce")
        assert capsys.readouterr().out.startswith(said)
