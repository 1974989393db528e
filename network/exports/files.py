"""How a list becomes a file: columns over rows that the reader may see, with how to read them.

No file has a total, and no cell can be taken for a formula by a spreadsheet. Files are
streamed row by row, so that a long one takes no more memory than a short one.
"""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.text import capfirst

from records.exports import safe_cell

NOTE = (
    "Membership is a commitment to work towards six principles. It is not a rating, and this must not be "
    "used to rank councils. A blank means that the fact is not recorded here, not that there is none."
)
LICENCE = "Open Government Licence v3.0"
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
STYLE = {"ensure_ascii": False, "indent": 1}


def how_to_read(title, address, note=NOTE):
    """Return the lines that go with every file; ``address`` is the page here that says the same."""
    today = timezone.localdate().isoformat()
    return {
        "title": f"Keep it Local: {title}",
        "how_to_read": note,
        "licence": f"{LICENCE}, {LICENCE_URL}",
        "source": f"Keep it Local register, {settings.SITE_ORIGIN}{address}, read on {today}. "
        f"What the columns mean: {settings.SITE_ORIGIN}/about/data/",
    }


class Column(NamedTuple):
    """A column of a file: its name, what it means, and how to get it from a row.

    A value is a text, a number, a day, true or false, or a list of texts. What is not
    recorded is ``None`` or an empty text, never nought.
    """

    name: str
    meaning: str
    value: Callable[[Any], Any]


@dataclass(frozen=True)
class Export:
    """A list of the portal that can be taken away.

    ``key`` names the CSV file, and the rows in JSON; ``title`` says in a word or two what they
    are. ``rows`` may be any iterable, such as a queryset's ``iterator()``, and is read once.
    ``address`` is the page that shows the same rows, with its filters. ``offers`` are the downloads that the
    page on data names: what is in each, and the part of its address after the question mark.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    note: str = NOTE
    offers: tuple[tuple[str, str], ...] = ()

    @property
    def downloads(self):
        """Return the words, the CSV address and the JSON address of each download on offer."""
        return [
            (words, *(f"/{self.key}.{form}{query and '?'}{query}" for form in ("csv", "json")))
            for words, query in self.offers or ((capfirst(self.title), ""),)
        ]

    def csv(self, rows, address):
        """Answer with the rows as a CSV file."""
        response = StreamingHttpResponse(
            self.csv_lines(rows, address), content_type="text/csv; charset=utf-8"
        )
        response.headers["Content-Disposition"] = f'attachment; filename="{self.key}.csv"'
        return response

    def json(self, rows, address):
        """Answer with the rows as a JSON document."""
        return StreamingHttpResponse(self.json_pieces(rows, address), content_type="application/json")

    def csv_lines(self, rows, address):
        """Yield the lines of the CSV: notes that begin with #, then the header, then the rows."""
        writer = csv.writer(Echo())
        # Not through the writer, which would put quotation marks before the #.
        yield from (f"# {text}\r\n" for text in how_to_read(self.title, address, self.note).values())
        yield writer.writerow([column.name for column in self.columns])
        for row in rows:
            yield writer.writerow([_cell(column.value(row)) for column in self.columns])

    def json_pieces(self, rows, address):
        """Yield the pieces of one JSON object: the notes, then the rows as a list."""
        notes = _as_json(how_to_read(self.title, address, self.note))
        yield notes.removesuffix("\n}") + f',\n "{self.key}": ['
        between = ""
        for row in rows:
            said = _as_json({column.name: _known(column.value(row)) for column in self.columns})
            # Lines inside a text are written as \n, so each line break here is the document's own.
            yield f"{between}\n{said}".replace("\n", "\n  ")
            between = ","
        yield "\n ]\n}" if between else "]\n}"


class Echo:
    """A file that hands back what is written to it, for csv.writer."""

    def write(self, text):
        return text


def _cell(value):
    """Return a value as a cell; several texts stand in one with semicolons between."""
    return safe_cell("; ".join(value) if isinstance(value, list | tuple) else value)


def _known(value):
    """Return a value for JSON, where ``null`` says that it is not recorded."""
    return None if value == "" else value


def _as_json(said):
    return json.dumps(said, cls=DjangoJSONEncoder, **STYLE)
