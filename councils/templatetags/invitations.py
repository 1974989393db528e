"""The link of an invitation, made when its mail is delivered and never stored."""

from django import template

from accounts.messages import absolute
from councils.models import Invitation

register = template.Library()


@register.simple_tag
def invitation_link(invitation, generation):
    """Return the address behind which an invitation can be accepted; a later sending ends it."""
    token = Invitation(pk=invitation, generation=generation).token
    return absolute(f"/assessments/invitation/{token}/")
