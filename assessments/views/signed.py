"""After signing: the confirmation, and the signed version as it stays for good."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.models import Snapshot
from assessments.permissions import can_share
from assessments.results import reading
from assessments.views.loading import assessment_or_404, page
from assessments.whole import signed_plans

ASK_AFTER = timedelta(days=14)


@require_safe
def confirmation(request, council, cycle):
    """The reference and what happens next. It stays at this address."""
    assessment = assessment_or_404(request, council, cycle)
    snapshot = assessment.snapshots.select_related("signature__person", "signature__in_place_of").last()
    if snapshot is None:
        raise Http404
    context = {
        "snapshot": snapshot,
        "ask_after": timezone.localdate(snapshot.made_at + ASK_AFTER),
        "may_share": can_share(request.user, assessment),
    }
    return page(request, "confirmation", assessment, context)


@require_safe
def signed(request, council, cycle, number):
    """One signed version in full, for paper: as it was signed, whatever changed since."""
    assessment = assessment_or_404(request, council, cycle)
    snapshots = Snapshot.objects.of_council_and_cycle(assessment).select_related(
        "signature__person", "signature__in_place_of", "assessment__cycle", "assessment__council"
    )
    snapshot = get_object_or_404(snapshots, number=number)
    assessment = snapshot.assessment
    redactions = snapshot.redactions.order_by("-pk")[:1]
    context = {"snapshot": snapshot, "principles": reading(snapshot), "redactions": redactions}
    context["priorities"] = signed_plans(snapshot)
    return page(request, "signed", assessment, context)
