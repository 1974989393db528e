"""Where one is signed in, and signing out elsewhere."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.models import Session

OTHERS = "others"


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request):
    """Every browser in which this person is signed in; a button ends one, or all but this one."""
    mine = list(Session.objects.open_of(request.user))
    if request.method == "POST":
        return _end(request, mine)
    rows = sorted(
        (_row(request, session) for session in mine), key=lambda row: (not row["this"], row["order"])
    )
    return render(request, "accounts/security/sessions.html", {"rows": rows})


def _row(request, session):
    """Return what is known of one: device and time of signing in, which older sessions do not hold."""
    known = session.get_decoded().get("signed_in") or {"device": "A browser", "at": ""}
    return {
        "handle": session.handle,
        "device": known["device"],
        "at": parse_datetime(known["at"]) if known["at"] else None,
        "this": session.session_key == request.session.session_key,
        "order": known["at"],
    }


def _end(request, mine):
    wanted = request.POST.get("end", "")
    if wanted == OTHERS:
        ended = actions.end_sessions(person=request.user, by=request.user, but=request.session.session_key)
        messages.success(request, f"Ended everywhere else: {ended}." if ended else "There was no other.")
        return redirect("sessions")
    chosen = next((session for session in mine if session.handle == wanted), None)
    if chosen is None:
        raise Http404
    if chosen.session_key == request.session.session_key:
        return redirect("account_logout")
    actions.end_session(session=chosen, by=request.user)
    messages.success(request, "That session is ended.")
    return redirect("sessions")
