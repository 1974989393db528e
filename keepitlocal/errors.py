"""Pages for what went wrong. 500 and 503 ask nothing of the database."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token

from keepitlocal.typed import fields_to_send_again, typed_texts

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent)
DATABASE_AWAY = (OperationalError, InterfaceError)


@never_cache
@requires_csrf_token
def bad_request(request, exception):
    """Say that an address or a form could not be read."""
    return render(request, "400.html", {"too_much": isinstance(exception, TOO_MUCH)}, status=400)


@never_cache
@requires_csrf_token
def permission_denied(request, exception):
    """Refuse, print the reason that the refusal carries, and give back what was typed."""
    return render(request, "403.html", {"reason": str(exception), "typed": typed_texts(request)}, status=403)


@never_cache
@requires_csrf_token
def page_not_found(request, exception):
    """Say that there is no such page, and where to look for a council."""
    return render(request, "404.html", status=404)


@never_cache
def server_error(request):
    """Answer 503 while the database is away, which passes by itself, and 500 for our own mistakes."""
    if isinstance(sys.exc_info()[1], DATABASE_AWAY):
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "30"})
    return HttpResponse(render_to_string("500.html"), status=500)


@never_cache
@requires_csrf_token
def csrf_failure(request, reason=""):
    """Offer to send a form again whose token is out of date, with everything that was typed."""
    context = {"typed": typed_texts(request), "fields": fields_to_send_again(request)}
    return render(request, "403_csrf.html", context, status=403)
