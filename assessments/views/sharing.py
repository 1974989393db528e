"""Choosing what to share, and the exact page that anyone would see."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from assessments.accepted import preview_result
from assessments.actions import share
from assessments.actions.sharing import public_version
from assessments.forms import SharingForm
from assessments.models import Item
from assessments.permissions import can_raise_ceiling, can_share
from assessments.views.loading import assessment_or_404, page
from assessments.views.sheet import Sheet
from assessments.workflow import SIGNED_STATES, State
from councils.models import pause_for


@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request, council, cycle):
    """Choose who sees what. The council can lower it at any time, also after signing."""
    assessment = _public_one(assessment_or_404(request, council, cycle))
    verdict = can_share(request.user, assessment)
    verdict.require()
    form = SharingForm(
        request.POST or None,
        rows=assessment.sharing.all(),
        scopes=_scopes(assessment),
        may_raise=bool(can_raise_ceiling(request.user, assessment)),
    )
    if request.method == "POST" and form.is_valid():
        share(assessment=assessment, choices=form.choices(), by=request.user)
        messages.success(request, "Saved. This is what anyone will see.")
        return redirect("assessments:preview", council, cycle)
    pause = pause_for(assessment.council) if assessment.state == State.COMPLETE else None
    context = {"form": form, "signed": assessment.state in SIGNED_STATES, "pause": pause}
    return page(request, "sharing", assessment, context)


@require_safe
def preview(request, council, cycle):
    """The public page's own drawing of this self-assessment, by the choices made so far."""
    assessment = _public_one(assessment_or_404(request, council, cycle))
    context = {"result": preview_result(assessment), "may_share": can_share(request.user, assessment)}
    return page(request, "preview", assessment, context)


def _public_one(assessment):
    """Return the version that is public, where the one that was opened after it has come to nothing."""
    if assessment.revision == 1 or assessment.state not in (State.WITHDRAWN, State.MERGED):
        return assessment
    return public_version(assessment) or assessment


def _scopes(assessment):
    """Return what can have a choice of its own: principles for levels, statements that hold anything else."""
    sheet = Sheet(assessment)
    answered = [line for line in sheet.lines if line.answer is not None]
    return {
        Item.LEVELS: [(str(group.principle.number), str(group.principle)) for group in sheet.groups],
        Item.TEXT: [_scope(line) for line in answered if line.answer.basis],
        Item.EVIDENCE: [_scope(line) for line in answered if line.answer.pointers.all()],
    }


def _scope(line):
    return line.statement.key, line.statement.text
