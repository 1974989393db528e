"""What member councils share with each other: read signed in, one council a page, never cached."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assessments.models import Snapshot
from assessments.permissions import can_read_network
from assessments.results import network_results_of
from councils.models import Council


@require_safe
def shared(request):
    """The councils with a completed self-assessment, by name. No levels stand here, so none can be ranked."""
    can_read_network(request.user).require()
    published = Snapshot.objects.published().values("assessment__council")
    councils = list(Council.objects.filter(pk__in=published).order_by("name"))
    results = network_results_of(councils)
    lines = [(council, _in_words(results[council.pk][0])) for council in councils]
    return render(request, "assessments/network/shared.html", {"lines": lines})


@require_safe
def shared_by(request, council):
    """All that one council shares with the network, newest first."""
    can_read_network(request.user).require()
    found = get_object_or_404(Council, slug=council)
    results = network_results_of([found])[found.pk]
    if not results:
        raise Http404
    trail = [
        ("/assessments/", "What needs you"),
        ("/assessments/shared/", "What member councils share with each other"),
    ]
    context = {"council": found, "results": results, "newest": results[0], "trail": trail}
    return render(request, "assessments/network/shared_by.html", context)


def _in_words(result):
    """Return what a council shares of its newest self-assessment, without what it says."""
    statements = [one for _, ones in result.principles for one in ones]
    parts = [
        ("levels", result.shows_levels),
        ("what answers are based on", any(one.basis for one in statements)),
        ("evidence", any(one.evidence for one in statements)),
        ("priorities and actions", result.priorities),
    ]
    said = [words for words, there in parts if there]
    return f"{result.cycle_title}: {', '.join(said)}" if said else f"{result.cycle_title}: completed"
