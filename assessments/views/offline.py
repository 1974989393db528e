"""Fill the questions in away from the portal: take a workbook, and bring it back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from assessments.actions import bring_back, plan_filled
from assessments.forms import FilledForm, SealedForm
from assessments.offline import as_workbook
from assessments.permissions import can_answer
from assessments.views.loading import assessment_or_404, page
from records.workbook import TYPE


@require_safe
def offline_xlsx(request, council, cycle):
    """The questions with the answers as they stand, to fill in."""
    assessment = assessment_or_404(request, council, cycle)
    name = f"keep-it-local-{assessment.council.slug}-to-fill-in.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(as_workbook(assessment), content_type=TYPE, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def offline(request, council, cycle):
    """Show the form; with a file, what it would change; with the button under that, do it."""
    assessment = assessment_or_404(request, council, cycle)
    can_answer(request.user, assessment).require()
    if "sealed" in request.POST:
        return _save(request, assessment)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FilledForm(*sent, assessment=assessment)
    if not form.is_valid():
        return page(request, "offline", assessment, {"form": form})
    said = form.cleaned_data["file"]
    sealed = SealedForm(assessment=assessment, by=request.user, said=said)
    plan = plan_filled(assessment, said)
    return page(request, "offline_preview", assessment, {"plan": plan, "sealed": sealed})


def _save(request, assessment):
    sealed = SealedForm(request.POST, assessment=assessment, by=request.user)
    if not sealed.is_valid():
        messages.error(request, sealed.errors["sealed"][0])
        return redirect(request.path)
    count = bring_back(assessment=assessment, said=sealed.cleaned_data["sealed"], by=request.user)
    messages.success(request, f"{count} answer{'' if count == 1 else 's'} saved from your file.")
    return redirect(assessment)
