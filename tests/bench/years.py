"""Give every council ten earlier years of accepted self-assessments, and one that waits to be read.

Copies of one that was made by the real moves: rows are what is measured, not how they came.
"""

import datetime

import django
from django.apps import apps
from django.utils import timezone

YEARS = 10


def main():
    django.setup()
    pattern = _the_fullest()
    councils = list(apps.get_model("councils.Council").objects.could_join())
    cycle = pattern.assessment.cycle
    there = set(cycle.assessments.values_list("council", flat=True))
    _add(pattern, cycle, [one for one in councils if one.pk not in there], state="submitted")
    for ago in range(1, YEARS + 1):
        day = cycle.opens_on - datetime.timedelta(days=365 * ago)
        earlier = type(cycle).objects.create(
            title=f"Made-up year {day.year}",
            question_set=cycle.question_set,
            opens_on=day,
            closes_on=day + datetime.timedelta(days=60),
            opened_at=timezone.now(),
            closed_at=timezone.now(),
        )
        _add(pattern, earlier, councils, state="complete")


def _the_fullest():
    """Return the snapshot of the member whose levels are public."""
    snapshots = apps.get_model("assessments.Snapshot").objects.published()
    public = snapshots.filter(assessment__sharing__item="levels", assessment__sharing__audience=2)
    return public.select_related("assessment__cycle", "assessment__council", "signature").first()


def _add(pattern, cycle, councils, *, state):
    """Add a copy of the pattern for each council; what it shares is copied for its own council only."""
    model, now = apps.get_model("assessments.Assessment"), timezone.now()
    rows = model.objects.bulk_create(
        model(
            council=council,
            cycle=cycle,
            state="submitted",
            sent_by=pattern.assessment.sent_by,
            sharing_chosen_at=now,
            reference=f"BENCH-{cycle.pk}-{council.pk}",
        )
        for council in councils
    )
    snapshots = _copies(pattern, [{"assessment": row} for row in rows])
    _copies(pattern.signature, [{"snapshot": snapshot} for snapshot in snapshots])
    for answer in pattern.answers.all():
        _copies(answer, [{"snapshot": snapshot} for snapshot in snapshots])
    own = [row for row in rows if row.council_id == pattern.assessment.council_id]
    for choice in pattern.assessment.sharing.all():
        _copies(choice, [{"assessment": row} for row in own])
    if state == "complete":
        for row, snapshot in zip(rows, snapshots, strict=True):
            row.state, row.published, row.completed_at = "complete", snapshot, now
        model.objects.bulk_update(rows, ["state", "published", "completed_at"], batch_size=500)


def _copies(row, changes):
    """Add a copy of a row for each of these changes to it."""
    columns = [field.name for field in row._meta.concrete_fields if not field.primary_key]
    said = {name: getattr(row, name) for name in columns}
    return type(row)._base_manager.bulk_create(
        [type(row)(**{**said, **change}) for change in changes], batch_size=1000
    )


if __name__ == "__main__":
    main()
