"""Signing browsers out."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import Session


@transaction.atomic
def end_session(*, session, by):
    """Sign one browser out; it notices with its next request."""
    if session.person_id != by.pk:
        raise PermissionDenied("You can end only your own sessions.")
    session.delete()


@transaction.atomic
def end_sessions(*, person, by, but=""):
    """Sign all of somebody's browsers out, but for the session with the key ``but``; return how many.

    ``by`` is the person, or a superuser.
    """
    if by != person and not by.is_superuser:
        raise PermissionDenied("Only a superuser can end somebody else's sessions.")
    ended, _ = Session.objects.filter(person=person).exclude(session_key=but).delete()
    return ended
