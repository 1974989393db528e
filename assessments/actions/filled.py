"""Bring back a workbook that was filled in elsewhere: plan, show, then fill in. No file is kept.

An answer that somebody saved after the file was made always stays.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import TextChoices

from assessments.actions.answers import checked, save_answer
from assessments.models import Kind, Words
from assessments.permissions import can_answer
from principles.models import Level, Statement
from records.fields import plain

KINDS = {str(kind.label).casefold(): (kind.value, None) for kind in (Kind.DO_NOT_KNOW, Kind.NOT_OUR_SERVICE)}
LABELS = KINDS | {str(level.label).casefold(): (Kind.LEVEL.value, level.value) for level in Level}

TWICE, UNKNOWN = "This statement is in the file twice.", "There is no statement with this key."


class Outcome(TextChoices):
    """What becomes of one row."""

    NEW = "new", "New"
    CHANGED = "changed", "Would change"
    SAME = "same", "The same"
    EMPTY = "empty", "Left empty"
    NEWER = "newer", "Stays, as it was saved after the file was made"
    UNCLEAR = "unclear", "Not understood"


WRITTEN = (Outcome.NEW, Outcome.CHANGED)


@dataclass(frozen=True)
class Row:
    """One row, what it would do, and why not."""

    number: int
    title: str
    outcome: Outcome
    why: str = ""
    statement: Statement | None = None
    words: Words | None = None
    version: int = 0
    before: str = ""


@dataclass
class Plan:
    """What a file would do."""

    rows: list[Row] = field(default_factory=list)

    def of(self, *outcomes):
        """Return the rows with one of these outcomes."""
        return [row for row in self.rows if row.outcome in outcomes]

    @property
    def written(self):
        """Rows that would be saved."""
        return self.of(*WRITTEN)

    @property
    def groups(self):
        """Each outcome with its rows, those that need a look first, without the empty ones."""
        order = (Outcome.UNCLEAR, Outcome.NEWER, Outcome.CHANGED, Outcome.NEW, Outcome.SAME, Outcome.EMPTY)
        return [(outcome, rows) for outcome in order if (rows := self.of(outcome))]


def plan_filled(assessment, said):
    """Return what these rows would do to the answers as they stand; three queries."""
    asked = {row.key: row for row in assessment.cycle.question_set.statements.order_by("key")}
    answers = {answer.statement_id: answer for answer in assessment.answers.all()}
    seen, plan = set(), Plan()
    for one in said:
        statement = asked.get(one.key)
        answer = answers.get(statement.pk) if statement else None
        if statement is None or one.key in seen:
            why = (
                "This statement is in the file twice."
                if statement
                else "There is no statement with this key."
            )
            plan.rows.append(Row(one.number, one.key[:20], Outcome.UNCLEAR, why))
            continue
        seen.add(one.key)
        plan.rows.append(_planned(assessment, statement, answer, one))
    return plan


def _planned(assessment, statement, answer, one):
    about = {"number": one.number, "title": f"{statement.key} {statement.text}", "statement": statement}
    if not one.answer.strip():
        lost = one.basis.strip() and not (answer and answer.basis == plain(one.basis))
        why = "There are words and no answer: choose one in the column “Answer”." if lost else ""
        return Row(**about, outcome=Outcome.UNCLEAR if lost else Outcome.EMPTY, why=why)
    try:
        words, version = _words(assessment, statement, one), _version(one.version)
    except ValidationError as error:
        return Row(**about, outcome=Outcome.UNCLEAR, why=" ".join(error.messages))
    current = answer.version if answer else 0
    if answer and answer.words == words:
        outcome = Outcome.SAME
    elif version != current:
        outcome = Outcome.NEWER
    else:
        outcome = Outcome.CHANGED if answer else Outcome.NEW
    before = answer.label if answer else ""
    return Row(**about, outcome=outcome, words=words, version=version, before=before)


def _words(assessment, statement, one):
    """Return what a row says, as it would be kept, or raise ``ValidationError``."""
    known = LABELS.get(" ".join(one.answer.split()).casefold())
    if known is None:
        raise ValidationError(f"“{plain(one.answer)[:40]}” is none of the answers. Choose one from the list.")
    kind, level = known
    return checked(assessment, statement, Words(kind, level, plain(one.basis), plain(one.done_by)[:200]))


def _version(text):
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValidationError("The column “Version” has been changed. Take a new file and copy your words.")
    return int(text)


@transaction.atomic
def bring_back(*, assessment, said, by):
    """Save what the rows say, all or nothing, but for what somebody has saved meanwhile; return how many."""
    can_answer(by, assessment).require()
    plan = plan_filled(assessment, said)
    outcomes = [
        save_answer(
            assessment=assessment, statement=row.statement, by=by, seen_version=row.version, **vars(row.words)
        )
        for row in plan.written
    ]
    return sum(outcome.saved for outcome in outcomes)
