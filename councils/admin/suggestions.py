"""What readers suggest: an inbox that opens on what is open, with a reply and what was done."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_POST

from councils.actions import answer_suggestion
from councils.admin.filters import OpensOnWork
from councils.permissions import can_answer_suggestions
from records.admin import CuratedAdmin
from records.admin.asked import row_number_or_404
from records.models import Suggestion


def _area(label, help_text, name):
    attrs = {"rows": 4, "cols": 60, "aria-describedby": f"id_{name}_help"}
    widget = forms.Textarea(attrs=attrs)
    return forms.CharField(label=label, help_text=help_text, max_length=3000, required=False, widget=widget)


class ReplyForm(forms.Form):
    """An answer to the sender, what was done about it, or both."""

    reply = _area(
        "Your reply to the sender", "It is kept, and goes out by email if they gave an address.", "reply"
    )
    done = _area("What was done", "For colleagues. With this the suggestion is resolved.", "done")

    def clean(self):
        said = super().clean()
        if not self.errors and not (said.get("reply") or said.get("done")):
            self.add_error("reply", "Write a reply, or say what was done.")
        return said


class OpenSuggestions(OpensOnWork):
    """Opens on what nobody has resolved yet."""

    title = "where it stands"
    parameter_name = "stands"
    opens_on = "open"
    everything = "All"

    def lookups(self, request, model_admin):
        return [("open", "Open"), ("resolved", "Resolved")]

    def queryset(self, request, queryset):
        known = self.value() in ("open", "resolved")
        return queryset.filter(closed_at__isnull=self.value() == "open") if known else queryset


@admin.register(Suggestion)
class SuggestionAdmin(CuratedAdmin):
    """Nothing of what a reader wrote can be changed; staff add their answer and what came of it."""

    actions = []
    list_display = ["reference", "name", "topic", "made_at", "closed_at"]
    list_filter = [OpenSuggestions, "topic"]
    search_fields = ["name", "text", "about"]
    search_help_text = "Search by page or words."
    ordering = ["made_at", "pk"]
    export_columns = [
        ("Reference", "reference"),
        ("Page", "name"),
        ("Address", "about"),
        ("About", "get_topic_display"),
        ("Sent", "made_at"),
        ("In the sender's words", "text"),
        ("What was done", "done"),
        ("Resolved", "closed_at"),
    ]

    def has_add_permission(self, request):
        return False

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.answer_view))
        return [path("<path:object_id>/answer/", view, name="records_suggestion_answer"), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show what was sent and what was answered."""
        return self._page(request, self._suggestion(request, object_id), ReplyForm())

    def answer_view(self, request, object_id):
        """Keep the reply and what was done."""
        suggestion = self._suggestion(request, object_id)
        form = ReplyForm(request.POST)
        if not form.is_valid():
            return self._page(request, suggestion, form)
        row = answer_suggestion(suggestion=suggestion, by=request.user, **form.cleaned_data)
        sent = "The answer is on its way. " if form.cleaned_data["reply"] and row.reply_to else ""
        messages.success(
            request, f"{sent}{row.reference} is {'resolved' if row.closed_at else 'still open'}."
        )
        return redirect("admin:records_suggestion_changelist")

    @admin.display(description="reference", ordering="pk")
    def reference(self, suggestion):
        return suggestion.reference

    def _suggestion(self, request, object_id):
        if not self.has_view_permission(request):
            raise PermissionDenied("Only curators read suggestions.")
        row_number_or_404(unquote(object_id))
        suggestion = Suggestion.objects.filter(pk=unquote(object_id)).first()
        if suggestion is None:
            raise Http404("There is no such suggestion.")
        return suggestion

    def _page(self, request, suggestion, form):
        is_council = suggestion.about.startswith("/councils/")
        context = {
            **self.admin_site.each_context(request),
            "title": f"Suggestion {suggestion.reference}: {suggestion.name}",
            "opts": self.opts,
            "suggestion": suggestion,
            "entry": f"/entry/{suggestion.about.removeprefix('/councils/')}change/" if is_council else "",
            "may": can_answer_suggestions(request.user),
            "form": form,
        }
        return TemplateResponse(request, "admin/records/suggestion/answer.html", context)
