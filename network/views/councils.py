"""The list of councils, a council's page, and both as data."""

from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import public_page
from assessments.accepted import result_of, standing_results
from assessments.models import Audience
from assessments.permissions import is_reviewer
from councils.models import Council
from network import addresses, exports, profile, tables, tile_map
from network.alike import alike
from network.council_page import CouncilPage
from network.recorded import recorded
from network.structured import council_data

# What stands in the address of a preview, by who would be reading.
AUDIENCES = {"public": Audience.PUBLIC, "network": Audience.NETWORK, "council": Audience.US}


@public_page(*tables.PARAMS)
def councils(request):
    """List the members, or on request every council that could be one."""
    choice = tables.Choice.read(request.GET)
    rows = tables.load(request)
    shown = tables.select(rows, choice)
    return render(
        request,
        "network/councils.html",
        {
            "choice": choice,
            "rows": shown,
            "heading": tables.heading(choice, len(shown)),
            "chosen": tables.chosen(choice),
            "everyone": tables.everyone(choice),
            "regions": tables.options(rows, choice, "region", tables.REGIONS),
            "types": tables.options(rows, choice, "type", tables.TYPE_NAMES),
            "principles": tables.principle_options(rows, choice),
            # Every mark on the map is a row of the list, and the map knows nothing of case studies.
            "map": "" if choice.principle else tile_map.of_members(request, choice.region, choice.kind),
            "sorts": [(value, words, value == choice.sort) for value, words in tables.SORTS.items()],
        },
    )


@public_page(*tables.PARAMS)
def councils_csv(request):
    """Download the rows of the list as CSV."""
    choice = tables.Choice.read(request.GET)
    return exports.COUNCILS.csv(tables.select(tables.load(request), choice), choice.address)


@public_page(*tables.PARAMS)
def councils_json(request):
    """Download the rows of the list as JSON."""
    choice = tables.Choice.read(request.GET)
    return exports.COUNCILS.json(tables.select(tables.load(request), choice), choice.address)


@public_page()
def council(request, slug):
    """Show one council: what it promised, who says so and when that was last checked."""
    found = profile.find(slug)
    if found is None:
        return _moved(slug)
    page = _page(request, found)
    return render(request, "network/council.html", {"page": page, "structured": council_data(page)})


def _moved(slug, more=""):
    """Lead on from an address that a council had before, or raise ``Http404``."""
    moved = addresses.known_as(slug)
    if moved is None:
        raise Http404
    return redirect(f"{moved.get_absolute_url()}{more}", permanent=True)


@public_page()
def self_assessment(request, slug, cycle):
    """Show what a council shares with everyone of one cycle's self-assessment."""
    found = profile.find(slug)
    if found is None:
        return _moved(slug, f"self-assessments/{cycle}/")
    result = result_of(found, int(cycle), Audience.PUBLIC)
    if result is None:
        raise Http404
    return render(request, "network/self_assessment.html", {"council": found, "result": result})


def _page(request, council):
    known = recorded(request)
    page = profile.load(council, CouncilPage, known)
    page.was_asked = council.pk in known.asked
    page.alike = None if council.is_former else alike(council, request)
    page.map = tile_map.of_council(request, council, is_member=page.membership is not None)
    return page


@require_safe
def council_preview(request, slug, audience):
    """Show a reviewer a council's page as an audience sees it, or will see it after acceptance."""
    if not is_reviewer(request.user):
        raise Http404
    found = profile.find(slug)
    if found is None:
        raise Http404
    page = _page(request, found)
    page.results = standing_results(found, AUDIENCES[audience])
    return render(request, "network/council.html", {"page": page, "preview_for": AUDIENCES[audience].label})


@public_page()
def council_json(request, slug):
    """Download what a council's page says."""
    found = get_object_or_404(Council, slug=slug)
    document = exports.profile_document(profile.load(found, recorded=recorded(request), whole=None))
    return JsonResponse(document, json_dumps_params=exports.STYLE)
