"""Loading the register: one way in for the command and the admin.

``plan(...)`` reads files and says what would happen; ``apply(plan, by=…)`` does it.
"""

from pathlib import Path

from councils.imports.councils import CouncilSheet
from councils.imports.directory import Directory
from councils.imports.members import MemberSheet
from principles.imports import principle_sheets
from records.imports import ImportRefusedError, SourceSheet, apply, complaints, make_plan, read_once

DATA = Path(__file__).resolve().parent.parent / "data"

__all__ = ["DATA", "ImportRefusedError", "apply", "complaints", "plan", "plan_register", "register_sheets"]


def plan_register(councils=None, members=None):
    """Plan the loading of the project's own files; ``councils`` and ``members`` may be newer ones.

    Fields that staff changed since the last load are kept, and said to be.
    """
    return make_plan(register_sheets(councils, members))


def register_sheets(councils=None, members=None):
    """Return a function from a plan's context to the sheets of our own files, for larger plans too."""
    councils = read_once(DATA / "councils.csv" if councils is None else councils)
    members = read_once(DATA / "members.csv" if members is None else members)

    def sheets(context):
        directory = Directory()
        return [
            SourceSheet.from_file(DATA / "sources.toml", context),
            CouncilSheet(councils, context, directory),
            MemberSheet(members, context, directory),
            *principle_sheets(context),
        ]

    return sheets


def plan(councils=None, members=None):
    """Plan the import of files that staff upload: each a path, bytes or an open file.

    What the file says is what will be, once somebody has seen the preview. A council that
    is not in the file stays as it is.
    """
    given = [
        (sheet, read_once(file))
        for sheet, file in ((CouncilSheet, councils), (MemberSheet, members))
        if file is not None
    ]

    def sheets(context):
        directory = Directory()
        return [sheet(table, context, directory, own=False) for sheet, table in given]

    return make_plan(sheets)
