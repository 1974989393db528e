"""“Is it still you?”: asked before something that would hand the account to somebody else."""

import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.internal.flows import post_authentication
from django.contrib import messages as notices
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import guesses, messages, sealed, second_factor
from accounts.forms import EmailedCodeForm, PasswordAgainForm, SecondFactorForm

CODE = "confirm_code"
GOOD_FOR = 15 * 60
TRIES = 3


@second_factor.open_without_factor
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_you(request):
    """Ask for the second factor where there is one, otherwise for the password or an emailed code."""
    data = request.POST if request.method == "POST" else None
    if data is not None and "send" in data:
        return _send_code(request)
    way, form = _way(request, data)
    if form is not None and form.is_valid():
        _note(request, way, form)
        return redirect(get_next_redirect_url(request) or "account")
    if way == "code" and form is not None and form.is_bound:
        way, form = _count_try(request, form)
    page = {"form": form, "way": way, "wanted": get_next_redirect_url(request) or ""}
    return render(request, "accounts/security/confirm.html", page)


def _way(request, data):
    """Return how this person shows who they are, and the form for it; none before a code is sent."""
    if second_factor.is_on(request.user):
        return "factor", SecondFactorForm(user=request.user, data=data)
    if (code := _sent_code(request)) is not None:
        return "code", EmailedCodeForm(request.user, code, data)
    if request.user.has_usable_password():
        return "password", PasswordAgainForm(request.user, data)
    return "code", None


def _note(request, way, form):
    """Remember in the session that this person has shown who they are, and how."""
    if way == "factor":
        post_authentication(request, form.authenticator, reauthenticated=True)
        request._passed_factor = True
    else:
        request.session.pop(CODE, None)
        record_authentication(request, request.user, method=way, reauthenticated=True)


def _send_code(request):
    """Email a code to the address that this person has now; asking again ends the one before."""
    query = request.GET.urlencode()
    here = reverse("confirm_you") + (f"?{query}" if query else "")
    if second_factor.is_on(request.user):
        return redirect(here)
    if not guesses.may_ask(request, request.user.email):
        notices.error(request, guesses.TOO_MANY)
        return redirect(here)
    code = get_adapter().generate_login_code()
    request.session[CODE] = {"code": sealed.seal(code), "at": time.time(), "tries": 0}
    wanted = {"name": request.user.name, "code": code, "link": messages.absolute(reverse("account"))}
    messages.queue("accounts/mail/confirm_code", to=request.user.email, context=wanted)
    return redirect(here)


def _sent_code(request):
    """Return the code that was sent, while it is good."""
    state = request.session.get(CODE)
    good = state and state["tries"] < TRIES and 0 <= time.time() - state["at"] <= GOOD_FOR
    return sealed.unseal(state["code"]) if good else None


def _count_try(request, form):
    """Count a wrong code. The third ends it, and the page offers a new one."""
    state = request.session[CODE]
    request.session[CODE] = {**state, "tries": state["tries"] + 1}
    if state["tries"] + 1 < TRIES:
        return "code", form
    notices.error(request, "Too many tries. Ask for a new code.")
    return _way(request, None)
