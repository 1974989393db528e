"""Our own data files, to be changed and loaded again by tests."""

import csv
import io

from councils.imports import DATA
from councils.models import Champion, Council, CouncilAlias, FormerCode, FormerSlug, Membership, Succession
from records.models import ImportedRow, Source


def rows_of(name="councils.csv"):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_csv(rows, columns=None):
    out = io.StringIO()
    writer = csv.DictWriter(out, columns or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def one(code, **changes):
    """Return our file's row of one council, changed."""
    return {**next(row for row in rows_of() if row["gss_code"] == code), **changes}


def reasons(planned):
    return [reason for row in planned.failed for reason in row.reasons]


def snapshot():
    """Return everything that an import could touch."""
    models = (
        Council,
        CouncilAlias,
        FormerCode,
        FormerSlug,
        Succession,
        Membership,
        Champion,
        Source,
        ImportedRow,
    )
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


BRADFORD, CALDERDALE, BARNSLEY = "E08000032", "E08000033", "E08000038"
