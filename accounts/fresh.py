"""Before something that would hand the account to somebody else: has this person signed in just now?

A session lives for hours, and a screen is left alone. ``fresh_sign_in`` asks again when the
last sign-in is more than ten minutes ago: for the second factor where there is one, otherwise
for the password or a code that is emailed.
"""

import time
from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts import second_factor

FRESH_FOR = 10 * 60
WAYS_IN = {"code", "password"}
AGAIN = "It is a while since you signed in, so this was not saved. Open the page again: it asks you first."


def is_fresh(request):
    """Whether this session showed within ten minutes that it is still the same person."""
    ways = {second_factor.PASSED} if second_factor.is_on(request.user) else WAYS_IN
    records = get_authentication_records(request, request.user)
    times = [record["at"] for record in records if record["method"] in ways]
    return bool(times) and 0 <= time.time() - max(times) < FRESH_FOR


def fresh_sign_in(view):
    """Let a private view be used only by who has signed in just now; others are asked and led back.

    A form that is sent too late is shown back as any refused form is: put this on the page
    with the form too, and almost nobody sees that.
    """

    @wraps(view)
    def page(request, *args, **kwargs):
        if is_fresh(request):
            return view(request, *args, **kwargs)
        return ask_again(request)

    return page


class AsksAgain:
    """For an admin page that gives or takes away powers: whoever may change it has signed in just now."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        may = self.has_change_permission(request) or self.has_add_permission(request)
        if may and not is_fresh(request):
            return ask_again(request)
        return super().changeform_view(request, object_id, form_url, extra_context)


def ask_again(request):
    """Lead to the page that asks who it is, and back; refuse a form, which prints what was typed."""
    if request.method == "POST" and typed(request):
        raise PermissionDenied(AGAIN)
    return redirect(f"{reverse('confirm_you')}?{urlencode({'next': request.get_full_path()})}")


def typed(request):
    """Whether a form holds more than its token."""
    return any(value for name, value in request.POST.items() if name != "csrfmiddlewaretoken")
