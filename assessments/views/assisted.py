"""Staff enter answers for a council that asked: the questions and nothing else of the council's.

Colleagues' comments and the council's library of evidence are not on these pages.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_http_methods

from assessments.actions.assisting import end_assistance
from assessments.forms import StatementForm
from assessments.models import Assistance, Evidence
from assessments.permissions import can_answer
from assessments.permissions.desk import ASSIST
from assessments.views.sheet import Sheet
from assessments.wording import wording_of
from assessments.workflow import State

OVER = (State.COMPLETE, State.WITHDRAWN, State.MERGED, State.NOT_SHARED)


@require_http_methods(["GET", "HEAD", "POST"])
def assisted(request, number):
    """All statements with what was entered; the button says that everything is."""
    assistance = _assistance_or_404(request, number)
    if request.method == "POST":
        end_assistance(assistance=assistance, by=request.user)
        messages.success(request, "Done. The council checks the answers and signs them.")
        return redirect("admin:assessments_assessment_changelist")
    return _draw(request, "assisted", assistance, {"sheet": Sheet(assistance.assessment)})


@require_http_methods(["GET", "HEAD", "POST"])
def assisted_statement(request, number, key):
    """One statement, with the same questions as the council's own page."""
    assistance = _assistance_or_404(request, number)
    assessment = assistance.assessment
    asked = get_object_or_404(assessment.cycle.question_set.statements, key=key)
    can_answer(request.user, assessment, asked).require()
    answer = assessment.answers.filter(statement=asked).with_evidence().first()
    words = SimpleLazyObject(lambda: wording_of(asked, request))
    about = {"statement": asked, "answer": answer, "library": Evidence.objects.none(), "wording": words}
    form = StatementForm(request.POST if request.method == "POST" else None, **about)
    context = {"form": form, "answer": answer, "statement": asked}
    if request.method != "POST":
        return _draw(request, "assisted_statement", assistance, context)
    form.is_valid()
    outcome = form.save(assessment=assessment, by=request.user)
    if outcome is not None and not outcome.saved:
        form.shown_again(outcome.answer.version)
        return _draw(request, "assisted_statement", assistance, {**context, "conflict": outcome}, 409)
    if form.errors:
        return _draw(request, "assisted_statement", assistance, context)
    messages.success(request, f"Saved for the council: {asked.text}")
    return redirect("assessments:assisted", number)


def _assistance_or_404(request, number):
    """Return what this person was asked to enter and has not ended; nobody else may know of it."""
    running = Assistance.objects.filter(begun_by=request.user, ended_at=None)
    rows = running.select_related("assessment__council", "assessment__cycle__question_set")
    # What is over, withdrawn or not shared is the council's alone again, whether or not it was ended here.
    rows = rows.exclude(assessment__state__in=OVER)
    assistance = rows.filter(pk=number).first()
    if assistance is None or not _has_power(request.user):
        raise Http404
    return assistance


def _has_power(user):
    """A power that was taken away ends it at once."""
    return user.is_staff and user.has_perm(ASSIST)


def _draw(request, template, assistance, context, status=200):
    context |= {
        "assistance": assistance,
        "assessment": assistance.assessment,
        "path": f"/assessments/assisted/{assistance.pk}/",
    }
    return render(request, f"assessments/{template}.html", context, status=status)
