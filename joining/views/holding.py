"""Which applications this browser may open: those whose mailed link was used here, or that began here.

The session names them with their generation. Everybody else is told that there is no such page.
"""

from django.http import Http404
from django.shortcuts import render

from joining.models import Application

HELD = "applications"
MOST = 20


def hold(request, application):
    """Let this browser open the application until it is closed, or its session ends."""
    held = request.session.get(HELD, {})
    # A session that somebody planted in this browser must not be the one that opens it.
    request.session.cycle_key()
    request.session.set_expiry(0)
    held.pop(str(application.key), None)
    newest = [*held.items(), (str(application.key), application.generation)][-MOST:]
    request.session[HELD] = dict(newest)


def application_or_404(request, key):
    """Return the application if this browser holds it, or raise ``Http404``."""
    generation = request.session.get(HELD, {}).get(str(key))
    rows = Application.objects.select_related("council__county", "decided_by", "membership")
    application = rows.filter(key=key, generation=generation).first() if generation else None
    if application is None:
        raise Http404
    return application


def page(request, template, application, context, status=200):
    """Draw a page of one application: each says which council it is for."""
    context |= {"application": application, "section": "joining"}
    return render(request, f"joining/{template}.html", context, status=status)
