"""Applications: a list that opens on those that wait, a page to read one, and its moves.

Nothing is edited here. Each move has a page that says what it will do; its button does it.
"""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince
from django.views.decorators.http import require_http_methods

from councils.admin.filters import OpensOnWork
from joining.admin.verbs import VERBS
from joining.models import Application
from joining.permissions import can_move, is_decider
from joining.tables import beside_record
from joining.workflow import STANDINGS, WITH_LOCALITY, State
from records.admin import CuratedAdmin

SHOWN_STATES = [(state.value, state.label) for state in STANDINGS if state != State.DRAFT]


class WaitingFirst(OpensOnWork):
    """Opens on what Locality has to read."""

    title = "where it stands"
    parameter_name = "stands"
    opens_on = State.SENT
    everything = "All"

    def lookups(self, request, model_admin):
        return SHOWN_STATES

    def queryset(self, request, queryset):
        return queryset.filter(state=self.value()) if self.value() in State.values else queryset


@admin.register(Application)
class ApplicationAdmin(CuratedAdmin):
    """What councils have sent in to join. Drafts are not shown to anybody but their writers."""

    list_display = ["council_name", "stands", "waited", "reference"]
    list_display_links = ["council_name"]
    list_filter = [WaitingFirst, "council__region", "council__type"]
    list_select_related = ["council"]
    search_fields = ["council__name", "council__official_name", "reference"]
    search_help_text = "Search by council or reference."
    ordering = ["state_since", "pk"]
    export_columns = [
        ("Council", "council__official_name"),
        ("GSS code", "council__gss_code"),
        ("Reference", "reference"),
        ("Where it stands", "get_state_display"),
        ("Since", "state_since"),
        ("Member from", "publish_on"),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).seen_by_staff()

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="council", ordering="council__name")
    def council_name(self, application):
        return application.council.name

    @admin.display(description="stands", ordering="state")
    def stands(self, application):
        return application.get_state_display()

    @admin.display(description="since", ordering="state_since")
    def waited(self, application):
        """Since when, and for how long where somebody waits."""
        day, today = timezone.localdate(application.state_since), timezone.localdate()
        waits = application.state in WITH_LOCALITY and day < today
        return f"{date_format(day)}, {timesince(day, today)} ago" if waits else date_format(day)

    def get_urls(self):
        answers = require_http_methods(["GET", "HEAD", "POST"])
        moves = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(answers(partial(self.verb_view, verb=verb))),
                name=f"joining_application_{name}",
            )
            for name, verb in VERBS.items()
        ]
        return [*moves, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show the application beside what is on record, with the moves this person can make."""
        if not self.has_view_permission(request):
            raise PermissionDenied("Your account does not open applications.")
        application = self._application_or_404(object_id)
        others = Application.objects.filter(council=application.council_id).exclude(pk=application.pk)
        context = self._context(request, application) | {
            "lines": beside_record(application),
            "events": application.events.select_related("by"),
            "verbs": _verbs(request.user, application),
            "drafts": others.filter(state=State.DRAFT).count(),
            "others": others.seen_by_staff(),
        }
        return TemplateResponse(request, "admin/joining/application/read.html", context)

    def verb_view(self, request, object_id, verb):
        """Show what a move would do; make it when the page's own button is pressed."""
        if not is_decider(request.user):
            raise PermissionDenied("Only a curator at Locality can do this.")
        application = self._application_or_404(object_id)
        verdict = can_move(application, verb.name, by=request.user)
        form = verb.form(request.POST if request.method == "POST" else None, application)
        if request.method == "POST" and form.is_valid():
            verdict.require()
            verb.run(application, form, request.user)
            messages.success(request, verb.done.format(council=application.council.official_name))
            return redirect("admin:joining_application_change", application.pk)
        context = self._context(request, application) | {"verb": verb, "verdict": verdict, "form": form}
        context["media"] = self.media + form.media
        context["title"] = f"{verb.label}: {application}"
        context["is_member"] = application.council.memberships.open().exists()
        return TemplateResponse(request, "admin/joining/application/verb.html", context)

    def _application_or_404(self, object_id):
        rows = Application.objects.seen_by_staff().select_related("council", "decided_by")
        key = unquote(object_id)
        application = rows.filter(pk=key).first() if key.isdecimal() and len(key) < 10 else None
        if application is None:
            raise Http404("There is no such application.")
        return application

    def _context(self, request, application):
        return {
            **self.admin_site.each_context(request),
            "title": str(application),
            "opts": self.opts,
            "application": application,
            "list_path": reverse("admin:joining_application_changelist"),
        }


def _verbs(user, application):
    """Return ``(address, label)`` of each move from here, even if its own page says “not yet”."""
    if not is_decider(user):
        return []
    verbs = [verb for verb in VERBS.values() if verb.starts_from(application.state)]
    return [
        (reverse(f"admin:joining_application_{verb.name}", args=[application.pk]), verb.label)
        for verb in verbs
    ]
