"""Signing in: allauth's own steps, with a word where it would lead people back in silence."""

from allauth.account import views as allauth_views
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import clear_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from accounts import second_factor

CODE_IS_OVER = "That code is used or out of date. A code works once, for 15 minutes. Ask for a new one."


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request):
    """Ask for the address and send a code to it; asking again forgets the code before."""
    if request.method == "POST" and not request.user.is_authenticated:
        clear_login(request)
    return allauth_views.request_login_code(request)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_code(request):
    """Take the code. When it is used or out of date, say so where a new one is to be had."""
    response = allauth_views.confirm_login_code(request)
    start = reverse("account_request_login_code")
    if response.status_code != 302 or response.url != start:
        return response
    if not messages.get_messages(request).added_new:
        messages.error(request, CODE_IS_OVER)
    wanted = request.GET.get("next")
    return redirect(f"{start}?{urlencode({'next': wanted})}" if wanted else start)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def admin_sign_in(request):
    """The admin has no door of its own; who is in already and came back here may not open it."""
    if request.user.is_authenticated and second_factor.is_missing(request):
        return redirect("admin:index")
    if request.user.is_authenticated:
        raise PermissionDenied(
            "Your account does not open the staff admin. "
            "If you work for Locality, ask a colleague who runs the portal to change that."
        )
    query = request.GET.urlencode()
    return redirect(f"{reverse('account_login')}?{query}" if query else reverse("account_login"))


def send_code(request, person, wanted):
    """Email a code to somebody who has just been given an account, and lead to where it is entered.

    ``wanted`` is the page to open once they are in.
    """
    clear_login(request)
    LoginCodeVerificationProcess.initiate(request=request, user=person, email=person.email)
    return redirect(f"{reverse('account_confirm_login_code')}?{urlencode({'next': wanted})}")
