"""What a case study lacks, in words. For staff only: it is no score."""

from django.db.models import Exists, OuterRef, Q

from councils.gaps import Gap, broken, with_columns
from organisations.gaps import not_checked
from practice.models import OutcomeFigure


def _no_figures():
    return ~Exists(OutcomeFigure.objects.filter(study=OuterRef("pk")))


GAPS = (
    Gap("source", "source", "its source", lambda: Q(source__isnull=True)),
    Gap("year", "year", "the year of the facts", lambda: Q(year__isnull=True)),
    Gap("figures", "figures", "figures", _no_figures),
    Gap("lessons", "lessons", "what they would do differently", lambda: Q(do_differently="")),
    Gap("checked", "check", "a check in the last 12 months", not_checked),
    broken("document", "dead link", "a link to its document that works", lambda: [OuterRef("document_url")]),
)


def with_gaps(studies):
    """Return the queryset with one true-or-false column for each gap; see ``gaps_of``."""
    return with_columns(studies, GAPS)


def gaps_of(study, *, short=False):
    """Return in words what is missing of a study that was read through ``with_gaps``."""
    return [gap.short if short else gap.said_of(study) for gap in GAPS if getattr(study, gap.column)]
