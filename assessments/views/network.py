"""What member councils share with each other: read signed in, one council a page, never cached."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessments.accepted import network_results, result_of, shared_with_network
from assessments.models import Audience, Item
from assessments.permissions import can_read_network
from councils.models import Council

WORDS = {
    Item.LEVELS: "levels",
    Item.TEXT: "what answers are based on",
    Item.EVIDENCE: "evidence",
    Item.PLANS: "priorities and actions",
}


@require_safe
def shared(request):
    """The councils with a completed self-assessment, by name. No levels stand here, so none can be ranked."""
    can_read_network(request.user).require()
    known = shared_with_network()
    councils = Council.objects.filter(pk__in=known).order_by("name")
    lines = [(council, _in_words(*known[council.pk])) for council in councils]
    return render(request, "assessments/network/shared.html", {"lines": lines})


@require_safe
def shared_by(request, council, cycle=None):
    """All that one council shares with the network of its newest self-assessment, or of an earlier one."""
    can_read_network(request.user).require()
    found = get_object_or_404(Council, slug=council)
    results = network_results(found)
    shown = result_of(found, int(cycle), Audience.NETWORK) if cycle else next(iter(results), None)
    if shown is None:
        raise Http404
    words = "What member councils share with each other"
    trail = [("/assessments/", "What needs you"), ("/assessments/shared/", words)]
    others = [result for result in results if result.cycle != shown.cycle]
    context = {"council": found, "shown": shown, "others": others, "trail": trail}
    return render(request, "assessments/network/shared_by.html", context)


def _in_words(title, items):
    """Return what a council shares of its newest self-assessment, without what it says."""
    said = ", ".join(WORDS[item] for item in items)
    return f"{title}: {said}" if said else f"{title}: completed"
