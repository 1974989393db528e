"""Who needs a second factor, who has one, and whether this browser has shown it.

The one place of the rule: whoever may do anything as staff does it only in a session that
passed a second factor. The middleware asks it before every private page, the admin once more.
"""

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils.http import urlencode

PASSED = "mfa"
APP, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


def must_have(user):
    """Whether this person may not work without one: anybody with a power of staff (``User.has_perm``)."""
    return user.is_staff or user.is_superuser


def is_on(user):
    """Whether this person has set up an authenticator app."""
    return Authenticator.objects.filter(user_id=user.pk, type=APP).exists()


def passed(request):
    """Whether this session has shown a second factor that the person still has."""
    if not hasattr(request, "_passed_factor"):
        records = get_authentication_records(request, request.user)
        shown = [record.get("id") for record in records if record["method"] == PASSED]
        kept = Authenticator.objects.filter(user_id=request.user.pk, pk__in=shown)
        request._passed_factor = bool(shown) and kept.exists()
    return request._passed_factor


def is_missing(request):
    """Whether this person has to show or set up a second factor before anything else."""
    return must_have(request.user) and not passed(request)


def address_of_step(request):
    """Return where somebody shows the second factor they have, or sets one up, and is led on from."""
    step = reverse("confirm_you" if is_on(request.user) else "set_up_second_factor")
    if request.method not in ("GET", "HEAD"):
        return step
    return f"{step}?{urlencode({'next': request.get_full_path()})}"


def mark_passed(request):
    """Note that this session has shown the factor which was set up in it just now."""
    factor = Authenticator.objects.get(user_id=request.user.pk, type=APP)
    record_authentication(request, request.user, PASSED, id=factor.pk, type=factor.type)
    request._passed_factor = True


def forget(request):
    """Take back that this session has shown a factor, which the person no longer has."""
    records = get_authentication_records(request, request.user)
    kept = [record for record in records if record["method"] != PASSED]
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
    request._passed_factor = False


def open_without_factor(view):
    """Mark a private view that staff need for setting up or showing a factor, or for signing out."""
    view.open_without_factor = True
    return view
