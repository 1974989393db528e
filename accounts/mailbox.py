"""The mail that was written into a folder instead of being sent, for whoever tries the portal out."""

import email
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.utils import parsedate_to_datetime
from pathlib import Path

MOST = 50
# Django's backend for folders ends each message in a file with such a line.
END = "\n" + "-" * 79 + "\n"


@dataclass(frozen=True)
class Letter:
    """One message as it lies in the folder."""

    to: str
    subject: str
    sent_at: datetime
    text: str


def newest(folder):
    """Return the newest letters in a folder, newest first; none if there is no such folder."""
    files = sorted(Path(folder).glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    letters = [letter for file in files[:MOST] for letter in _read(file)]
    return sorted(letters, key=lambda letter: letter.sent_at, reverse=True)[:MOST]


def _read(file):
    content = file.read_text(encoding="utf-8", errors="replace")
    return [_letter(text) for text in content.split(END) if text.strip()]


def _letter(text):
    message = email.message_from_bytes(text.lstrip("\n").encode(), policy=policy.default)
    body = message.get_body(("plain",))
    return Letter(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        sent_at=parsedate_to_datetime(message["Date"]),
        text=body.get_content() if body else "",
    )
