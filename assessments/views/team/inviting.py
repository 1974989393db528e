"""Invite a colleague, send the invitation again, take it back."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from accounts.fresh import fresh_sign_in
from assessments.forms import InviteForm
from assessments.views.loading import council_or_404, team_page
from assessments.views.team.members import open_assessment
from councils.actions import resend, revoke
from councils.permissions import can_invite, can_manage_team

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
@fresh_sign_in
def invite(request, council):
    """Who, in which role, with which words and parts."""
    council = council_or_404(request, council)
    can_manage_team(request.user, council).require()
    assessment = open_assessment(council)
    form = InviteForm(request.POST or None, council=council, by=request.user, assessment=assessment)
    if request.method == "POST" and form.is_valid() and (invitation := form.save()):
        messages.success(request, f"Invited: {invitation.email} has an email. It can be accepted for 7 days.")
        return redirect("assessments:team", council.slug)
    return team_page(request, "invite", council, {"form": form})


@require_http_methods(GET_OR_POST)
@fresh_sign_in
def invite_again(request, council, number):
    """Send it once more: the link before opens nothing then."""
    council = council_or_404(request, council)
    invitation = _waiting_or_404(request.user, council, number)
    if request.method == "POST":
        sent = resend(invitation=invitation, by=request.user)
        said = "Sent again" if sent.generation > invitation.generation else "It was sent a moment ago"
        messages.success(request, f"{said}: {sent.email} has an email. It can be accepted for 7 days.")
        return redirect("assessments:team", council.slug)
    return team_page(request, "invite_again", council, {"invitation": invitation})


@require_http_methods(GET_OR_POST)
def uninvite(request, council, number):
    """Take it back: the link opens nothing then."""
    council = council_or_404(request, council)
    invitation = _waiting_or_404(request.user, council, number)
    if request.method == "POST":
        revoke(invitation=invitation, by=request.user)
        messages.success(request, f"Taken back. The link that {invitation.email} has opens nothing now.")
        return redirect("assessments:team", council.slug)
    return team_page(request, "uninvite", council, {"invitation": invitation})


def _waiting_or_404(user, council, number):
    """Return an invitation that still waits, to those who may do something about it."""
    waiting = council.invitations.waiting().select_related("invited_by")
    invitation = get_object_or_404(waiting, pk=number)
    can_invite(user, council, stand_in=invitation.stands_in_for_id is not None).require()
    return invitation
