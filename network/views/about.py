"""About the network, how to read these pages, and the rules they keep."""

from django.conf import settings
from django.shortcuts import redirect, render

from accounts.access import public_page
from councils.models import Membership, Tile
from network.exports import EXPORTS, LICENCE, LICENCE_URL
from network.sources import public_sources
from network.structured import catalogue_data
from network.words import citation
from principles.models import Principle, QuestionSet
from records.holdings import periods
from records.models import Source


@public_page()
def about(request):
    """Say what the network is, what joining means and how to ask a council."""
    return render(
        request,
        "network/about/index.html",
        {
            "count": Membership.objects.open().count(),
            "principles": Principle.objects.all(),
            "launch": Source.objects.filter(key="locality-launch-2020").first(),
            "article": Source.objects.filter(key="lgiu-launch-article").first(),
        },
    )


@public_page()
def join(request):
    """How a council joins had its page here once."""
    return redirect("joining:start", permanent=True)


@public_page()
def about_page(request, page):
    """Show one of the fixed pages about the portal."""
    context = {
        "question_sets": QuestionSet.objects.public(),
        "contact": settings.CONTACT_EMAIL,
        # Asked by the one page that shows it.
        "map_fit": Tile.objects.fit,
        "periods": periods,
    }
    return render(request, f"network/about/{page}.html", context)


@public_page()
def data(request):
    """Say what can be downloaded, what each column means, and where the facts come from."""
    return render(
        request,
        "network/about/data.html",
        {
            "exports": EXPORTS,
            "licence": LICENCE,
            "licence_url": LICENCE_URL,
            "citation": citation("Register of the network", "/about/data/"),
            "sources": public_sources(),
            "structured": catalogue_data(EXPORTS, LICENCE_URL),
        },
    )
