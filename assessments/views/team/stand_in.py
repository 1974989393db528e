"""Who signs while the sign-off officer is away."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from accounts.fresh import fresh_sign_in
from assessments.forms import StandInForm
from assessments.views.loading import council_or_404, team_page
from assessments.views.team.inviting import GET_OR_POST
from councils.actions import name_stand_in
from councils.models import CouncilRole, Invitation
from councils.permissions import can_name_stand_in


def _signers(council):
    roles = CouncilRole.objects.open().filter(council=council, kind=CouncilRole.Kind.SIGNER)
    return roles.select_related("user", "stands_in_for__user", "council").order_by("user__name", "pk")


@require_http_methods(GET_OR_POST)
@fresh_sign_in
def stand_in(request, council):
    """Name a stand-in: another sign-off officer, or somebody new."""
    council = council_or_404(request, council)
    can_name_stand_in(request.user, council).require()
    roles = list(_signers(council))
    form = StandInForm(request.POST or None, council=council, roles=roles, by=request.user)
    if request.method == "POST" and form.is_valid() and (named := form.save()):
        if isinstance(named, Invitation):
            said = f"Invited: {named.email} has an email, and can sign once they have accepted."
        else:
            said = f"{named.user.name} now signs in the place of {named.stands_in_for.user.name}."
        messages.success(request, said)
        return redirect("assessments:team", council.slug)
    return team_page(request, "stand_in", council, {"form": form, "signers": roles})


@require_http_methods(GET_OR_POST)
@fresh_sign_in
def end_stand_in(request, council, number):
    """The other is back: this one signs for themselves again."""
    council = council_or_404(request, council)
    can_name_stand_in(request.user, council).require()
    role = get_object_or_404(_signers(council).filter(stands_in_for__isnull=False), pk=number)
    if request.method == "POST":
        name_stand_in(role=role, away=None, by=request.user)
        messages.success(request, f"{role.user.name} no longer stands in for anybody.")
        return redirect("assessments:team", council.slug)
    return team_page(request, "end_stand_in", council, {"role": role})
