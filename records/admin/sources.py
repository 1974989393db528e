"""Sources: the documents and pages that facts were read in."""

from django.contrib import admin
from django.utils.html import format_html

from records.admin.curated import CuratedAdmin
from records.admin.filters import LinkStands
from records.models import Source


class HasLink(LinkStands):
    """Finds what needs work: sources that nobody can follow, or whose link leads nowhere any more."""

    field = "url"

    def lookups(self, request, model_admin):
        return [("no", "No link"), ("yes", "Has a link"), *super().lookups(request, model_admin)]

    def queryset(self, request, queryset):
        if self.value() in ("no", "yes"):
            return queryset.filter(url="") if self.value() == "no" else queryset.exclude(url="")
        return super().queryset(request, queryset)


@admin.register(Source)
class SourceAdmin(CuratedAdmin):
    list_display = ["title", "publisher", "published_on", "link"]
    list_filter = [HasLink, "publisher"]
    search_fields = ["title", "publisher", "key", "url"]
    search_help_text = "Search by title, publisher, short key or link."
    date_hierarchy = "published_on"
    ordering = ["-pk"]
    fields = ["title", "publisher", "url", "published_on", "note", "key"]
    export_columns = [
        ("Short key", "key"),
        ("Title", "title"),
        ("Publisher", "publisher"),
        ("Link", "url"),
        ("Published on", "published_on"),
        ("Note", "note"),
    ]

    def has_delete_permission(self, request, obj=None):
        """A source made by mistake may go; one that a fact names is protected."""
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def get_readonly_fields(self, request, obj=None):
        return ["key"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"key": ["publisher", "title"]}

    @admin.display(description="link", ordering="url")
    def link(self, source):
        return format_html('<a href="{0}" rel="noopener">{0}</a>', source.url) if source.url else "None"
