"""Pages of a council's team."""

from assessments.views.team.inviting import invite, invite_again, uninvite
from assessments.views.team.overview import team
from assessments.views.team.roles import change_role, end, parts, role
from assessments.views.team.stand_in import end_stand_in, stand_in

__all__ = [
    "change_role",
    "end",
    "end_stand_in",
    "invite",
    "invite_again",
    "parts",
    "role",
    "stand_in",
    "team",
    "uninvite",
]
