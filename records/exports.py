"""Lists as files that a spreadsheet opens without running anything in them."""

import csv
import datetime
from io import StringIO

# The wide ones too: where people write Japanese or Chinese, spreadsheets take them for the others.
RISKY_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
RISKY_SPACES = ("\t", "\r")
BYTE_ORDER_MARK = "\ufeff"


def safe_cell(value):
    """Return ``value`` as the text of a cell; text that a spreadsheet would run gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value)
    if isinstance(value, int | float):
        return text
    runs = text.startswith(RISKY_SPACES) or text.lstrip().startswith(RISKY_STARTS)
    return f"'{text}" if runs else text


def as_csv(columns, rows):
    """Return CSV text of ``rows``; ``columns`` are pairs of a heading and a function of a row.

    It begins with a byte order mark, without which Excel misreads accents.
    """
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow([safe_cell(heading) for heading, _ in columns])
    writer.writerows([safe_cell(read(row)) for _, read in columns] for row in rows)
    return BYTE_ORDER_MARK + sheet.getvalue()
