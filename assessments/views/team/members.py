"""Who is in a council's team, for the page that lists them. Five queries, however many they are."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max

from accounts.models import User
from assessments.models import AnswerVersion, Assessment, Assignment
from assessments.workflow import OPEN_STATES
from councils.models import CouncilRole


@dataclass
class Member:
    """One person, the roles they have here, their parts, and when they were last here."""

    person: User
    roles: list[CouncilRole] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    last_active: datetime | None = None

    @property
    def kinds(self):
        return {role.kind for role in self.roles}


def open_assessment(council):
    """Return the council's newest self-assessment that can be answered now, or None."""
    rows = Assessment.objects.filter(council=council, state__in=OPEN_STATES)
    found = rows.select_related("cycle", "council").first()
    return found if found and found.in_time else None


def members(council, assessment):
    """Return the people with an open role, by name."""
    found = {}
    roles = CouncilRole.objects.open().filter(council=council)
    for role in roles.select_related("user", "stands_in_for__user").order_by("user__name", "user", "kind"):
        found.setdefault(role.user_id, Member(role.user)).roles.append(role)
    answered = _last_answers(council, found)
    for pk, member in found.items():
        moments = [moment for moment in (member.person.last_login, answered.get(pk)) if moment]
        member.last_active = max(moments, default=None)
    if assessment is not None:
        rows = Assignment.objects.filter(assessment=assessment, person__in=found)
        for person, key in rows.order_by("statement__key").values_list("person", "statement__key"):
            found[person].parts.append(key)
    return list(found.values())


def _last_answers(council, people):
    rows = AnswerVersion.objects.filter(answer__assessment__council=council, saved_by__in=people)
    return dict(rows.order_by().values_list("saved_by").annotate(Max("saved_at")))


def former_members(council):
    """Return the last role of each person who has none here any more, newest end first."""
    gone = CouncilRole.objects.former_people(council)
    rows = CouncilRole.objects.filter(council=council, user__in=gone).select_related("user")
    last = {role.user_id: role for role in rows.order_by("ends_on", "pk")}
    return sorted(last.values(), key=lambda role: (str(role.ends_on), role.pk), reverse=True)
