"""The questions as a workbook to fill in away from the portal: written and read."""

from dataclasses import dataclass

from assessments.models import Kind
from principles.models import Level
from records.workbook import FORMULA, WorkbookError, letter, read, write

# What the first rows say; the answers begin under the heads.
MARK, HEADS = 3, 4
COLUMNS = ("Key", "Statement", *Level.labels, "Answer", "What is this based on?", "Done by", "Version")
KEY, ANSWER, BASIS, DONE_BY, VERSION = (
    COLUMNS.index(name) for name in ("Key", "Answer", "What is this based on?", "Done by", "Version")
)
ANSWERS = [*Level.labels, *(Kind(kind).label for kind in (Kind.DO_NOT_KNOW, Kind.NOT_OUR_SERVICE))]
HOW = (
    "Choose in the column “Answer”, or leave it empty. Say in 60 words or fewer what it is based on. For "
    "“Not our service”, say in “Done by” which council does it. Leave the other columns and the next "
    "row as they are. Evidence is added on the portal."
)

NOT_OURS = "This is not a file from this page. Download one here, fill it in and bring that back."
ANOTHERS = (
    "This file is of another council, another year or another version of the questions. Nothing was read "
    "from it. Download one here and copy your words into it."
)


@dataclass(frozen=True)
class Said:
    """What one row of a file says, as text."""

    number: int
    key: str
    answer: str
    basis: str
    done_by: str
    version: str


def mark_of(assessment):
    """Return what tells whose questions a file asks, so that no other council's is taken for it."""
    return f"{assessment.council.slug} / {assessment.cycle_id} / {assessment.cycle.question_set.version}"


def as_workbook(assessment):
    """Return the bytes of an .xlsx file: each statement with its levels, answer and the answer's version."""
    answers = {answer.statement_id: answer for answer in assessment.answers.all()}
    asked = assessment.cycle.question_set.statements.prefetch_related("descriptors").order_by("key")
    rows = [
        (f"{assessment.council.official_name}: {assessment.cycle.title}",),
        (HOW,),
        ("Leave this row", mark_of(assessment)),
        COLUMNS,
        *(_line(statement, answers.get(statement.pk)) for statement in asked),
    ]
    choices = [(letter(ANSWER), HEADS + 1, ANSWERS)]
    widths = (16, 36, 22, 22, 22, 22, 20, 50, 24, 9)
    return write("Self-assessment", rows, widths=widths, bold=(1, HEADS), choices=choices)


def _line(statement, answer):
    levels = {descriptor.level: descriptor.text for descriptor in statement.descriptors.all()}
    said = (answer.label, answer.basis, answer.done_by, answer.version) if answer else ("", "", "", 0)
    return (statement.key, statement.text, *(levels.get(level, "") for level in Level.values), *said)


def said_in(data, assessment):
    """Return what the rows of a filled-in file say. Raises ``WorkbookError`` with a sentence."""
    rows = read(data)
    mark, heads = rows.get(MARK, []), rows.get(HEADS, [])
    if tuple(heads[: len(COLUMNS)]) != COLUMNS or len(mark) < 2:
        raise WorkbookError(NOT_OURS)
    if mark[1] != mark_of(assessment):
        raise WorkbookError(ANOTHERS)
    return [_said(number, cells) for number, cells in sorted(rows.items()) if number > HEADS]


def _said(number, cells):
    if FORMULA in cells:
        raise WorkbookError(f"Row {number} works something out. Type the words instead of a formula.")
    cells = cells + [""] * (len(COLUMNS) - len(cells))
    said = (cells[place][:5000] for place in (ANSWER, BASIS, DONE_BY, VERSION))
    return Said(number, cells[KEY][:40].strip(), *said)
