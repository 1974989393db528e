"""What every page begins with: the self-assessment, if this person may know of it."""

from django.http import Http404
from django.shortcuts import render

from assessments.permissions import visible_assessments


def assessment_or_404(request, council, cycle):
    """Return the newest revision of a council's self-assessment in a cycle, or raise ``Http404``.

    People without a role on the council learn nothing, not even that it exists.
    """
    rows = visible_assessments(request.user).filter(council__slug=council, cycle=cycle)
    assessment = rows.order_by("-revision").first()
    if assessment is None:
        raise Http404
    return assessment


def page(request, template, assessment, context, status=200):
    """Draw a page of one self-assessment: it always says which council it acts for."""
    context |= {
        "assessment": assessment,
        "acting_council": assessment.council.official_name,
        "trail": [
            ("/assessments/", "What needs you"),
            (assessment.get_absolute_url(), assessment.cycle.title),
        ],
    }
    return render(request, f"assessments/{template}.html", context, status=status)
