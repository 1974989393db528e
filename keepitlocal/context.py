"""What every page needs to know."""

from django.conf import settings
from django.contrib.messages import get_messages
from django.utils.functional import SimpleLazyObject

from accounts.sessions import seconds_left
from councils.permissions import councils_of
from records.models import RegisterVersion


def page(request):
    """What the frame of every page shows.

    A reader without a session cookie is a stranger: neither the session nor the
    person is looked up for them, so that the page stays the same for everyone.
    """
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return {
        "signed_in": has_session and _is_signed_in(request),
        # One query, and only on a page that is drawn for somebody who is signed in.
        "my_councils": SimpleLazyObject(lambda: councils_of(request.user)),
        "session_left": (lambda: _session_left(request)) if has_session else None,
        "notices": get_messages(request) if has_session else (),
        "section": request.path.split("/", 2)[1],
        "demonstration": settings.DEMONSTRATION,
        "site_origin": settings.SITE_ORIGIN,
        "facts_changed_at": lambda: facts_changed_at(request),
    }


def _session_left(request):
    """For how many seconds the reader of a private page stays signed in; nothing on a public page."""
    match = request.resolver_match
    is_private = match is not None and getattr(match.func, "login_required", True)
    return seconds_left(request.session) if is_private and _is_signed_in(request) else None


def facts_changed_at(request):
    """When the public register last changed; asked only by a page that is really drawn."""
    version = getattr(request, "register_version", None) or RegisterVersion.current()
    return version.changed_at


def _is_signed_in(request):
    """Whether somebody is signed in; a request refused before anyone was looked up has nobody."""
    return hasattr(request, "user") and request.user.is_authenticated
