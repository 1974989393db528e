"""The cabinet champion's sentence: said by the champion, read by the team, taken down by either."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from assessments.actions import speak, take_down
from assessments.models import ChampionSentence
from assessments.sentences import can_speak, can_take_down
from assessments.views.loading import assessment_or_404, page
from councils.models import pause_for
from records.fields import PlainTextField


class SentenceForm(forms.Form):
    """One sentence."""

    text = PlainTextField(
        label="Your sentence",
        help_text="One sentence in your own words. It stands in public, with your role and the day.",
        max_words=40,
        max_length=500,
        rows=3,
        error_messages={"required": "Write a sentence, or go back: you do not have to."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def champion(request, council, cycle):
    """Say it, change it or take it down."""
    assessment = assessment_or_404(request, council, cycle)
    said = ChampionSentence.objects.filter(assessment=assessment).select_related("said_by").first()
    if "take_down" in request.POST:
        take_down(assessment=assessment, by=request.user)
        messages.success(request, "Taken down. It is no longer public.")
        return redirect(request.path)
    verdict = can_speak(request.user, assessment)
    form = SentenceForm(request.POST or None, initial={"text": said.text if said else ""})
    if request.method == "POST":
        verdict.require()
        if form.is_valid():
            speak(assessment=assessment, text=form.cleaned_data["text"], by=request.user)
            messages.success(request, "Your sentence is kept.")
            return redirect(request.path)
    context = {"said": said, "form": form, "may_speak": verdict, "pause": pause_for(assessment.council)}
    context["may_take_down"] = said and said.is_shown and can_take_down(request.user, assessment)
    return page(request, "champion", assessment, context)
