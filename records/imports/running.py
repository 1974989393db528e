"""Making a plan from sheets, and carrying it out in one transaction."""

from django.db import IntegrityError, transaction

from records.imports.plans import ImportRefusedError, Plan
from records.imports.references import Context
from records.models import RegisterVersion

CHANGED_SINCE = (
    "The register has changed since this preview was made. Nothing was imported: look at the new preview."
)


def make_plan(make_sheets):
    """Return the plan of the sheets that ``make_sheets(context)`` gives. Writes nothing."""
    sheets = make_sheets(Context())
    return Plan(sections=[sheet.plan() for sheet in sheets], sheets=sheets, make_sheets=make_sheets)


def apply(plan, by=None):
    """Carry out a plan: all of it, or nothing.

    The plan is made again first, so that what is written is what was previewed. Raises
    ``ImportRefusedError`` if a row failed, or if the register has changed since.
    """
    if not plan.is_ready:
        raise ImportRefusedError("Nothing was imported, because not every row can be.", *complaints(plan))
    try:
        with transaction.atomic():
            RegisterVersion.current()
            RegisterVersion.objects.select_for_update().get(pk=1)
            fresh = make_plan(plan.make_sheets)
            if fresh.fingerprint != plan.fingerprint:
                raise ImportRefusedError(CHANGED_SINCE)
            for sheet, section in zip(fresh.sheets, fresh.sections, strict=True):
                sheet.apply(section, by)
    except IntegrityError as error:
        raise ImportRefusedError(CHANGED_SINCE) from error
    return fresh


def complaints(plan):
    """Return one sentence for everything that stands in the way of a plan."""
    lines = [f"{section.title}: {problem}" for section in plan.sections for problem in section.problems]
    for section in plan.sections:
        for row in section.failed:
            lines += [f"{section.title}, row {row.number}: {reason}" for reason in row.reasons]
    return lines
