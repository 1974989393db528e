"""The list of community organisations, an organisation's page, and its preview for staff."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import public_page
from network import exports, organisation_list, organisation_page
from network.structured import organisation_data
from organisations.models import Organisation


@public_page(*organisation_list.PARAMS)
def organisations(request):
    """List the community organisations, 50 a page."""
    choice = organisation_list.Choice.read(request.GET)
    page = organisation_list.page_of(choice, request.GET.get("page"))
    return render(
        request,
        "network/organisations.html",
        {
            "choice": choice,
            "page": page,
            "heading": organisation_list.heading(choice, page.paginator.count),
            "chosen": organisation_list.chosen(choice),
            "councils": organisation_list.council_options(choice),
            "functions": organisation_list.function_options(choice),
            "topics": organisation_list.topic_options(choice),
        },
    )


@public_page(*organisation_list.PARAMS)
def organisations_csv(request):
    """Download the rows of the list, all pages of it, as CSV."""
    choice = organisation_list.Choice.read(request.GET)
    return exports.ORGANISATIONS.csv(_all(choice), choice.address)


@public_page(*organisation_list.PARAMS)
def organisations_json(request):
    """Download the rows of the list, all pages of it, as JSON."""
    choice = organisation_list.Choice.read(request.GET)
    return exports.ORGANISATIONS.json(_all(choice), choice.address)


def _all(choice):
    return exports.organisation_rows(organisation_list.in_list_order(choice.organisations()))


@public_page()
def organisation(request, short_id, slug=""):
    """Show one organisation; an old name, or the address of a double, leads to the one of today."""
    found = organisation_page.find(short_id)
    if found is None or not found.is_public:
        raise Http404
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    return _page(request, found)


@require_safe
def organisation_preview(request, short_id):
    """Show staff what the public would see of an organisation, published or not. Others know of no draft."""
    if not request.user.has_perm("organisations.view_organisation"):
        raise Http404
    return _page(request, get_object_or_404(Organisation, short_id=short_id), preview=True)


def _page(request, found, preview=False):
    page = organisation_page.load(found)
    context = {"page": page, "structured": organisation_data(page), "preview": preview}
    return render(request, "network/organisation.html", context)
