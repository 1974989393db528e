"""What an import would do, in values that a command can print and a page can show."""

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What happens to a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "the same"
    FAILED = "failed"


@dataclass(frozen=True)
class Change:
    """One field of one row: what the register says and what the file says."""

    column: str
    label: str
    old: str
    new: str

    def __str__(self):
        return f"{self.label}: “{self.old}” → “{self.new}”" if self.old else f"{self.label}: “{self.new}”"


@dataclass
class PlannedRow:
    """One row of a file. ``kept`` are fields that staff changed since, which stay as they are."""

    number: int
    key: str = ""
    title: str = ""
    outcome: Outcome = Outcome.SAME
    changes: list = field(default_factory=list)
    kept: list = field(default_factory=list)
    reasons: list = field(default_factory=list)
    note: str = ""
    values: dict = field(default_factory=dict)
    written: dict = field(default_factory=dict)
    added: dict = field(default_factory=dict)
    target: Any = None

    def fail(self, reason):
        self.outcome = Outcome.FAILED
        self.reasons.append(reason)

    @property
    def failed(self):
        return self.outcome is Outcome.FAILED


@dataclass
class Section:
    """One file: what is wrong with it as a whole, and its rows."""

    kind: str
    title: str
    problems: list = field(default_factory=list)
    rows: list = field(default_factory=list)

    def _with(self, outcome):
        return [row for row in self.rows if row.outcome is outcome]

    @property
    def new(self):
        return self._with(Outcome.NEW)

    @property
    def changed(self):
        return self._with(Outcome.CHANGED)

    @property
    def same(self):
        return self._with(Outcome.SAME)

    @property
    def failed(self):
        return self._with(Outcome.FAILED)

    @property
    def kept(self):
        """Rows with a field that staff changed since the last import, and that stays."""
        return [row for row in self.rows if row.kept or row.note]

    @property
    def counts(self):
        """“3 new, 1 changed, 313 the same, 0 failed”, as numbers by word."""
        return {str(outcome): len(self._with(outcome)) for outcome in Outcome}


@dataclass
class Plan:
    """Everything one import would do. Nothing is written until ``apply`` is called with it."""

    sections: list
    sheets: list = field(repr=False)
    make_sheets: Any = field(repr=False)

    @property
    def problems(self):
        return [problem for section in self.sections for problem in section.problems]

    @property
    def failed(self):
        return [row for section in self.sections for row in section.failed]

    @property
    def is_ready(self):
        """True when nothing is wrong with any file or row."""
        return not self.problems and not self.failed

    @property
    def has_changes(self):
        return any(section.new or section.changed for section in self.sections)

    @property
    def counts(self):
        """Rows by outcome, over all files."""
        return {
            str(outcome): sum(section.counts[outcome] for section in self.sections) for outcome in Outcome
        }

    @property
    def fingerprint(self):
        """Stands for this exact plan: a preview and what is then applied must have the same one."""
        seen = hashlib.sha256()
        for section in self.sections:
            for row in section.rows:
                line = (
                    section.kind,
                    row.key,
                    row.outcome,
                    row.changes,
                    row.reasons,
                    sorted(row.written.items()),
                )
                seen.update(repr(line).encode())
            seen.update(repr(section.problems).encode())
        return seen.hexdigest()


class ImportRefusedError(Exception):
    """The plan was not carried out, and nothing was changed. ``messages`` say why."""

    def __init__(self, *messages):
        super().__init__("\n".join(messages))
        self.messages = messages
