"""The texts that councils can take over."""

from django.contrib import admin

from joining.models import ReadyText
from records.admin import CuratedAdmin


@admin.register(ReadyText)
class ReadyTextAdmin(CuratedAdmin):
    """Drafts by the portal first: they wait for Locality's own wording."""

    list_display = ["title", "about", "is_draft"]
    list_filter = ["is_draft"]
    search_fields = ["title", "body"]
    search_help_text = "Search in titles and texts."
    ordering = ["-is_draft", "order", "title"]
    fields = ["title", "about", "body", "is_draft", "order", "key"]

    def get_readonly_fields(self, request, obj=None):
        return ["key"] if obj else []
