"""Last year's answers: bring them forward, confirm each, and say what happened where a level moved back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assessments.actions import bring_forward, confirm, say_what_happened
from assessments.actions.carrying import CHANGED, FIRST_YEAR
from assessments.earlier import before, bringing, is_old_evidence
from assessments.forms import StillTrueForm, WhatHappenedForm
from assessments.models import UNCONFIRMED, Answer, Verdict, WhatHappened
from assessments.permissions import can_answer
from assessments.views.loading import assessment_or_404, page


@require_http_methods(["GET", "HEAD", "POST"])
def forward(request, council, cycle):
    """What can be brought forward from the last complete year, with a button that does it."""
    assessment = assessment_or_404(request, council, cycle)
    if request.method == "POST":
        brought = bring_forward(assessment=assessment, by=request.user)
        said = (
            f"{brought} answers are brought forward. Each says “Needs checking” until you have confirmed it."
        )
        messages.success(request, said if brought else "There was nothing left to bring forward.")
        return redirect(assessment)
    can_answer(request.user, assessment).require()
    context = {"found": bringing(assessment), "first_year": FIRST_YEAR}
    return page(request, "forward", assessment, context)


@require_http_methods(["GET", "HEAD", "POST"])
def still_true(request, council, cycle, key):
    """Last year's answer in full, and whether it still holds."""
    assessment = assessment_or_404(request, council, cycle)
    answer = _answer_or_404(assessment, key)
    can_answer(request.user, assessment).require()
    path = f"{assessment.get_absolute_url()}{key}/"
    if request.method != "POST" and not answer.needs_checking:
        messages.info(request, CHANGED)
        return redirect(path)
    old = [p for p in answer.pointers.all() if is_old_evidence(p.evidence.dated_on)]
    form = StillTrueForm(request.POST or None, has_old_evidence=bool(old))
    if request.method == "POST" and form.is_valid():
        verdict = form.cleaned_data["verdict"]
        confirm(answer=answer, verdict=verdict, by=request.user)
        return redirect(_after(assessment, path, verdict))
    context = {"answer": answer, "form": form, "old": old, "before": before(assessment, answer.statement)}
    return page(request, "still_true", assessment, context)


@require_http_methods(["GET", "HEAD", "POST"])
def what_happened(request, council, cycle, key):
    """Why a level is lower than the last time: asked once, neutrally, and it can be skipped."""
    assessment = assessment_or_404(request, council, cycle)
    answer = _answer_or_404(assessment, key)
    can_answer(request.user, assessment).require()
    said = WhatHappened.objects.filter(answer=answer).values("reason", "words").first()
    form = WhatHappenedForm(request.POST or None, initial=said)
    if request.method == "POST" and form.is_valid():
        say_what_happened(answer=answer, by=request.user, **form.cleaned_data)
        messages.success(request, "Kept, for your council only.")
        return redirect(f"{assessment.get_absolute_url()}{key}/")
    return page(request, "what_happened", assessment, {"answer": answer, "form": form})


def _answer_or_404(assessment, key):
    """Return the saved answer to one statement; a statement without one has nothing to confirm."""
    rows = assessment.answers.with_evidence().needing_checks().select_related("statement", "saved_by")
    answer = rows.filter(statement__key=key).first()
    if answer is None:
        raise Http404
    answer.assessment = assessment
    return answer


def _after(assessment, path, verdict):
    """Return where the verdict leads: to the words of now, or on to the next answer to confirm."""
    if verdict == Verdict.MOVED_BACK:
        return f"{path}what-happened/"
    if verdict != Verdict.STILL_TRUE:
        return path
    waiting = Answer.objects.filter(UNCONFIRMED, assessment=assessment).order_by("statement__key")
    key = waiting.values_list("statement__key", flat=True).first()
    return f"{assessment.get_absolute_url()}{f'{key}/still-true/' if key else ''}"
