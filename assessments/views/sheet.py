"""All statements of one self-assessment with their answers, for the pages that list them.

Four queries, however many answers there are.
"""

from dataclasses import dataclass, replace

from django.db.models import BooleanField, ExpressionWrapper, TextChoices

from assessments.models import Answer, Draft
from assessments.permissions import LACKS_SUPPORT, open_keys
from principles.models import Principle, Statement


class TaskStatus(TextChoices):
    """The six states of a task, in the words people see."""

    CANNOT_START = "cannot_start", "Cannot start yet"
    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    NEEDS_CHECKING = "needs_checking", "Needs checking"
    COMPLETED = "completed", "Completed"
    PROBLEM = "problem", "There is a problem"

    @property
    def tag(self):
        """How the tag looks; plain for what cannot start and for what is done."""
        kinds = {
            TaskStatus.CANNOT_START: "done",
            TaskStatus.IN_PROGRESS: "going",
            TaskStatus.NEEDS_CHECKING: "waiting",
            TaskStatus.COMPLETED: "done",
            TaskStatus.PROBLEM: "problem",
        }
        return kinds.get(self, "")


OWN, ANOTHERS = "own", "another’s"


@dataclass(frozen=True)
class Task:
    """Something to do that is not a statement."""

    path: str
    title: str
    status: TaskStatus | None = None  # None: there is only something to read
    said: str = ""


@dataclass(frozen=True)
class Line:
    """One statement and what is said about it; ``answer`` is None before the first save."""

    statement: Statement
    answer: Answer | None
    lacks_support: bool
    path: str
    is_open: bool
    is_asked: bool = False
    """Locality asks about it now."""
    draft: str = ""
    """Whose unsaved words there are: the reader's “own”, “another’s”, or nobody's."""

    @property
    def title(self):
        """What the task is called."""
        return self.statement.text

    @property
    def said(self):
        """What it says so far, in words."""
        if self.answer is None:
            return "" if self.is_open else "Not answered"
        return self.answer.label

    @property
    def is_gap(self):
        """Without an answer, or “We do not know yet”."""
        return self.answer is None or not self.answer.is_answered

    @property
    def status(self):
        """Where this task stands, or None once it is only to read.

        “We do not know yet” is a valid answer, so it is done.
        """
        if self.is_open and self.answer is not None and self.answer.needs_checking:
            return TaskStatus.NEEDS_CHECKING
        if self.lacks_support:
            return TaskStatus.PROBLEM
        if self.is_asked:
            return TaskStatus.NEEDS_CHECKING
        if not self.is_open:
            return None
        # A colleague's draft beside an answer is theirs to finish; without one it is the work in hand.
        if self.draft == OWN or (self.draft and self.answer is None):
            return TaskStatus.IN_PROGRESS
        return TaskStatus.COMPLETED if self.answer else TaskStatus.NOT_STARTED


@dataclass(frozen=True)
class Group:
    """A principle and its statements."""

    principle: Principle
    lines: list[Line]

    @property
    def count(self):
        """“3 of 4 statements answered, 1 not known yet”: words, never a percentage."""
        answered = sum(not line.is_gap for line in self.lines)
        unknown = sum(line.answer is not None and line.is_gap for line in self.lines)
        words = f"{answered} of {len(self.lines)} statements answered"
        return f"{words}, {unknown} not known yet" if unknown else words


class Sheet:
    """Every statement that is asked, in order, grouped by principle."""

    def __init__(self, assessment, reader=None, *, with_papers=True):
        """With a ``reader`` the lines know of drafts, for one query more.

        Without papers, what answers point to is not read: the list of tasks does not show it.
        """
        self.assessment = assessment
        drafts = _drafts(assessment, reader) if reader and assessment.standing.answers_open else {}
        weak = ExpressionWrapper(LACKS_SUPPORT, BooleanField())
        answers = assessment.answers.with_evidence() if with_papers else assessment.answers.all()
        answers = answers.needing_checks().annotate(lacks_support=weak)
        by_statement = {answer.statement_id: answer for answer in answers}
        path = assessment.get_absolute_url()
        groups = {}
        self.asked_about = open_keys(assessment)
        asked = Statement.objects.filter(question_set=assessment.cycle.question_set_id)
        for statement in asked.select_related("principle").order_by("key"):
            answer = by_statement.get(statement.pk)
            if answer is not None:
                answer.statement = statement  # known already, so that nobody asks for it again
            lacks = answer is not None and bool(answer.lacks_support)
            is_asked = statement.key in self.asked_about
            more = (assessment.standing.answers_open or is_asked, is_asked, drafts.get(statement.pk, ""))
            line = Line(statement, answer, lacks, f"{path}{statement.key}/", *more)
            if line.is_open and answer is not None and answer.needs_checking:
                line = replace(line, path=f"{line.path}still-true/")
            groups.setdefault(statement.principle, []).append(line)
        self.groups = [Group(principle, lines) for principle, lines in groups.items()]
        self.lines = [line for group in self.groups for line in group.lines]

    @property
    def count(self):
        """“13 of 24 statements answered”."""
        return f"{sum(not line.is_gap for line in self.lines)} of {len(self.lines)} statements answered"

    @property
    def unanswered(self):
        """Lines nobody has saved anything for."""
        return [line for line in self.lines if line.answer is None]

    @property
    def next_line(self):
        """The first statement nobody has saved anything for, if any."""
        return next(iter(self.unanswered), None)

    @property
    def unknown(self):
        """Lines that say “We do not know yet”."""
        return [line for line in self.lines if line.answer is not None and line.is_gap]

    @property
    def own_drafts(self):
        """Lines on which the reader has words that are not saved as the answer."""
        return [line for line in self.lines if line.draft == OWN]

    @property
    def to_confirm(self):
        """Lines whose answer was brought forward and is not confirmed."""
        return [line for line in self.lines if line.status == TaskStatus.NEEDS_CHECKING]

    @property
    def unsupported(self):
        """“How we work” without words or without anything to point to."""
        return [line for line in self.lines if line.lacks_support]

    @property
    def lacking(self):
        """What was read of it here, as ``permissions.missing`` takes it."""
        return {
            "lacking": [line.answer for line in self.unsupported],
            "waiting": [line.answer for line in self.to_confirm],
        }

    @property
    def top_level(self):
        """“How we work” answers, which the signer reads with their evidence."""
        return [line for line in self.lines if line.answer is not None and line.answer.is_top_level]

    @property
    def has_gaps(self):
        """Whether any statement has no answer."""
        return any(line.is_gap for line in self.lines)


def _drafts(assessment, reader):
    """Return ``{statement: whose draft there is}``; the reader's own counts first."""
    found = {}
    for statement, person in Draft.objects.filter(assessment=assessment).values_list("statement", "person"):
        if person == reader.pk or statement not in found:
            found[statement] = OWN if person == reader.pk else ANOTHERS
    return found
