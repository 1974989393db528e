"""What the council gets back: its answers in words and strips, and a card for each priority."""

from dataclasses import dataclass

from django.views.decorators.http import require_safe

from assessments.next_step import NextStep, next_step
from assessments.planned import PriorityResult
from assessments.views.loading import assessment_or_404, page
from assessments.whole import whole
from principles.models import Statement


@dataclass(frozen=True)
class Card:
    """One priority beside what could come next."""

    priority: PriorityResult
    step: NextStep


@require_safe
def results(request, council, cycle):
    """Strips by principle and a card for each priority; only the council reads it."""
    assessment = assessment_or_404(request, council, cycle)
    said = whole(assessment)
    return page(request, "results", assessment, {"said": said, "cards": _cards(assessment, said)})


def _cards(assessment, said):
    keys = [priority.key for priority in said.priorities]
    asked = Statement.objects.filter(question_set=assessment.cycle.question_set_id, key__in=keys)
    statements = {one.key: one for one in asked.select_related("principle")}
    return [
        Card(one, next_step(assessment.council, statements[one.key], said.statements[one.key]))
        for one in said.priorities
    ]
