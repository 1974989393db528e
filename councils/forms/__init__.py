"""Forms of the register."""

from councils.forms.curation import EndMembershipsForm
from councils.forms.inviting import InvitationForm
from councils.forms.membership import MembershipForm

__all__ = ["EndMembershipsForm", "InvitationForm", "MembershipForm"]
