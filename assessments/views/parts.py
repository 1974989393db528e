"""What one person was asked to answer, with the words they were asked with."""

from dataclasses import dataclass, field

from accounts.models import User
from assessments.models import Assignment
from assessments.views.sheet import Line
from councils.models import Invitation


@dataclass
class Parts:
    """The reader's own lines of the sheet, and what colleagues wrote: at most one note a person."""

    lines: list[Line] = field(default_factory=list)
    notes: dict[User, str] = field(default_factory=dict)

    @property
    def next_line(self):
        """The first of them that nobody has saved anything for, if any."""
        return next((line for line in self.lines if line.answer is None), None)


def parts_of(person, sheet):
    """Return the parts of one person, while answers can change. Two queries."""
    found = Parts()
    assessment = sheet.assessment
    if not assessment.standing.answers_open:
        return found
    lines = {line.statement.pk: line for line in sheet.lines}
    invited = Invitation.objects.filter(council=assessment.council_id, role__user=person).exclude(note="")
    for invitation in invited.select_related("invited_by").order_by("accepted_at"):
        found.notes[invitation.invited_by] = invitation.note
    for part in Assignment.objects.of(person, assessment):
        found.lines.append(lines[part.statement_id])
        if part.note:
            found.notes[part.given_by] = part.note
    return found
