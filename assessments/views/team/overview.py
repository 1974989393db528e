"""The team: who is in it, who is invited, who has left, and what each role can do."""

from django.views.decorators.http import require_safe

from assessments.views.loading import council_or_404, team_page
from assessments.views.team.members import former_members, members, open_assessment
from councils.models import CouncilRole, Invitation
from councils.permissions import can_manage_team, can_name_stand_in
from councils.powers import WHO, powers_of


@require_safe
def team(request, council):
    """Everybody sees who is in the team; a lead also finds here how to change it."""
    council = council_or_404(request, council)
    assessment = open_assessment(council)
    invitations = Invitation.objects.waiting().filter(council=council)
    context = {
        "members": members(council, assessment),
        "invitations": invitations.select_related("invited_by").order_by("expires_at", "pk"),
        "former_members": former_members(council),
        "may_manage": can_manage_team(request.user, council),
        "may_name_stand_in": can_name_stand_in(request.user, council),
        "may_assign": assessment is not None,
        "roles": [(kind.label, WHO[kind], powers_of(kind)) for kind in CouncilRole.Kind],
    }
    return team_page(request, "overview", council, context)
