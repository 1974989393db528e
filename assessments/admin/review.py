"""The review desk: a queue of what was signed, a page to read it, and two buttons.

Nothing is edited here: ``actions.perform`` makes the moves, and the page shows the signed
snapshot, never live answers.
"""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from assessments.actions import perform
from assessments.admin.desk import assign_chosen, read_by, remind_chosen
from assessments.admin.time import GivesTime
from assessments.models import Assessment, Audience
from assessments.permissions import EXTENDED, can_extend, can_move, can_review, is_reviewer
from assessments.results import reading, signed_result
from assessments.whole import signed_plans
from assessments.workflow import MOVES, Party, State
from councils.admin.filters import OpensOnWork
from records.admin import CuratedAdmin


class ReturnForm(forms.Form):
    """Why a self-assessment goes back to the council."""

    note = forms.CharField(
        label="What does the council need to look at?",
        max_length=2000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60, "aria-describedby": "id_note_help"}),
        help_text="The council reads these words. Name the statements, such as 4a.",
        error_messages={"required": "Say why, so that the council knows what to look at."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class WaitingFirst(OpensOnWork):
    """Opens on what Locality has to read."""

    title = "where it stands"
    parameter_name = "stands"
    opens_on = State.SUBMITTED
    everything = "All"

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() in State.values else queryset


class Reader(admin.SimpleListFilter):
    """What I read, what nobody reads yet, and what colleagues read."""

    title = "who reads it"
    parameter_name = "reader"

    def lookups(self, request, model_admin):
        return [("me", "I read it"), ("nobody", "Nobody yet"), ("others", "A colleague")]

    def queryset(self, request, queryset):
        match self.value():
            case "me":
                return queryset.filter(reader=request.user)
            case "nobody":
                return queryset.filter(reader=None)
            case "others":
                return queryset.exclude(reader=None).exclude(reader=request.user)
        return queryset


@admin.register(Assessment)
class AssessmentAdmin(GivesTime, CuratedAdmin):
    """What councils have signed. Their unsigned answers are not shown to staff."""

    list_display = ["council_name", "cycle", "stands", "reader_name", "reference"]
    list_display_links = ["council_name"]
    list_filter = [WaitingFirst, Reader, "cycle", "council__region"]
    list_select_related = ["council", "cycle", "reader"]
    actions = [assign_chosen, remind_chosen]
    search_fields = ["council__name", "council__official_name", "reference"]
    search_help_text = "Search by council or reference."
    ordering = ["state_since", "pk"]
    export_columns = [
        ("Council", "council_name"),
        ("GSS code", "council__gss_code"),
        ("Cycle", "cycle__title"),
        ("Where it stands", "get_state_display"),
        ("Since", "state_since"),
        ("Read by", "reader_name"),
        ("Reference", "reference"),
    ]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_view_permission(self, request, obj=None):
        return is_reviewer(request.user)

    def has_module_permission(self, request):
        return is_reviewer(request.user)

    @admin.display(description="council", ordering="council__name")
    def council_name(self, assessment):
        return assessment.council.name

    @admin.display(description="stands", ordering="state_since")
    def stands(self, assessment):
        """Where it stands and since when, in one cell that fits a narrow screen."""
        since = timezone.localdate(assessment.state_since)
        return f"{assessment.get_state_display()} since {date_format(since)}"

    @admin.display(description="read by", ordering="reader__name")
    def reader_name(self, assessment):
        return read_by(assessment)

    def get_urls(self):
        moves = [
            path(
                f"<path:object_id>/{move}/",
                self.admin_site.admin_view(require_POST(view)),
                name=f"assessments_assessment_{move}",
            )
            for move, view in (("accept", self.accept_view), ("return", self.return_view))
        ]
        return [*moves, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show what was signed, with the buttons that this person may press."""
        assessment = self._assessment(request, object_id)
        return self._page(request, assessment, ReturnForm(initial={"seen": assessment.lock_version}))

    def accept_view(self, request, object_id):
        """Accept as complete: what the signer chose to share is public at once."""
        assessment = self._assessment(request, object_id)
        perform(assessment, "accept", by=request.user, seen=_seen(request))
        messages.success(request, f"{assessment} is complete. The council has been told.")
        return redirect("admin:assessments_assessment_changelist")

    def return_view(self, request, object_id):
        """Give it back to the council with a reason."""
        assessment = self._assessment(request, object_id)
        form = ReturnForm(request.POST)
        if not form.is_valid():
            return self._page(request, assessment, form)
        perform(assessment, "return", by=request.user, **form.cleaned_data)
        messages.success(request, f"{assessment} is back with the council, with your words.")
        return redirect("admin:assessments_assessment_changelist")

    def _assessment(self, request, object_id):
        if not self.has_view_permission(request):
            can_review(request.user, Assessment()).require()
        rows = Assessment.objects.select_related("council", "cycle__question_set")
        key = unquote(object_id)
        assessment = rows.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None
        if assessment is None:
            raise Http404("There is no such self-assessment.")
        return assessment

    def _page(self, request, assessment, form):
        snapshot = assessment.snapshots.select_related("signature").last()
        if snapshot is not None:
            snapshot.assessment = assessment
        context = {
            **self.admin_site.each_context(request),
            "title": str(assessment),
            "opts": self.opts,
            "assessment": assessment,
            "snapshot": snapshot,
            "principles": reading(snapshot) if snapshot else [],
            "priorities": signed_plans(snapshot) if snapshot else (),
            "result": signed_result(snapshot, Audience.PUBLIC) if snapshot else None,
            "events": _events(assessment),
            "form": form,
            "accept": can_move(request.user, assessment, "accept"),
            "more_time": can_extend(request.user, assessment),
            "give_back": can_move(request.user, assessment, "return"),
            "list_path": reverse("admin:assessments_assessment_changelist"),
        }
        return TemplateResponse(request, "admin/assessments/assessment/review.html", context)


def _events(assessment):
    """Return the timeline's moves; what the council's own people wrote to each other stays theirs."""
    ours = {name for name, move in MOVES.items() if Party.REVIEWER in move.parties}
    events = [
        event for event in assessment.events.select_related("by") if event.is_move or event.move == EXTENDED
    ]
    for event in events:
        event.shown_note = event.note if event.move in (*ours, EXTENDED) else ""
    return events


def _seen(request):
    """Return the version of the page that was read; a missing or odd one matches no row."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 10 else -1
