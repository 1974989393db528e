"""Withdraw a self-assessment: a lead officer asks, the sign-off officer confirms, either leaves it be."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assessments.actions import perform
from assessments.actions.withdrawing import ASKED, ask_withdrawal, keep, refuse_withdrawal
from assessments.forms.clarification import WithdrawForm
from assessments.permissions import can_move
from assessments.permissions.withdrawing import can_ask_withdrawal, can_keep, can_refuse_withdrawal
from assessments.views.loading import assessment_or_404, page

SAID = {
    "ask": "Asked. Your sign-off officer has an email, and nothing changes until they confirm.",
    "confirm": "Withdrawn. Only your council can read it now.",
    "leave": "It stays as it is.",
    "keep": "It is kept. Nothing is deleted after the twelve months.",
}


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, council, cycle):
    """One page for all who have a say in it; it shows the buttons that the reader may press."""
    assessment = assessment_or_404(request, council, cycle)
    form = WithdrawForm(request.POST or None, initial={"seen": assessment.lock_version})
    if request.method == "POST" and form.is_valid():
        _do(assessment, request.user, **form.cleaned_data)
        messages.success(request, SAID[form.cleaned_data["do"]])
        return redirect(assessment)
    context = {
        "form": form,
        "asked": assessment.events.filter(move=ASKED).last(),
        "may_ask": can_ask_withdrawal(request.user, assessment),
        "may_confirm": can_move(request.user, assessment, "withdraw"),
        "may_leave": can_refuse_withdrawal(request.user, assessment),
        "may_keep": can_keep(request.user, assessment),
    }
    if not any(context[name] for name in ("may_ask", "may_confirm", "may_leave", "may_keep")):
        context["may_ask"].require()
    return page(request, "withdraw", assessment, context)


def _do(assessment, user, *, do, note, seen):
    """Do what the button says."""
    match do:
        case "ask":
            ask_withdrawal(assessment=assessment, by=user, note=note)
        case "confirm":
            perform(assessment, "withdraw", by=user, seen=seen)
        case "leave":
            refuse_withdrawal(assessment=assessment, by=user)
        case "keep":
            keep(assessment=assessment, by=user)
