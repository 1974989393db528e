"""What every page needs to know."""

from django.conf import settings


def page(request):
    """Whether the reader is signed in (without touching a session that is not there), and demo mode."""
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return {
        "signed_in": has_session and request.user.is_authenticated,
        "demonstration": settings.DEMONSTRATION,
        "site_origin": settings.SITE_ORIGIN,
    }
