"""Each year of a council's self-assessments, with the gaps."""

from dataclasses import dataclass

from django.db.models import Prefetch

from assessments.models import Assessment, Cycle, Snapshot
from assessments.workflow import SIGNED_STATES


@dataclass(frozen=True)
class Year:
    """One cycle: the council's self-assessment in it and what was signed last, or neither."""

    cycle: Cycle
    assessment: Assessment | None = None
    snapshot: Snapshot | None = None

    @property
    def said(self):
        """Where it stands in words; a gap is neither explained nor counted against anybody."""
        if self.cycle.is_open and self.assessment is not None:
            return self.assessment.get_state_display()
        if self.assessment is not None and self.assessment.state in SIGNED_STATES:
            return self.assessment.get_state_display()
        return "Not shared"


def years_of(council, assessments):
    """Return a ``Year`` for each cycle since the council's first, newest first; three queries.

    ``assessments`` are those of the council that the reader may know of.
    """
    signed = Snapshot.objects.select_related("signature__person", "signature__in_place_of").defer("content")
    rows = assessments.prefetch_related(Prefetch("snapshots", signed.order_by("number")))
    latest = {}
    for row in rows.order_by("revision"):
        if row.cycle_id not in latest or _stands_for_it(row):
            latest[row.cycle_id] = row
    if not latest:
        return []
    first = min(row.cycle.opens_on for row in latest.values())
    cycles = Cycle.objects.filter(opened_at__isnull=False, opens_on__gte=first).select_related("question_set")
    return [_year(cycle, latest.get(cycle.pk)) for cycle in cycles]


def _stands_for_it(revision):
    """A newer revision that nobody signed before the cycle closed replaces nothing."""
    return revision.cycle.is_open or revision.state in SIGNED_STATES


def _year(cycle, assessment):
    snapshots = list(assessment.snapshots.all()) if assessment else []
    return Year(cycle, assessment, snapshots[-1] if snapshots else None)
