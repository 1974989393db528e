"""What every page begins with: the self-assessment, if this person may know of it."""

from django.http import Http404
from django.shortcuts import render
from django.utils.functional import cached_property

from assessments.permissions import visible_assessments
from councils.models import Council, CouncilRole
from councils.permissions import remember_roles


def assessment_or_404(request, council, cycle):
    """Return the newest revision of a council's self-assessment in a cycle, or raise ``Http404``.

    People without a role on the council learn nothing, not even that it exists.
    """
    if request.method in ("GET", "HEAD"):
        remember_roles(request.user)
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
        "former": former_people(council, request.user),
        "acting_council": council.official_name,
        "trail": [
            ("/assessments/", "What needs you"),
            (assessment.get_absolute_url(), assessment.cycle.title),
        ],
    }
    return render(request, f"assessments/{template}.html", context, status=status)


class FormerPeople:
    """Who has left the team, by number; asks when a page names somebody other than its reader."""

    def __init__(self, council, reader):
        self.council, self.reader = council, reader

    @cached_property
    def numbers(self):
        return CouncilRole.objects.former_people(self.council)

    def __contains__(self, number):
        # Only somebody with a role opens these pages.
        return number != self.reader.pk and number in self.numbers


def former_people(council, reader):
    """Return who has left the team, to be asked about one by one."""
    return FormerPeople(council, reader)


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
        "former": former_people(council, request.user),
        "acting_council": council.official_name,
        "trail": [("/assessments/", "What needs you"), (f"/assessments/{council.slug}/team/", "Your team")],
    }
    return render(request, f"assessments/team/{template}.html", context, status=status)
