"""Priorities beside the statements they are of, and where they stand in the task list."""

from dataclasses import dataclass
from functools import cached_property

from assessments.models import MAX_PRIORITIES, Priority
from assessments.views.sheet import Line, Task, TaskStatus


@dataclass(frozen=True)
class Chosen:
    """One priority with what the council says of its statement this year."""

    priority: Priority
    line: Line
    is_last: bool

    @property
    def level(self):
        """This year's answer in words."""
        return self.line.answer.label if self.line.answer else "Not answered"

    @property
    def is_steady(self):
        """Whether the council wants to stay where it is."""
        return self.line.answer is not None and self.line.answer.level == self.priority.aim

    @property
    def is_behind(self):
        """Whether the answer has since gone beyond what is aimed at."""
        return self.line.answer is not None and (self.line.answer.level or 0) > self.priority.aim

    @property
    def lacks_plan(self):
        """Whether it has neither an action nor a reason for none."""
        return not (self.priority.has_action or self.priority.no_action)

    @property
    def next_path(self):
        """Where it says what could come next."""
        return f"{self.priority.assessment.get_absolute_url()}{self.line.statement.key}/next/"

    @property
    def up(self):
        return self.priority.place - 1

    @property
    def down(self):
        return 0 if self.is_last else self.priority.place + 1


class Plans:
    """The chosen priorities of a sheet's self-assessment: one query, or two with their actions."""

    def __init__(self, sheet, may_answer, *, with_actions=False):
        self.sheet, self.assessment, self.may_answer = sheet, sheet.assessment, bool(may_answer)
        lines = {line.statement.pk: line for line in sheet.lines}
        known = Priority.objects.filter(assessment=self.assessment)
        rows = list(known.chosen() if with_actions else known.in_short())
        for one in rows:
            one.assessment, one.statement = self.assessment, lines[one.statement_id].statement
            if with_actions:
                one.has_action = bool(one.planned)
        self.cards = [Chosen(one, lines[one.statement_id], one is rows[-1]) for one in rows]

    @property
    def chosen(self):
        return [card.priority for card in self.cards]

    @property
    def is_full(self):
        return len(self.cards) >= MAX_PRIORITIES

    @cached_property
    def lacking(self):
        """Those that keep it from being sent."""
        return [card for card in self.cards if card.lacks_plan]

    @property
    def groups(self):
        """Each principle with its statements as links to choose them, and this year's level in words."""
        path, places = self.path, {card.line.statement.pk: card.priority.place for card in self.cards}
        return [
            (
                group.principle,
                [
                    Task(
                        f"{path}{line.statement.key}/",
                        line.title,
                        said=_said(line, places.get(line.statement.pk)),
                    )
                    for line in group.lines
                ],
            )
            for group in self.sheet.groups
        ]

    @property
    def path(self):
        return f"{self.assessment.get_absolute_url()}priorities/"

    @property
    def tasks(self):
        """Return the lines of the task list: two for those who can change something, one for readers."""
        if not self.may_answer:
            return [Task(self.path, "See the priorities", said=self._count or "None chosen")]
        where = f"{self.lacking[0].line.statement.key}/actions/" if self.lacking else ""
        left = f"{len(self.lacking)} still to plan" if self.lacking else ""
        return [
            Task(self.path, "Choose up to three priorities", self._choosing, self._count),
            Task(f"{self.path}{where}", "Plan actions for them", self._planning, left),
        ]

    @property
    def _count(self):
        return f"{len(self.cards)} chosen" if self.cards else ""

    @property
    def _choosing(self):
        if not self.cards:
            return TaskStatus.NOT_STARTED
        behind = any(card.is_behind for card in self.cards)
        return TaskStatus.NEEDS_CHECKING if behind else TaskStatus.COMPLETED

    @property
    def _planning(self):
        if not self.cards:
            return TaskStatus.CANNOT_START
        if not self.lacking:
            return TaskStatus.COMPLETED
        return TaskStatus.NOT_STARTED if len(self.lacking) == len(self.cards) else TaskStatus.IN_PROGRESS


def _said(line, place):
    said = line.answer.label if line.answer else "Not answered"
    return f"{said}. This is priority {place}." if place else said
