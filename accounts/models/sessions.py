"""Browsers in which people are signed in."""

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string


class SessionQuerySet(models.QuerySet):
    """Named questions about sessions."""

    def open_of(self, person):
        """A person's sessions that have not run out."""
        return self.filter(person=person, expire_date__gt=timezone.now())


class Session(AbstractBaseSession):
    """A browser in which somebody is signed in, or is about to. To delete it is to sign that browser out."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="sessions",
        help_text="Who is signed in; nobody before that.",
    )

    objects = BaseSessionManager.from_queryset(SessionQuerySet)()

    @classmethod
    def get_session_store_class(cls):
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")

    @property
    def handle(self):
        """Return what a page may say in place of the key, which would open the session."""
        return salted_hmac("accounts.session", self.session_key, algorithm="sha256").hexdigest()[:32]
