"""Cycles: their days are edited, their opening and closing are buttons with a preview."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from assessments.actions import add_new_members, close_cycle, open_cycle
from assessments.actions.closing import out_of_time_on_closing
from assessments.actions.cycles import councils_to_invite, may_run_cycles, open_problems
from assessments.admin.copying import CopiesLastYear
from assessments.admin.silence import SaysWhoIsSilent
from assessments.forms.cycles import CycleForm
from assessments.models import Cycle
from assessments.permissions import is_reviewer
from principles.changes import unsettled
from records.admin import CuratedAdmin

VERBS = {
    "open": {
        "label": "Open this cycle",
        "button": "Open it and tell the councils",
        "explain": (
            "Opening freezes the wording of the questions for good, gives each council listed here its "
            "self-assessment, and sends a message to its lead officers and sign-off officers."
        ),
    },
    "invite": {
        "label": "Add councils that have joined",
        "button": "Add them and tell them",
        "explain": "Each council listed here gets its self-assessment and a message.",
    },
    "close": {
        "label": "Close this cycle",
        "button": "Close it",
        "explain": (
            "What has not been signed becomes “Not shared this year”, as it does by itself ten working days "
            "after the deadline. All work is kept. You can still accept what has been signed, and give one "
            "council more time. To let all of them go on, give a later deadline and open it again."
        ),
    },
}


@admin.register(Cycle)
class CycleAdmin(SaysWhoIsSilent, CopiesLastYear, CuratedAdmin):
    """Rounds of self-assessment, newest first."""

    form = CycleForm
    list_display = ["title", "question_set", "opens_on", "closes_on", "stands"]
    list_select_related = ["question_set"]
    search_fields = ["title"]
    fieldsets = [
        (None, {"fields": ["title", "question_set", "opens_on", "closes_on"]}),
        ("Whom councils ask", {"fields": ["contact_role", "contact_email"]}),
        ("Reminders, in working days", {"fields": ["reminder_days", "signing_days"]}),
    ]
    made_elsewhere = ["question_set"]
    change_form_template = "admin/assessments/cycle/change_form.html"

    def get_readonly_fields(self, request, obj=None):
        """The questions and the first day are part of what councils answered once it has opened."""
        return ["question_set", "opens_on"] if obj and obj.opened_at else []

    @admin.display(description="stands")
    def stands(self, cycle):
        if cycle.is_open and cycle.is_past_deadline:
            return f"Open for late work until {date_format(cycle.last_day)}"
        if cycle.is_open:
            return "Open"
        return "Closed" if cycle.closed_at else "Not opened yet"

    def get_urls(self):
        verbs = [
            path(
                f"<path:object_id>/{verb}/",
                self.admin_site.admin_view(
                    require_http_methods(["GET", "HEAD", "POST"])(partial(self.verb_view, verb=verb))
                ),
                name=f"assessments_cycle_{verb}",
            )
            for verb in VERBS
        ]
        return [*verbs, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        cycle = self.get_object(request, unquote(object_id))
        verbs = _verbs_for(cycle) if cycle and may_run_cycles(request.user) else []
        buttons = [(verb, VERBS[verb]["label"]) for verb in verbs]
        if cycle and cycle.is_open and is_reviewer(request.user):
            buttons.insert(0, ("silence", "Who is silent"))
        if verbs:
            buttons.append(("copy", "Copy for next year"))
        context = {"verbs": buttons, **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def verb_view(self, request, object_id, verb):
        """Show what a button would do; do it when the page's own button is pressed."""
        may_run_cycles(request.user).require()
        cycle = self.get_object(request, unquote(object_id))
        if cycle is None:
            raise Http404("There is no such cycle.")
        if request.method == "POST":
            messages.success(request, _do(verb, cycle, request.user))
            return redirect("admin:assessments_cycle_change", cycle.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"{VERBS[verb]['label']}: {cycle}",
            "opts": self.opts,
            "cycle": cycle,
            "problems": _problems(verb, cycle),
            "councils": [] if verb == "close" else councils_to_invite(cycle),
            "unsettled": unsettled(cycle.question_set) if verb == "open" and not cycle.opened_at else [],
            "leaving": out_of_time_on_closing(cycle) if verb == "close" else [],
            **VERBS[verb],
        }
        return TemplateResponse(request, "admin/assessments/cycle/verb.html", context)


def _verbs_for(cycle):
    """Return the buttons that make sense for a cycle as it stands."""
    return ["invite", "close"] if cycle.is_open else ["open"]


def _problems(verb, cycle):
    if verb == "open":
        return open_problems(cycle)
    return [] if cycle.is_open else ["This cycle is not open."]


def _do(verb, cycle, by):
    """Do it, and return the sentence that says so."""
    if verb == "close":
        left = len(close_cycle(cycle=cycle, by=by))
        said = "1 is" if left == 1 else f"{left} are"
        return f"{cycle} is closed. {said} not shared this year. All work is kept."
    verbs = {"open": open_cycle, "invite": add_new_members}
    councils = verbs[verb](cycle=cycle, by=by)
    said = "1 council has" if len(councils) == 1 else f"{len(councils)} councils have"
    return f"{cycle} is open. {said} been added and told."
