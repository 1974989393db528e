"""Private unless declared public; public pages without a session are kept and shared."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from accounts import second_factor
from accounts.put_by import put_by
from keepitlocal import pages
from keepitlocal.errors import bad_request
from keepitlocal.typed import is_ours, typed_texts

SIGNED_OUT = "You were signed out, so this was not saved. Sign in, open the page and put your words back."

PUT_BY = "You were signed out, so this was not saved. Sign in, and what you wrote is back in its form."

FACTOR_FIRST = (
    "This was not saved, because your account needs a second factor first. Open any page: it leads you there."
)


class PrivateUnlessPublicMiddleware(LoginRequiredMiddleware):
    """Ask for sign-in on every view that has not declared itself public, and staff for a second factor.

    Looks at the view's flag before touching ``request.user``: Django's own reads
    the session first, which adds ``Vary: Cookie`` to every public page.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        led_to_sign_in = super().process_view(request, view_func, view_args, view_kwargs)
        return led_to_sign_in or self.lead_to_second_factor(request, view_func)

    def lead_to_second_factor(self, request, view_func):
        """Let staff do nothing in a session that has not passed a second factor but set it up or show it."""
        if getattr(view_func, "open_without_factor", False) or not second_factor.is_missing(request):
            return None
        if request.method == "POST" and typed_texts(request):
            raise PermissionDenied(FACTOR_FIRST)
        return redirect(second_factor.address_of_step(request))

    def handle_no_permission(self, request, view_func):
        """Lead to sign-in; but a form that was sent after signing out is shown back, not lost."""
        if request.method == "POST" and is_ours(request) and "autosave" not in request.POST:
            if put_by(request, view_func):
                raise PermissionDenied(PUT_BY)
            if typed_texts(request):
                raise PermissionDenied(SIGNED_OUT)
        return super().handle_no_permission(request, view_func)


class RefuseNulMiddleware:
    """Answer 400 to an address or a cookie with a NUL byte, which PostgreSQL cannot search for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest("This address cannot be read. Go back and try again.")
        # A cookie in quotation marks can spell the byte as \000.
        if any("\0" in value for value in request.COOKIES.values()):
            return HttpResponseBadRequest("A cookie of your browser cannot be read. Clear it and try again.")
        return self.get_response(request)


class RefuseHugeNumbersMiddleware:
    """Answer 400 to a number that no row can have, which SQLite refuses to look for.

    Our own pages offer none; forms that let several rows be chosen would ask the database.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return bad_request(request, exception) if isinstance(exception, OverflowError) else None


class KnownMethodsMiddleware:
    """Answer 405 to PUT, TRACE and their like, which some packages' views take for GET or POST."""

    known = ("GET", "HEAD", "POST", "OPTIONS")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in self.known:
            return HttpResponseNotAllowed(self.known)
        return self.get_response(request)


class PublicPageMiddleware:
    """Share public pages between readers; keep everything else to the one who asked.

    A reader without a session gets a page that is kept per worker and may be cached
    anywhere for a minute. A reader with one gets the same page made afresh for them.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        params = self.public_params(request)
        if params is None:
            return pages.private(self.get_response(request))
        pages.narrow_query(request, params)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return pages.private(self.get_response(request))
        pages.forget_reader(request)
        # Whoever edits templates wants to see the change, not a kept page.
        if settings.DEBUG or not settings.CACHE_PUBLIC_PAGES:
            return pages.share(request, self.get_response(request))
        return pages.kept_or_made(request, self.get_response)

    @staticmethod
    def public_params(request):
        """Return the query parameters that the page reads, or None if it is not a public page."""
        if request.method not in ("GET", "HEAD"):
            return None
        try:
            return getattr(resolve(request.path_info).func, "public_params", None)
        except Resolver404:
            return None
