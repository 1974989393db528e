"""What a cell may hold: text in, a value or a plain sentence out, and back to text."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

WHITE_SPACE = re.compile(r"\s+")
YES, NO = {"yes", "true", "1"}, {"no", "false", "0", ""}


def text(cell):
    """One line of text."""
    return WHITE_SPACE.sub(" ", str(cell)).strip()


def whole_number(cell):
    if not cell:
        return None
    if not re.fullmatch(r"[0-9]{1,9}", cell):
        raise ValueError(f"“{cell[:40]}” is not a whole number")
    return int(cell)


def degrees(cell):
    """Degrees with five decimals, about a metre."""
    if not cell:
        return None
    try:
        value = Decimal(cell)
    except InvalidOperation:
        raise ValueError(f"“{cell[:40]}” is not a number of degrees") from None
    if not value.is_finite() or abs(value) > 180:
        raise ValueError(f"“{cell[:40]}” is not a number of degrees")
    return value.quantize(Decimal("0.00001"))


def amount(cell):
    """A figure with up to two decimals, without signs or spaces."""
    if not cell:
        return None
    if not re.fullmatch(r"[0-9]{1,13}([.][0-9]{1,2})?", cell):
        raise ValueError(f"“{cell[:40]}” is not a figure such as 50000 or 62.5")
    return Decimal(cell).quantize(Decimal("0.01"))


def date(cell):
    if not cell:
        return None
    try:
        return datetime.date.fromisoformat(cell)
    except ValueError:
        raise ValueError(f"“{cell[:40]}” is not a date such as 2020-03-03") from None


def yes_or_no(cell):
    if cell.lower() in YES:
        return True
    if cell.lower() in NO:
        return False
    raise ValueError(f"“{cell[:40]}” is neither yes nor no")


def one_of(choices, default=""):
    """Accept a stored value or the words people see for it; an empty cell means ``default``."""
    words = {str(label).casefold(): value for value, label in choices.choices}
    words |= {str(value).casefold(): value for value in choices.values}

    def parse(cell):
        if not cell:
            return str(default)
        if cell.casefold() not in words:
            known = ", ".join(f"“{label}”" for label in choices.labels)
            raise ValueError(f"“{cell[:40]}” is not one of {known}")
        return words[cell.casefold()]

    return parse


def as_text(value):
    """Return the one way a value is written when rows are compared."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


@dataclass(frozen=True)
class Column:
    """One column of a file.

    ``required``: the file must have it. ``needed``: no cell may be empty. ``many``: several
    values with semicolons between, which an import adds to and never takes away.
    ``fills_only``: an import writes it only where nothing is recorded yet.
    """

    name: str
    label: str
    parse: Callable[[str], Any] = text
    required: bool = True
    needed: bool = False
    many: bool = False
    fills_only: bool = False
    choices: Any = None

    def read(self, cell):
        """Return the value of a cell. Raises ``ValueError`` with a sentence's end."""
        if self.many:
            parts = cell if isinstance(cell, list | tuple) else str(cell).split(";")
            return tuple(dict.fromkeys(part for part in (self.parse(text(part)) for part in parts) if part))
        value = self.parse(text(as_text(cell)))
        if self.needed and value in ("", None):
            raise ValueError("it is empty")
        return value

    def write(self, value):
        """Return the value as the text that is compared and kept."""
        return [as_text(part) for part in value] if self.many else as_text(value)

    def show(self, written):
        """Return compared text in words for people."""
        if self.many:
            return "; ".join(written)
        if self.choices and written:
            return str({str(value): label for value, label in self.choices.choices}.get(written, written))
        return written
