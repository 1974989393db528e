"""Over the years: what moved since the last complete one, and each year with who signed it."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.earlier import moved
from assessments.permissions import can_answer, visible_assessments
from assessments.views.loading import assessment_or_404, council_or_404, page
from assessments.years import years_of


@require_safe
def movement(request, council, cycle):
    """This year beside the last complete one, statement by statement, for the council itself."""
    assessment = assessment_or_404(request, council, cycle)
    compared = moved(assessment)
    may_answer = can_answer(request.user, assessment)
    return page(request, "movement", assessment, {"compared": compared, "may_answer": may_answer})


@require_safe
def years(request, council):
    """Every year of a council: which questions, what was signed and by whom; read-only."""
    council = council_or_404(request, council)
    context = {
        "council": council,
        "years": years_of(council, visible_assessments(request.user).filter(council=council)),
        "acting_council": council.official_name,
        "trail": [("/assessments/", "What needs you")],
    }
    return render(request, "assessments/years.html", context)
