"""Whether this process answers."""

from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import public_uncached


@public_uncached
@never_cache
@require_safe
def healthz(request):
    """Answer "ok" without asking the database: while that is slow, no healthy worker should be killed."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")
