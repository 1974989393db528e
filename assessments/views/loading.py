"""What every page begins with: the self-assessment, if this person may know of it."""

from django.http import Http404
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from assessments.permissions import visible_assessments
from councils.models import Council, CouncilRole


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
    council = assessment.council
    context |= {
        "assessment": assessment,
        "former": former_people(council),
        "acting_council": council.official_name,
        "trail": [
            ("/assessments/", "What needs you"),
            (assessment.get_absolute_url(), assessment.cycle.title),
        ],
    }
    return render(request, f"assessments/{template}.html", context, status=status)


def former_people(council):
    """Return who has left the team, by number; asked only by a page that names somebody."""
    return SimpleLazyObject(lambda: CouncilRole.objects.former_people(council))


def council_or_404(request, slug):
    """Return a council that this person has a role on, or raise ``Http404``: there is no other to know of."""
    own = CouncilRole.objects.of(request.user).values("council")
    council = Council.objects.filter(slug=slug, pk__in=own).first()
    if council is None:
        raise Http404
    return council


def team_page(request, template, council, context, status=200):
    """Draw a page of one council's team: it always says which council it acts for."""
    context |= {
        "council": council,
        "team_path": f"/assessments/{council.slug}/team/",
        "former": former_people(council),
        "acting_council": council.official_name,
        "trail": [("/assessments/", "What needs you"), (f"/assessments/{council.slug}/team/", "Your team")],
    }
    return render(request, f"assessments/team/{template}.html", context, status=status)
