"""One person's role: what it can do, another role instead, its end, and parts to answer."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from accounts.fresh import fresh_sign_in
from assessments.forms import ChangeRoleForm, PartsForm
from assessments.models import Assignment
from assessments.permissions import can_give_parts
from assessments.views.loading import council_or_404, team_page
from assessments.views.team.inviting import GET_OR_POST
from assessments.views.team.members import open_assessment
from councils.actions import end_role
from councils.models import CouncilRole
from councils.permissions import can_change_role, can_end_role
from councils.powers import WHO, holders, limits_of, powers_of


@require_safe
def role(request, council, number):
    """What this person can do here, and what can be done about it."""
    council = council_or_404(request, council)
    held = _role_or_404(council, number)
    assessment = open_assessment(council)
    context = {
        "who": WHO[held.kind],
        "can": powers_of(held.kind),
        "cannot": limits_of(held.kind),
        "may_change": can_change_role(request.user, held),
        "may_end": can_end_role(request.user, held),
        "may_assign": assessment
        and can_give_parts(request.user, assessment)
        and held.kind in holders("answer"),
        "parts": Assignment.objects.of(held.user, assessment) if assessment else [],
    }
    return _page(request, "role", council, held, context)


@require_http_methods(GET_OR_POST)
@fresh_sign_in
def change_role(request, council, number):
    """Give somebody another role."""
    council = council_or_404(request, council)
    held = _role_or_404(council, number)
    can_change_role(request.user, held).require()
    form = ChangeRoleForm(request.POST or None, role=held, by=request.user)
    if request.method == "POST" and form.is_valid() and (new := form.save()):
        messages.success(request, f"{new.user.name} is now {new.get_kind_display().lower()}.")
        return redirect("assessments:team", council.slug)
    return _page(request, "change", council, held, {"form": form})


@require_http_methods(GET_OR_POST)
@fresh_sign_in
def end(request, council, number):
    """End a role, or leave: access stops at the next request."""
    council = council_or_404(request, council)
    held = _role_or_404(council, number)
    can_end_role(request.user, held).require()
    if request.method == "POST":
        end_role(role=held, by=request.user)
        is_own = held.user_id == request.user.pk
        said = "You have left" if is_own else f"Ended: {held.user.name} has no longer this role"
        messages.success(request, f"{said}. What was written stays.")
        still_here = CouncilRole.objects.of(request.user).filter(council=council).exists()
        return redirect("assessments:team", council.slug) if still_here else redirect("assessments:index")
    return _page(request, "end", council, held, {})


@require_http_methods(GET_OR_POST)
def parts(request, council, number):
    """Ask somebody to answer these statements."""
    council = council_or_404(request, council)
    held = _role_or_404(council, number)
    assessment = open_assessment(council)
    if assessment is None or held.kind not in holders("answer"):
        messages.info(
            request, "Nothing can be answered now, or not by this person: there are no parts to give."
        )
        return redirect("assessments:team", council.slug)
    can_give_parts(request.user, assessment).require()
    given = list(Assignment.objects.of(held.user, assessment))
    form = PartsForm(
        request.POST or None, assessment=assessment, person=held.user, held=given, by=request.user
    )
    if request.method == "POST" and form.is_valid() and form.save():
        messages.success(request, f"Saved. {held.user.name} sees these parts first.")
        return redirect("assessments:team", council.slug)
    return _page(request, "give_parts", council, held, {"form": form, "assessment": assessment})


def _role_or_404(council, number):
    roles = CouncilRole.objects.open().filter(council=council)
    return get_object_or_404(roles.select_related("user", "council", "stands_in_for__user"), pk=number)


def _page(request, template, council, held, context):
    return team_page(request, template, council, {"role": held, **context})
