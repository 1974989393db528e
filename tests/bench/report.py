"""The results: printed, as JSON, and as the table of docs/performance.md."""

import os
import platform
import re
import subprocess
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.bench.measure import CONNECTIONS
from tests.postgres import find_programs

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def machine():
    """Say what it was measured on: no host name and no path."""
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    postgresql = subprocess.run([find_programs() / "postgres", "--version"], capture_output=True, text=True)
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(int(memory[1]) / 1024**2),
        "python": platform.python_version(),
        "django": version("django"),
        "gunicorn": version("gunicorn"),
        "postgresql": re.search(r"[\d.]+", postgresql.stdout)[0],
    }


def as_data(rows, targets):
    """Return everything as plain values for ``--json``."""
    return {
        "measured_at": datetime.now(ZoneInfo("Europe/London")).isoformat(timespec="seconds"),
        "machine": machine(),
        "pages": [_page_data(figures) for figures in rows],
        "targets": [
            {
                "promise": target.promise,
                "measured": round(target.measured, 2),
                "limit": round(target.limit, 2),
                "unit": target.unit,
                "at_least": target.at_least,
                "met": target.met,
            }
            for target in targets
        ],
        "met": all(target.met for target in targets),
    }


def _page_data(figures):
    return {
        "page": figures.page.name,
        "kept": figures.kept,
        "queries": figures.queries,
        "cpu_ms": round(figures.cpu, 2),
        "connections": {
            str(connections): {
                "requests_per_s": round(load.rate, 1),
                "p50_ms": round(load.percentile(0.50), 1),
                "p95_ms": round(load.percentile(0.95), 1),
            }
            for connections, load in figures.loads.items()
        },
    }


def as_text(data):
    """Return the results as two Markdown tables, which also read well on a screen."""
    return "\n".join([_about(data), "", *_targets(data), "", *_pages(data)])


def _about(data):
    on, day = data["machine"], datetime.fromisoformat(data["measured_at"])
    return (
        f"Measured on {day.day} {day:%B %Y}: {on['cores']} processor cores, {on['memory_gb']} GB memory, "
        f"Python {on['python']}, Django {on['django']}, gunicorn {on['gunicorn']}, "
        f"PostgreSQL {on['postgresql']}."
    )


def _targets(data):
    rows = [
        [
            target["promise"],
            f"at {'least' if target['at_least'] else 'most'} {_amount(target)}",
            f"{target['measured']:,.4g}",
            "met" if target["met"] else "NOT MET",
        ]
        for target in data["targets"]
    ]
    return _table(["Target", "Limit", "Measured", "Result"], rows)


def _amount(target):
    unit = "query" if (target["unit"], target["limit"]) == ("queries", 1) else target["unit"]
    return f"{target['limit']:,.4g} {unit}"


def _pages(data):
    heads = ["Page", "", "Queries", "CPU ms"]
    for connections in CONNECTIONS:
        heads += [f"Requests/s at {connections}", "p50 ms", "p95 ms"]
    rows = []
    for page in data["pages"]:
        row = [
            page["page"],
            "kept" if page["kept"] else "afresh",
            str(page["queries"]),
            f"{page['cpu_ms']:.2f}",
        ]
        for load in page["connections"].values():
            row += [f"{load['requests_per_s']:,.0f}", f"{load['p50_ms']:.1f}", f"{load['p95_ms']:.1f}"]
        rows.append(row)
    return _table(heads, rows)


def _table(heads, rows):
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]
    ruled = [heads, ["-" * max(width, 3) for width in widths], *rows]
    padded = ([cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in ruled)
    return [f"| {' | '.join(cells)} |" for cells in padded]


def write(text, document=DOCUMENT):
    """Put the results in the place of the earlier ones in the document."""
    before, rest = document.read_text().split(BEGIN)
    after = rest.split(END)[1]
    document.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}")
