"""Delete what a withdrawn self-assessment said. Its row stays: a reference is never used twice."""

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from assessments.models import Assessment, Event
from assessments.models.assessment import KEPT_MONTHS
from assessments.workflow import State
from records.holdings import months_before

# What stays: that there was one, and what was done with it when. Reasons go.
STAY = (Assessment, Event)


def due_to_empty(now):
    """Return the self-assessments withdrawn twelve months ago that nobody asked to keep."""
    long_ago = months_before(now, KEPT_MONTHS)
    rows = Assessment.objects.filter(state=State.WITHDRAWN, state_since__lt=long_ago)
    return rows.filter(kept_on_request=False, emptied_at=None)


def empty(rows):
    """Delete everything that belongs to these self-assessments, whichever module keeps it."""
    keys = list(rows.values_list("pk", flat=True))
    ways = _ways()
    # Keys between tables are looked at when the transaction ends, so that the order matters little.
    with transaction.atomic():
        for model in sorted(ways, key=lambda one: -ways[one].count("__")):
            # The plain manager: what was signed refuses to be deleted by anybody else.
            gone = model._base_manager.filter(**{f"{ways[model]}__in": keys}).order_by()
            gone._raw_delete(gone.db)
        Event.objects.filter(assessment__in=keys).update(note="")
        Assessment.objects.filter(pk__in=keys).update(emptied_at=timezone.now())


def _ways():
    """Return ``{model: the shortest way from it to its self-assessment}`` for the tables of this app."""
    ways, new = {}, {Assessment: ""}
    models = [model for model in apps.get_app_config("assessments").get_models() if model not in STAY]
    while new:
        found = {}
        for model in models:
            for column in model._meta.concrete_fields:
                target = column.related_model
                if target in new and model not in ways and model not in found:
                    found[model] = f"{column.name}__{new[target]}".removesuffix("__")
        ways |= found
        new = found
    return ways
