"""How a view declares itself public. Everything else asks for sign-in."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import require_safe


def public_page(*params):
    """Mark a view as a public page that reads only the named query parameters.

    The page answers GET and HEAD. Without a session cookie it is kept per worker, keyed
    on its path, these parameters and the register version; parameters that are not
    named are not seen by the view, so that no stranger can fill the cache with them.
    """

    def decorate(view):
        @wraps(view)
        def page(request, *args, **kwargs):
            return view(request, *args, **kwargs)

        page = login_not_required(require_safe(page))
        page.public_params = params
        return page

    return decorate


def public_uncached(view):
    """Mark a view as open to everyone but answered afresh each time, such as /healthz."""
    return login_not_required(view)
