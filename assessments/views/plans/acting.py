"""The actions of one priority: add, change, remove, or say why there is none."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from assessments import actions
from assessments.forms.plans import ActionForm, ReasonForm
from assessments.models import MAX_ACTIONS
from assessments.views.plans.loading import draw, priority_to_change, save, team_names

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def planned(request, council, cycle, key):
    """The actions of one priority, a form for one more, and a reason for none."""
    priority = priority_to_change(request, council, cycle, key)
    gives_reason = "give_reason" in request.POST
    typed = request.POST or None
    reason = ReasonForm(typed if gives_reason else None, priority=priority)
    form = ActionForm(
        None if gives_reason else typed, priority=priority, people=team_names(priority.assessment)
    )
    sent, context = reason if gives_reason else form, {}
    if request.method == "POST" and (outcome := save(sent, by=request.user)):
        if outcome.saved:
            messages.success(
                request, "Your reason is saved." if gives_reason else "The action is on the list."
            )
            return redirect(request.path)
        context["conflict"] = outcome
    listed = list(priority.actions.standing())
    context |= {"priority": priority, "listed": listed, "form": form, "reason": reason, "sent": sent}
    context |= {"has_room": len(listed) < MAX_ACTIONS, "gives_reason": gives_reason}
    return draw(request, "actions", priority.assessment, context)


@require_http_methods(GET_OR_POST)
def action(request, council, cycle, key, number):
    """Change one action."""
    priority = priority_to_change(request, council, cycle, key)
    # A form that was open while a colleague removed the action is still good.
    rows = priority.actions.all() if request.method == "POST" else priority.actions.standing()
    row = get_object_or_404(rows, pk=number)
    form = ActionForm(
        request.POST or None, priority=priority, action=row, people=team_names(priority.assessment)
    )
    context = {"priority": priority, "form": form}
    if request.method == "POST" and (outcome := save(form, by=request.user)):
        if outcome.saved:
            messages.success(request, "The action is saved.")
            return redirect(f"{priority.path}actions/")
        gone = "It was removed from the list." if outcome.row.removed_at else ""
        context |= {"conflict": outcome, "removed_words": gone}
    return draw(request, "action", priority.assessment, context)


@require_http_methods(GET_OR_POST)
def remove_action(request, council, cycle, key, number):
    """Take one action off the list. Asked twice, it is off the list once."""
    priority = priority_to_change(request, council, cycle, key)
    row = get_object_or_404(priority.actions, pk=number)
    row.priority = priority
    if request.method == "POST":
        actions.remove_action(action=row, by=request.user)
        messages.success(request, "The action is off the list.")
        return redirect(f"{priority.path}actions/")
    return draw(request, "remove_action", priority.assessment, {"priority": priority, "action": row})
