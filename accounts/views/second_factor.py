"""The pages of one's own second factor: set up, move, turn off, recovery codes."""

from allauth.account.utils import get_next_redirect_url
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import views as allauth_views
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions, permissions, qr, second_factor
from accounts.forms import SetUpForm
from accounts.fresh import ask_again, fresh_sign_in, is_fresh

form_page = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@form_page
def second_factor_code(request):
    """Ask for the second factor on the way in; allauth's own step."""
    return allauth_views.authenticate(request)


@require_safe
def show_second_factor(request):
    """Whether a second factor is set up, how many recovery codes are left, and what can be done."""
    codes = Authenticator.objects.filter(user=request.user, type=second_factor.RECOVERY).first()
    used = codes.data["used_mask"].bit_count() if codes else 0
    page = {
        "factor": Authenticator.objects.filter(user=request.user, type=second_factor.APP).first(),
        "codes_left": settings.MFA_RECOVERY_CODE_COUNT - used if codes else 0,
        "may_turn_off": permissions.can_turn_off_second_factor(request.user, request.user),
    }
    return render(request, "accounts/security/second_factor.html", page)


@second_factor.open_without_factor
@form_page
@never_cache
def set_up_second_factor(request):
    """Show the secret for the app, take its first code, then show the recovery codes, this once."""
    form = SetUpForm(request.user, request.POST if request.method == "POST" else None)
    # A key that is new is given out only to who signed in just now. A page that holds one was such a page.
    if form.is_new and not is_fresh(request):
        return ask_again(request)
    if form.is_valid():
        codes = actions.turn_on_second_factor(person=request.user, secret=form.secret, by=request.user)
        second_factor.mark_passed(request)
        return _show_codes(request, codes)
    link = get_adapter().build_totp_url(request.user, form.secret)
    page = {
        "form": form,
        "link": link,
        "must": second_factor.must_have(request.user),
        "moves": second_factor.is_on(request.user),
        "picture": qr.draw(link),
        "secret": " ".join(form.secret[start : start + 4] for start in range(0, len(form.secret), 4)),
    }
    return render(request, "accounts/security/set_up.html", page)


@form_page
@fresh_sign_in
def turn_off_second_factor(request):
    """Turn it off, which staff may not."""
    permissions.can_turn_off_second_factor(request.user, request.user).require()
    if request.method == "POST":
        actions.turn_off_second_factor(person=request.user, by=request.user)
        second_factor.forget(request)
        messages.success(request, "Your second factor is off.")
        return redirect("second_factor")
    return render(request, "accounts/security/turn_off.html")


@form_page
@never_cache
@fresh_sign_in
def recovery_codes(request):
    """Make new recovery codes and show them, this once."""
    if not second_factor.is_on(request.user):
        return redirect("second_factor")
    if request.method == "POST":
        return _show_codes(request, actions.make_recovery_codes(person=request.user, by=request.user))
    return render(request, "accounts/security/new_recovery_codes.html")


def _show_codes(request, codes):
    """Return the page with new codes. They go nowhere else: the file to save is in the page itself."""
    pairs = [f"{code[:4]} {code[4:]}" for code in codes or ()]
    wanted = get_next_redirect_url(request) or ("/admin/" if request.user.is_staff else "")
    return render(request, "accounts/security/recovery_codes.html", {"codes": pairs, "wanted": wanted})
