"""Choose up to three statements, put them in order, set one aside."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assessments import actions
from assessments.forms.plans import AimForm, OrderForm
from assessments.models import MAX_PRIORITIES, Priority
from assessments.permissions import can_answer
from assessments.views.loading import assessment_or_404, page
from assessments.views.plans.ahead import Plans
from assessments.views.plans.loading import draw, priority_to_change, save, statement_to_change
from assessments.views.sheet import Sheet

GET_OR_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_OR_POST)
def priorities(request, council, cycle):
    """The chosen ones in their order, and all statements to choose from."""
    assessment = assessment_or_404(request, council, cycle)
    verdict = can_answer(request.user, assessment)
    plans = Plans(Sheet(assessment), verdict, with_actions=True)
    if request.method == "POST":
        verdict.require()
        form = OrderForm(request.POST, chosen=plans.chosen)
        if form.is_valid():
            form.save(by=request.user)
        return redirect("assessments:priorities", council, cycle)
    return page(request, "plans/priorities", assessment, {"plans": plans, "may_answer": verdict})


@require_http_methods(GET_OR_POST)
def priority(request, council, cycle, key):
    """Choose one statement, or change what is aimed at. Where three stand, it can take a place."""
    assessment, asked, chosen = statement_to_change(request, council, cycle, key)
    answer = assessment.answers.filter(statement=asked).first()
    form = AimForm(
        request.POST or None,
        statement=asked,
        priority=chosen,
        level=answer.level if answer else None,
        standing=_to_give_way(assessment, chosen),
    )
    context = {"statement": asked, "answer": answer, "form": form, "priority": chosen}
    if request.method == "POST" and (outcome := save(form, assessment=assessment, by=request.user)):
        if outcome.saved:
            messages.success(request, f"Saved as a priority: {asked.text}")
            return redirect(f"{assessment.get_absolute_url()}priorities/{key}/actions/")
        gone = "It was set aside." if outcome.row.place is None else ""
        context |= {"conflict": outcome, "set_aside_words": gone}
    return draw(request, "priority", assessment, context)


def _to_give_way(assessment, priority):
    """Return the three of which one must give way before this can be chosen; empty while there is room."""
    if priority is not None and priority.place is not None:
        return []
    standing = list(Priority.objects.filter(assessment=assessment).chosen())
    return standing if len(standing) >= MAX_PRIORITIES else []


@require_http_methods(GET_OR_POST)
def set_aside(request, council, cycle, key):
    """Take it out of the three. What was written stays and comes back with it."""
    priority = priority_to_change(request, council, cycle, key)
    if request.method == "POST":
        actions.set_aside(priority=priority, by=request.user)
        messages.success(request, f"Set aside: {priority.statement.text}")
        return redirect("assessments:priorities", council, cycle)
    return draw(request, "set_aside", priority.assessment, {"priority": priority})
