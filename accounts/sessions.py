"""Where sessions are kept: Django's way, and each knows whose it is, so that its owner can end it."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone


class SessionStore(DatabaseStore):
    """Django's store of sessions in the database, with the person beside the data."""

    ends_at = None
    """When it runs out, as it was read; None while it is new."""

    @classmethod
    def get_model_class(cls):
        # Django reads this module before there are models.
        from accounts.models import Session

        return Session

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        self.ends_at = row.expire_date if row else None
        return row

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.person_id = data.get(SESSION_KEY)
        return row


def seconds_left(session):
    """Return for how many seconds somebody stays signed in if nothing happens."""
    if session.ends_at is None or session.modified:
        return session.get_expiry_age()
    return max(0, int((session.ends_at - timezone.now()).total_seconds()))


def keep_open(session):
    """Let a session begin its time anew, if half of it is over: somebody is at work in it."""
    if seconds_left(session) < session.get_expiry_age() / 2:
        session.modified = True
