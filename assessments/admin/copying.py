"""Copy a cycle for the next year, on a page that shows what is taken over."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_http_methods

from assessments.actions import copy_cycle
from assessments.actions.copying import a_year_on
from assessments.actions.cycles import may_run_cycles
from assessments.forms.cycles import CopyCycleForm
from principles.permissions import can_copy


class CopiesLastYear:
    """The page “Copy for next year” of the admin of cycles."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.copy_view))
        return [path("<path:object_id>/copy/", view, name="assessments_cycle_next_year"), *super().get_urls()]

    def copy_view(self, request, object_id):
        may_run_cycles(request.user).require()
        cycle = self.get_object(request, object_id)
        if cycle is None:
            raise Http404("There is no such cycle.")
        may_draft = bool(can_copy(request.user))
        form = CopyCycleForm(request.POST or None, initial=a_year_on(cycle), may_draft=may_draft)
        if request.method == "POST" and form.is_valid():
            made = copy_cycle(cycle, by=request.user, **form.cleaned_data)
            self.log_addition(request, made, f"Copied from {cycle}.")
            messages.success(request, f"{made} is ready to be looked through. Nobody has been told.")
            return redirect("admin:assessments_cycle_change", made.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Copy for next year: {cycle}",
            "opts": self.opts,
            "media": self.media + form.media,
            "cycle": cycle,
            "may_draft": may_draft,
            "form": form,
        }
        return TemplateResponse(request, "admin/assessments/cycle/copy.html", context)
