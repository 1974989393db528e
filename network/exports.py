"""Downloads: the rows of a page as CSV or JSON, with how to read them.

No file has a total, and no cell can be taken for a formula by a spreadsheet.
"""

import csv

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils import timezone

from network.words import heading

NOTE = (
    "Membership is a commitment to work towards six principles. It is not a rating, and this must not be "
    "used to rank councils. A blank means that the fact is not recorded here, not that there is none."
)
LICENCE = "Open Government Licence v3.0"
LICENCE_URL = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
STYLE = {"ensure_ascii": False, "indent": 1}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")

# Column, meaning, and how to get it from a row of network.tables.load().
COLUMNS = [
    ("gss_code", "The government's code for the area", lambda row: row["gss_code"]),
    ("name", "The place", lambda row: row["name"]),
    ("official_name", "The council's full name", lambda row: row["official_name"]),
    ("type", "What kind of council it is", lambda row: row["type_label"]),
    ("region", "The region of England", lambda row: row["region_label"]),
    ("county_gss_code", "For a district: the code of its county council", lambda row: row["county_gss_code"]),
    (
        "member",
        "“yes” if it is a member today, otherwise “no”",
        lambda row: "yes" if row["is_member"] else "no",
    ),
    ("joined_on", "The day it joined, or the latest day by which it had", lambda row: _day(row["joined_on"])),
    (
        "joined_precision",
        "“day” if that day is exact, “by” if only the latest possible day is known",
        lambda row: row["joined_precision"],
    ),
    (
        "last_checked_on",
        "The day somebody last checked the membership",
        lambda row: _day(row["confirmed_on"]),
    ),
    ("source", "Where the membership was read", lambda row: row["source"]),
    ("source_link", "A link to it, if it is public", lambda row: row["source_url"]),
    ("page", "The council's page here", lambda row: f"{settings.SITE_ORIGIN}{row['path']}"),
]


def _day(day):
    return day.isoformat() if day else ""


def safe(cell):
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def how_to_read():
    """Return the lines that go with every file."""
    today = timezone.localdate().isoformat()
    return {
        "title": "Keep it Local: councils",
        "how_to_read": NOTE,
        "licence": f"{LICENCE}, {LICENCE_URL}",
        "source": f"Keep it Local register, {settings.SITE_ORIGIN}/councils/, read on {today}. "
        f"What the columns mean: {settings.SITE_ORIGIN}/about/data/",
    }


def csv_lines(rows):
    """Return the lines of the CSV: notes that begin with #, then the header, then the rows."""
    writer = csv.writer(Echo())
    # Not through the writer, which would put quotation marks before the #.
    yield from (f"# {text}\r\n" for text in how_to_read().values())
    yield writer.writerow([name for name, _, _ in COLUMNS])
    for row in rows:
        yield writer.writerow([safe(value(row)) for _, _, value in COLUMNS])


class Echo:
    """A file that hands back what is written to it, for csv.writer."""

    def write(self, text):
        return text


def csv_response(name, rows):
    """Stream rows as a CSV file."""
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def council_document(rows):
    """Return the same rows as a JSON document."""
    councils = [{name: value(row) or None for name, _, value in COLUMNS} for row in rows]
    return {**how_to_read(), "councils": councils}


def profile_document(page):
    """Return what a council's page says, each fact with its source and the day it was last checked."""
    council = page.council
    return {
        **how_to_read(),
        "title": f"Keep it Local: {heading(council)}",
        "gss_code": council.gss_code,
        "name": council.name,
        "official_name": council.official_name,
        "type": council.get_type_display(),
        "region": council.get_region_display() or None,
        "website": council.website or None,
        "page": f"{settings.SITE_ORIGIN}{council.get_absolute_url()}",
        "population": council.population,
        "population_year": council.population_year,
        "started_on": _day(council.started_on) or None,
        "ended_on": _day(council.ended_on) or None,
        "replaced_by": [row.successor.gss_code for row in page.succeeded_by],
        "took_over_from": [row.predecessor.gss_code for row in page.succeeded],
        "member": page.membership is not None,
        "memberships": [_membership(row) for row in page.memberships],
        "promises": [_promise(promise) for promise in page.promises],
        "self_assessments": [result_document(result) for result in page.results],
        "history": [
            {"on": _day(event.on), "text": event.text, **fact(event.fact)} for event in page.timeline
        ],
    }


def _membership(row):
    return {
        "joined_on": _day(row.joined_on),
        "joined_precision": row.joined_precision,
        "ended_on": _day(row.ended_on) or None,
        **fact(row),
    }


def _promise(promise):
    lines = [{"text": line.text, "link": line.link or None, **fact(line.fact)} for line in promise.lines]
    return {"promise": promise.title, "recorded": bool(lines), "lines": lines}


def fact(row):
    """Return where a fact comes from, or nothing for what the portal itself knows."""
    source = getattr(row, "source", None)
    if source is None:
        return {}
    return {
        "source": f"{source.title}, {source.publisher}",
        "source_link": source.url or None,
        "our_reading": row.is_our_reading,
        "last_checked_on": _day(row.confirmed_on) or None,
    }


def result_document(result):
    """Return a self-assessment as words; the standard line goes wherever it goes."""
    return {
        "title": result.cycle_title,
        "signed_on": _day(result.signed_on) or None,
        "standard_line": result.standard_line,
        "questions": f"{settings.SITE_ORIGIN}{result.question_set.get_absolute_url()}",
        "statements": [
            {"key": row.key, "statement": row.text, "level": row.label or None, "basis": row.basis or None}
            for _, rows in result.principles
            for row in rows
            if row.shows_anything
        ],
    }
