"""Where sessions are kept: Django's way, and each knows whose it is, so that its owner can end it."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class SessionStore(DatabaseStore):
    """Django's store of sessions in the database, with the person beside the data."""

    @classmethod
    def get_model_class(cls):
        # Django reads this module before there are models.
        from accounts.models import Session

        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.person_id = data.get(SESSION_KEY)
        return row
