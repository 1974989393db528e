"""The page behind the link of an invitation. Opening it changes nothing; its button does."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import public_uncached
from accounts.models import User
from accounts.views import send_code
from assessments.actions import join
from assessments.forms import AcceptForm
from assessments.models import Assessment
from councils.actions.invitations import refusal_of
from councils.models import Invitation
from councils.powers import WHO, limits_of, powers_of

CUT_OFF = "This is not the whole link, or not one of ours. Copy the whole line from the email."


@public_uncached
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token):
    """Show who invites to what, to the person who is meant and to nobody else; take their yes."""
    found = Invitation.objects.behind(token)
    if found is None:
        return _said(request, CUT_OFF, 404)
    if refusal := refusal_of(found, found.asked_generation):
        return _said(request, refusal, 410)
    is_new = not request.user.is_authenticated and not _account(found)
    form = AcceptForm(request.POST or None, initial={"name": found.name}) if is_new else None
    if request.method == "POST" and (form is None or form.is_valid()):
        by = request.user if request.user.is_authenticated else None
        name = form.cleaned_data["name"] if form else ""
        taken = join(invitation=found, generation=found.asked_generation, by=by, name=name)
        return _welcome(request, taken)
    return render(request, "assessments/invitation.html", _context(request, found, form))


def _account(found):
    return User.objects.filter(email__iexact=found.email).first()


def _said(request, sentence, status):
    """Say why the link opens nothing; to a stranger that tells nothing of the council."""
    return render(request, "assessments/invitation_over.html", {"sentence": sentence}, status=status)


def _context(request, found, form):
    """Return what this reader may know: a stranger who has the link learns nothing of what is in it."""
    if not (form or found.is_for(request.user)):
        return {}
    return {
        "invitation": found,
        "form": form,
        "who": WHO[found.kind],
        "can": powers_of(found.kind),
        "cannot": limits_of(found.kind),
    }


def _welcome(request, taken):
    """Lead to where the work is; somebody with a new account signs in first, with a code."""
    council = taken.council
    newest = Assessment.objects.filter(council=council).select_related("council").first()
    path = newest.get_absolute_url() if newest else f"/assessments/{council.slug}/"
    role = taken.get_kind_display().lower()
    if not request.user.is_authenticated:
        messages.success(request, f"You are now {role} for {council.official_name}. Sign in to begin.")
        return send_code(request, taken.role.user, path)
    messages.success(request, f"You are now {role} for {council.official_name}.")
    return redirect(path)
