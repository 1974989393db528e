"""What could come next for a statement: the next level in its own words, and examples from elsewhere.

It praises nobody and blames nobody. Nothing here is kept or counted.
"""

from dataclasses import dataclass, field

from assessments.models import Kind
from assessments.openers import opener
from practice.models import CaseStudy
from principles.models import Level, LevelDescriptor, Statement

EXAMPLES = 3


@dataclass(frozen=True)
class NextStep:
    """One statement, what the council says of it, and where it could look."""

    statement: Statement
    label: str
    descriptor: LevelDescriptor | None = None
    is_top: bool = False
    is_elsewhere: bool = False
    studies: list = field(default_factory=list)

    @property
    def question(self):
        """A question to begin a talk with."""
        return opener(self.statement.key)

    @property
    def studies_path(self):
        """The list of all examples of the same principle."""
        return f"/case-studies/?principle={self.statement.principle.slug}"


def next_step(council, statement, said):
    """Return what could come next; ``said`` is the answer, live or signed, or None.

    Two queries: the next level's words and the examples.
    """
    level = said.level if said else None
    descriptor = None
    if level and level < Level.HOW_WE_WORK:
        descriptor = LevelDescriptor.objects.filter(statement=statement, level=level + 1).first()
    studies = CaseStudy.objects.published().examples_for(statement.principle, council)
    return NextStep(
        statement=statement,
        label=said.label if said else "Not answered",
        descriptor=descriptor,
        is_top=level == Level.HOW_WE_WORK,
        is_elsewhere=said is not None and said.kind == Kind.NOT_OUR_SERVICE,
        studies=list(studies[:EXAMPLES]),
    )
