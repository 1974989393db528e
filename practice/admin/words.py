"""The words that case studies are found by."""

from django.contrib import admin

from practice.models import ServiceArea, Topic
from records.admin import CuratedAdmin


class NamedAdmin(CuratedAdmin):
    """A word keeps its address, so that links to filtered lists go on working."""

    list_display = ["name", "order"]
    search_fields = ["name"]
    search_help_text = "Search by name."
    fields = ["name", "slug", "order"]

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}


@admin.register(Topic)
class TopicAdmin(NamedAdmin):
    """What case studies help with."""


@admin.register(ServiceArea)
class ServiceAreaAdmin(NamedAdmin):
    """What kind of work they are."""
