"""What every page begins with: the self-assessment, if this person may know of it."""

from django.db.models import Count, OuterRef, Subquery
from django.http import Http404
from django.shortcuts import render
from django.utils.functional import cached_property

from assessments.models import Assessment, Comment
from assessments.permissions import visible_assessments
from councils.models import Council, CouncilRole
from councils.permissions import councils_of, remember_roles
from principles.models import Statement


def assessment_or_404(request, council, cycle):
    """Return the newest revision of a council's self-assessment in a cycle, or raise ``Http404``.

    People without a role on the council learn nothing, not even that it exists.
    """
    if request.method in ("GET", "HEAD"):
        remember_roles(request.user)
        # Whose council it is is known then, so that the database need not find it out again.
        own = [one.pk for one in councils_of(request.user) if one.slug == council]
        rows = Assessment.objects.of_councils(own).filter(cycle=cycle)
    else:
        rows = visible_assessments(request.user).filter(council__slug=council, cycle=cycle)
    assessment = rows.order_by("-revision").first()
    if assessment is None:
        raise Http404
    return assessment


def statements_of(assessment):
    """Return the statements that a self-assessment asks for, in order."""
    return Statement.objects.filter(question_set=assessment.cycle.question_set_id).order_by("key")


def statement_or_404(assessment, key):
    """Return a statement that knows its place and how many comments it has, or raise ``Http404``."""
    comments = Comment.objects.filter(assessment=assessment, statement=OuterRef("pk")).order_by()
    counted = comments.values("statement").annotate(count=Count("pk")).values("count")
    under = statements_of(assessment).filter(key__startswith=key[:-1])
    under = list(under.annotate(comment_count=Subquery(counted)))
    for place, asked in enumerate(under, start=1):
        if asked.key == key:
            asked.place = f"Principle {key[:-1]} · statement {place} of {len(under)}"
            return asked
    raise Http404


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
