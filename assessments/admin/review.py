"""The review desk's queue: what was signed, how long it has waited, who reads it."""

from functools import partial

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from assessments.admin.buttons import BUTTONS
from assessments.admin.desk import assign_chosen, read_by, remind_chosen
from assessments.admin.reading import draw
from assessments.admin.time import GivesTime
from assessments.models import Assessment
from assessments.permissions import can_review, is_reviewer
from assessments.workflow import State
from councils.admin.filters import OpensOnWork
from records.admin import CuratedAdmin


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
    # A page of fifty takes twice as long, and nobody reads more in a day.
    list_per_page = 20
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
        days = (timezone.localdate() - since).days
        age = "today" if days == 0 else "1 day" if days == 1 else f"{days} days"
        return f"{assessment.get_state_display()} since {date_format(since)} ({age})"

    @admin.display(description="read by", ordering="reader__name")
    def reader_name(self, assessment):
        return read_by(assessment)

    def get_urls(self):
        buttons = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(require_POST(partial(self._press, run=run))),
                name=f"assessments_assessment_{name}",
            )
            for name, run in BUTTONS.items()
        ]
        return [*buttons, *super().get_urls()]

    def _press(self, request, object_id, run):
        return run(self, request, self._assessment(request, object_id))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show what was signed, with the buttons that this person may press."""
        return draw(self, request, self._assessment(request, object_id))

    def _assessment(self, request, object_id):
        if not self.has_view_permission(request):
            can_review(request.user, Assessment()).require()
        rows = Assessment.objects.select_related("council", "cycle__question_set")
        key = unquote(object_id)
        assessment = rows.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None
        if assessment is None:
            raise Http404("There is no such self-assessment.")
        return assessment
