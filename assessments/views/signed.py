"""After signing: the confirmation, and the signed version as it stays for good."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessments.models import Snapshot, Words
from assessments.permissions import can_share
from assessments.views.loading import assessment_or_404, page
from principles.models import Statement

ASK_AFTER = timedelta(days=14)


@require_safe
def confirmation(request, council, cycle):
    """The reference and what happens next. It stays at this address."""
    assessment = assessment_or_404(request, council, cycle)
    snapshot = assessment.snapshots.select_related("signature__person").last()
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
    snapshots = Snapshot.objects.filter(assessment=assessment).select_related("signature")
    snapshot = get_object_or_404(snapshots, number=number)
    context = {"snapshot": snapshot, "data": snapshot.data, "groups": _groups(assessment, snapshot.data)}
    return page(request, "signed", assessment, context)


def _groups(assessment, data):
    """Return ``[(principle, [(statement, answer, label), …]), …]`` of a snapshot, blanks included."""
    said = {answer["key"]: answer for answer in data["answers"]}
    asked = Statement.objects.filter(question_set=assessment.cycle.question_set_id)
    groups = {}
    for statement in asked.select_related("principle").order_by("key"):
        answer = said.get(statement.key)
        label = Words(answer["kind"], answer["level"]).label if answer else "Not answered"
        groups.setdefault(statement.principle, []).append((statement, answer, label))
    return list(groups.items())
