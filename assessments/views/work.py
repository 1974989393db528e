"""Whose work is what: the reader's own parts, what needs attention, and everything; with days and people."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format

from accounts.models import User
from assessments.models import Assignment
from assessments.views.sheet import Line, TaskStatus
from councils.models import CouncilRole, Invitation

# For so long after the start of a role the list shows the words that came with its invitation.
WELCOME = timedelta(days=60)
ATTENTION = (TaskStatus.PROBLEM, TaskStatus.NEEDS_CHECKING)


class Show(TextChoices):
    """The three ways to see the list, in the words of its links."""

    MINE = "mine", "My work"
    ATTENTION = "attention", "Needs attention"
    ALL = "all", "All"


@dataclass(frozen=True)
class Part:
    """A line of the sheet with who was asked to answer it, and by when."""

    line: Line
    people: tuple[str, ...] = ()
    due_on: object = None

    @property
    def path(self):
        return self.line.path

    @property
    def title(self):
        return self.line.title

    @property
    def said(self):
        return self.line.said

    @property
    def status(self):
        return self.line.status

    @property
    def is_late(self):
        """Whether its day has passed and nobody has answered."""
        return self.due_on is not None and self.line.answer is None and self.due_on < timezone.localdate()

    @property
    def asks_for_attention(self):
        """Whether somebody should look at it before the rest."""
        return self.is_late or self.status in ATTENTION

    @property
    def due(self):
        """Who was asked and by when, in words; “4 May 2026, which has passed” when it is late."""
        when = f"by {date_format(self.due_on, 'j F Y')}" if self.due_on else ""
        words = " ".join([", ".join(self.people), when]).strip()
        words = words[:1].upper() + words[1:]
        return f"{words}, which has passed" if self.is_late else words


class Work:
    """The sheet's lines as parts. Two queries, while answers can change; none after that."""

    def __init__(self, person, sheet, sections):
        """``sections`` are pairs of a group of the sheet and its tasks, whether lines or others."""
        self.person, self.sheet, self.sections = person, sheet, sections
        self.notes: dict[User, str] = {}
        self.is_open = sheet.assessment.standing.answers_open
        self.given = self._given() if self.is_open else []
        self.by_statement = {}
        for part in self.given:
            self.by_statement.setdefault(part.statement_id, []).append(part)
        if self.is_open:
            self._read_notes()

    def _given(self):
        assessment = self.sheet.assessment
        here = CouncilRole.objects.open().filter(council=assessment.council_id).values("user")
        rows = Assignment.objects.filter(assessment=assessment, person__in=here)
        return list(rows.select_related("person", "given_by").order_by("statement__key", "person__name"))

    def _read_notes(self):
        """What colleagues wrote to the reader: at most one note from each, and of invitations while new."""
        council = self.sheet.assessment.council_id
        for part in self.given:
            if part.note and part.person_id == self.person.pk:
                self.notes[part.given_by] = part.note
        roles = getattr(self.person, "remembered_roles", ())
        if roles and all(role.starts_on < timezone.localdate() - WELCOME for role in roles):
            return
        invited = Invitation.objects.filter(council=council, role__user=self.person).exclude(note="")
        for invitation in invited.select_related("invited_by").order_by("accepted_at"):
            self.notes.setdefault(invitation.invited_by, invitation.note)

    @property
    def mine(self):
        """The reader's own parts, those with the nearest day first."""
        own = {part.statement_id: part for part in self.given if part.person_id == self.person.pk}
        found = [
            Part(line, (), own[line.statement.pk].due_on)
            for line in self.sheet.lines
            if line.statement.pk in own
        ]
        return sorted(
            found, key=lambda part: (part.due_on is None, part.due_on or 0, part.line.statement.key)
        )

    @property
    def attention(self):
        """What has a problem, waits to be checked or is late, whoever was asked."""
        return [part for part in map(self.part, self.sheet.lines) if part.asks_for_attention]

    @property
    def groups(self):
        """Everything under its principle, with the words that count it."""
        return [
            (
                group.principle,
                group.count,
                [self.part(task) if isinstance(task, Line) else task for task in tasks],
            )
            for group, tasks in self.sections
        ]

    def part(self, line):
        """Return a line with the people who were asked, and the nearest of their days."""
        asked = self.by_statement.get(line.statement.pk, [])
        days = [part.due_on for part in asked if part.due_on]
        names = tuple("you" if part.person_id == self.person.pk else part.person.name for part in asked)
        return Part(line, names, min(days, default=None))

    @property
    def next_line(self):
        """The first of the reader's parts that nobody has saved anything for, if any."""
        return next((part.line for part in self.mine if part.line.answer is None), None)

    def chosen(self, wanted, roles):
        """Return which list to show: the one asked for; else their own to those who only answer."""
        if wanted in Show.values:
            return Show(wanted)
        only_answers = CouncilRole.Kind.CONTRIBUTOR in roles and CouncilRole.Kind.LEAD not in roles
        return Show.MINE if only_answers and self.mine else Show.ALL
