"""Imports: a plan that can be read first, then one transaction that carries it out."""

from records.imports.columns import Column
from records.imports.plans import Change, ImportRefusedError, Outcome, Plan, PlannedRow, Section
from records.imports.references import Context, Reference
from records.imports.running import apply, complaints, make_plan
from records.imports.sheets import Sheet
from records.imports.sources import SourceSheet
from records.imports.tables import Table, TableError, read_once, read_records, read_table

__all__ = [
    "Change",
    "Column",
    "Context",
    "ImportRefusedError",
    "Outcome",
    "Plan",
    "PlannedRow",
    "Reference",
    "Section",
    "Sheet",
    "SourceSheet",
    "Table",
    "TableError",
    "apply",
    "complaints",
    "make_plan",
    "read_once",
    "read_records",
    "read_table",
]
