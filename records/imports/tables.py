"""Reading a file into rows of text, with a sentence for everything that can be wrong with it."""

import csv
import io
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

LARGEST = 5 * 1024 * 1024
# Several times what any file has; each is compared with all others.
MOST_COLUMNS = 200
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class TableError(Exception):
    """The file as a whole cannot be read. ``messages`` say why, one sentence each."""

    def __init__(self, *messages):
        super().__init__(" ".join(messages))
        self.messages = messages


@dataclass
class Table:
    """A file's columns, and its rows as (row number, {column: cell})."""

    columns: tuple
    rows: list = field(default_factory=list)


def read_table(given):
    """Read a CSV file: a path, bytes, or an open file. The first line names the columns.

    Raises ``TableError``. Row numbers are those a spreadsheet shows.
    """
    lines = csv.reader(io.StringIO(_decode(_read(given)), newline=""), strict=True)
    try:
        records = list(lines)
    except csv.Error as error:
        raise TableError(
            f"Line {lines.line_num} cannot be read as CSV ({error}). "
            "Check that every quotation mark has its partner."
        ) from None
    if not records or not any(records[0]):
        raise TableError("The file is empty. Its first line must name the columns.")
    names = tuple(name.strip() for name in records[0])
    if len(names) > MOST_COLUMNS:
        raise TableError(f"The first line names {len(names):,} columns. No file here has so many.")
    doubles = sorted({name for name in names if names.count(name) > 1})
    if doubles:
        raise TableError(*(f"There are two columns called “{name}”." for name in doubles))
    table = Table(columns=names)
    for number, cells in enumerate(records[1:], start=2):
        if any(cell.strip() for cell in cells):
            table.rows.append((number, _cells(names, cells)))
    return table


def read_once(given):
    """Return a function that reads a CSV file when the plan is made, and remembers it."""
    remembered = []

    def read():
        if not remembered:
            remembered.append(read_table(given))
        return remembered[0]

    return read


def read_records(records, columns):
    """Make a table of dictionaries, as read from one of our own TOML files."""
    rows = [(number, dict(record)) for number, record in enumerate(records, start=1)]
    return Table(columns=tuple(columns), rows=rows)


def read_toml(path):
    """Return the contents of one of our own TOML files."""
    return tomllib.loads(Path(path).read_text(encoding="utf-8"))


def _read(given):
    if isinstance(given, bytes | str):
        return given
    if isinstance(given, Path):
        return given.read_bytes()
    return given.read()


def _decode(content):
    if len(content) > LARGEST:
        raise TableError("The file is larger than 5 MB. Split it, or take out what is not needed.")
    if isinstance(content, str):
        text = content.removeprefix("\ufeff")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise TableError(
                "The file is not in UTF-8. When you save it from a spreadsheet, choose “CSV UTF-8”."
            ) from None
    for number, line in enumerate(text.split("\n"), start=1):
        if UNPRINTABLE.search(line):
            raise TableError(f"Line {number} has a character that cannot be shown or stored. Take it out.")
    return text


def _cells(names, cells):
    """Pair cells with columns. Cells beyond the last column are kept under ``None``, so that they show."""
    row = dict(zip(names, cells, strict=False))
    row.update((name, "") for name in names[len(cells) :])
    extra = [cell for cell in cells[len(names) :] if cell.strip()]
    if extra:
        row[None] = extra
    return row
