"""Home: one box, one answer, and what the network is."""

from django.shortcuts import render

from accounts.access import public_page
from councils.models import Membership
from network import tile_map
from network.answers import answer
from network.cases import newest
from network.news import latest
from network.structured import site_data
from network.words import joined
from practice.models import CaseStudy
from principles.models import Principle

LATEST = 5


@public_page("q")
def home(request):
    """Answer “is my council a member?” and show the network on one page."""
    typed = request.GET.get("q", "")
    memberships = list(Membership.objects.select_related("council", "endorsement").order_by("council__name"))
    return render(
        request,
        "network/home.html",
        {
            "typed": typed,
            "outcome": answer(typed) if typed else None,
            "members": _members(memberships),
            "map": tile_map.of_members(request),
            "principles": Principle.objects.all(),
            "featured": newest(CaseStudy.objects.filter(featured=True), 1),
            "latest": latest(memberships, LATEST),
            "structured": site_data(),
        },
    )


def _members(memberships):
    """Return path, name and joining date of each member, for the list."""
    return [
        (row.council.get_absolute_url(), row.council.name, joined(row.joined_on, row.joined_precision))
        for row in memberships
        if row.is_open
    ]
