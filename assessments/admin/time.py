"""Give one council more time, with a reason that it reads: a page that first shows what it will do."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from assessments.actions import extend
from assessments.messages import people_to_tell
from assessments.permissions import can_extend


class MoreTimeForm(forms.Form):
    """Until when, and why."""

    until = forms.DateField(
        label="Until the end of",
        widget=AdminDateWidget(attrs={"aria-describedby": "id_until_help"}),
        help_text="The last day, until 11:59pm. For example 31/03/2026.",
        error_messages={
            "required": "Enter the last day.",
            "invalid": "Enter a day, such as 3 March 2020 or 03/03/2020.",
        },
    )
    reason = forms.CharField(
        label="Why?",
        max_length=1000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60, "aria-describedby": "id_reason_help"}),
        help_text="The council reads these words, by email and in its timeline.",
        error_messages={"required": "Say why this council gets more time. The council reads it."},
    )


class GivesTime:
    """The page “Give more time” of an admin of self-assessments."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.extend_view))
        page = path("<path:object_id>/extend/", view, name="assessments_assessment_extend")
        return [page, *super().get_urls()]

    def extend_view(self, request, object_id):
        assessment = self._assessment(request, object_id)
        form = MoreTimeForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and _give(assessment, form, request.user):
            until = date_format(form.cleaned_data["until"])
            self.log_change(request, assessment, f"Given time until {until}.")
            messages.success(request, f"{assessment}: time until the end of {until}. They are told.")
            return redirect("admin:assessments_assessment_change", assessment.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Give more time: {assessment}",
            "opts": self.opts,
            "media": self.media + form.media,
            "assessment": assessment,
            "verdict": can_extend(request.user, assessment),
            "people": people_to_tell(assessment, "resume"),
            "form": form,
        }
        return TemplateResponse(request, "admin/assessments/assessment/extend.html", context)


def _give(assessment, form, by):
    """Do it; what is wrong with the day is said on the form."""
    try:
        extend(assessment=assessment, by=by, **form.cleaned_data)
    except ValidationError as refused:
        for field, sentences in refused.message_dict.items():
            form.add_error(field, sentences)
        return False
    return True
