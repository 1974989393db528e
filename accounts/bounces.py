"""Mail that comes back: which message it was, and whether the address is gone for good.

A mail server reports in the form of RFC 3464: one part for machines, with a status of
three figures, and the message or its headers, with the Message-ID that we gave it.
"""

import email
from email import policy

from django.db import transaction
from post_office.models import Log, RecipientDeliveryStatus

from accounts.models import Message

LARGEST = 1_000_000
# By the first figure of the status: 4 may pass, 5 is for good (RFC 3463).
KINDS = {"4": RecipientDeliveryStatus.SOFT_BOUNCED, "5": RecipientDeliveryStatus.HARD_BOUNCED}


def record(content):
    """Mark the message that this report is about as come back, and return it; None if it is about none.

    ``content`` are the bytes of a whole mail. A report that mail is only late changes nothing.
    """
    report = email.message_from_bytes(content[:LARGEST], policy=policy.default)
    status, words = _verdict(report)
    known = Message.objects.filter(message_id__in=_message_ids(report))
    message = known.first() if status else None
    if message is not None:
        with transaction.atomic():
            Message.objects.filter(pk=message.pk).update(recipient_delivery_status=status)
            Log.objects.create(email=message, status=status, message=words[:500], exception_type="Bounce")
    return message


def _verdict(report):
    """Return what kind of failure is reported, and the mail server's own words; None for no failure."""
    for part in report.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.get_payload():
            if str(block.get("Action", "")).strip().lower() == "failed":
                figures = str(block.get("Status", "")).strip()
                kind = KINDS.get(figures[:1], RecipientDeliveryStatus.UNDETERMINED_BOUNCED)
                return kind, str(block.get("Diagnostic-Code", figures)).strip()
    return None, ""


def _message_ids(report):
    """Return the Message-IDs of the mail that is sent back, whole or as its headers."""
    found = set()
    for part in report.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            found.update(str(inner.get("Message-ID", "")) for inner in part.get_payload())
        elif kind == "text/rfc822-headers":
            headers = email.message_from_string(str(part.get_payload()))
            found.add(str(headers.get("Message-ID", "")))
    return {name.strip() for name in found if name.strip()}
