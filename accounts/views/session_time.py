"""For how long somebody stays signed in; a script asks, before it warns them."""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_http_methods

from accounts.access import public_uncached
from accounts.sessions import seconds_left


@public_uncached
@require_http_methods(["GET", "HEAD", "POST"])
def session_time(request):
    """Say who is signed in, for how long, and the token that forms need now. POST begins the time anew."""
    if not request.user.is_authenticated:
        return JsonResponse({"person": None, "seconds": 0})
    if request.method == "POST":
        request.session.modified = True
    return JsonResponse(
        {
            "person": request.user.pk,
            "seconds": seconds_left(request.session),
            "token": get_token(request),
        }
    )
