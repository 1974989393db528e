"""A form that was sent after its sender had been signed out, put by until they have signed in again.

It lies in the browser's session, which signing in keeps, for an hour and for one address. Only
views marked ``@puts_by`` keep what they are sent: they show it again, and save nothing by themselves.
And only a page that was drawn for somebody signed in is kept, so that strangers cannot fill the table
of sessions: its form holds what the tag ``drawn_for`` writes.
"""

import time

from django.utils.crypto import constant_time_compare, salted_hmac

FORM = "form_put_by"
LASTS = 60 * 60
MOST = 50_000
NEVER = ("csrfmiddlewaretoken", "password", "code")


def puts_by(view):
    """Mark a view that shows a form again that was put by."""
    view.puts_by = True
    return view


def mark_for(number):
    """Return what only a page has that was drawn for the person with this number."""
    # Short, as what is longer is taken for a text that somebody typed.
    return salted_hmac("accounts.put_by", str(number)).hexdigest()[:20]


def put_by(request, view):
    """Keep a form if its view shows it again; return whether."""
    by, drawn = request.POST.get("by", ""), request.POST.get("drawn", "")
    if not getattr(view, "puts_by", False) or not constant_time_compare(drawn, mark_for(by)):
        return False
    fields = {name: values for name, values in request.POST.lists() if name not in NEVER}
    if sum(len(text) for name, texts in fields.items() for text in (name, *texts)) > MOST:
        return False
    request.session[FORM] = {"path": request.path, "fields": fields, "at": int(time.time())}
    return True


def was_put_by(request):
    """Return ``{name: values}`` of the form that waits for this address, or None.

    The form says in a field ``by`` who was to send it: somebody else at the same browser does not see it.
    """
    kept = request.session.get(FORM)
    if not kept or kept["path"] != request.path or kept["at"] < time.time() - LASTS:
        return None
    return kept["fields"] if kept["fields"].get("by") == [str(request.user.pk)] else None


def forget(request):
    """Let go of the form that waits for this address: it has been sent again."""
    if (request.session.get(FORM) or {}).get("path") == request.path:
        del request.session[FORM]
