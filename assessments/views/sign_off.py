"""Send for sign-off, take it back, sign or decline."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assessments.accepted import preview_result
from assessments.actions import perform
from assessments.differences import since_last_time
from assessments.forms import DeclineForm, SendForm, SignForm
from assessments.forms.sign_off import SeenForm
from assessments.models import Event
from assessments.permissions import can_move, missing, signers_for
from assessments.views.loading import assessment_or_404, page
from assessments.views.sheet import Sheet
from assessments.whole import live_plans

SENT = "Sent. Your sign-off officer has an email; you can take it back until they sign."


@require_http_methods(["GET", "HEAD", "POST"])
def send(request, council, cycle):
    """Send for sign-off, with the gaps named and seen. Sending twice is sending once."""
    assessment = assessment_or_404(request, council, cycle)
    sheet = Sheet(assessment)
    form = SendForm(request.POST or None, has_gaps=sheet.has_gaps, initial=_seen(assessment))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        moved = {
            "seen": said["seen"],
            "note": said["note"],
            "gaps_acknowledged": said.get("gaps_seen", False),
        }
        perform(assessment, "send", by=request.user, **moved)
        messages.success(request, SENT)
        return redirect(assessment)
    can_move(request.user, assessment, "send").require()
    lacking = missing(assessment, request.user)
    signers = signers_for(assessment.council, request.user)
    return page(
        request, "send", assessment, {"form": form, "sheet": sheet, "lacking": lacking, "signers": signers}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def recall(request, council, cycle):
    """Take it back before it is signed."""
    assessment = assessment_or_404(request, council, cycle)
    form = SeenForm(request.POST or None, initial=_seen(assessment))
    if request.method == "POST" and form.is_valid():
        perform(assessment, "recall", by=request.user, seen=form.cleaned_data["seen"])
        messages.success(request, "You have taken it back. The answers are open again.")
        return redirect(assessment)
    can_move(request.user, assessment, "recall").require()
    return page(request, "recall", assessment, {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request, council, cycle):
    """What the sign-off officer reads, and the button. Pressing it twice signs once."""
    assessment = assessment_or_404(request, council, cycle)
    name = assessment.council.official_name
    form = SignForm(request.POST or None, council_name=name, initial=_seen(assessment))
    if request.method == "POST" and form.is_valid():
        perform(assessment, "sign", by=request.user, seen=form.cleaned_data["seen"], agreed=True)
        return redirect("assessments:confirmation", council, cycle)
    can_move(request.user, assessment, "sign").require()
    sent = Event.objects.filter(assessment=assessment, move="send").select_related("by").last()
    context = {"form": form, "sheet": Sheet(assessment), "result": preview_result(assessment), "sent": sent}
    context["last_time"] = since_last_time(assessment)
    context["priorities"] = live_plans(assessment)
    return page(request, "sign", assessment, context)


@require_http_methods(["GET", "HEAD", "POST"])
def decline(request, council, cycle):
    """Give it back to the lead officer with a reason."""
    assessment = assessment_or_404(request, council, cycle)
    form = DeclineForm(request.POST or None, initial=_seen(assessment))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        perform(assessment, "decline", by=request.user, note=said["note"], seen=said["seen"])
        messages.success(request, "Declined. The lead officer has an email with your reason.")
        return redirect(assessment)
    can_move(request.user, assessment, "decline").require()
    return page(request, "decline", assessment, {"form": form})


def _seen(assessment):
    return {"seen": assessment.lock_version}
