"""Connections on their own: all of them in one list, whichever their ends."""

from django.contrib import admin

from councils.admin.filters import CheckedBefore
from councils.models import Council
from organisations.models import Connection
from organisations.models.connection import ENDS
from records.admin import CuratedAdmin, mark_checked


class Ended(admin.SimpleListFilter):
    title = "whether it goes on"
    parameter_name = "now"

    def lookups(self, request, model_admin):
        return [("open", "Goes on"), ("ended", "Has ended")]

    def queryset(self, request, queryset):
        if self.value() not in ("open", "ended"):
            return queryset
        return queryset.filter(to_year__isnull=self.value() == "open")


@admin.register(Connection)
class ConnectionAdmin(CuratedAdmin):
    """One that turns out to be wrong may go; one that ended gets its last year."""

    actions = [*CuratedAdmin.actions, mark_checked]
    list_display = ["first", "kind", "second", "about", "says"]
    list_display_links = ["first", "second"]
    list_filter = ["said_by", CheckedBefore, Ended, "kind"]
    list_select_related = [*ENDS, "source"]
    search_fields = ["about", *(f"{end}__name" for end in ENDS)]
    search_help_text = "Search by either end’s name, or what it is for."
    autocomplete_fields = [*ENDS, "source"]
    made_elsewhere = ENDS
    fieldsets = [
        ("The first end", {"fields": ENDS[:2]}),
        ("What the first does to the second", {"fields": ["kind", "about", "from_year", "to_year"]}),
        ("The second end", {"fields": ENDS[2:]}),
        (
            "Who says so",
            {"fields": ["said_by", "source", "stated_on", "basis", "confirmed_on", "confirmed_by_role"]},
        ),
    ]
    export_columns = [
        ("First end", "first"),
        ("Kind", "get_kind_display"),
        ("Second end", "second"),
        ("What for", "about"),
        ("Who says so", "get_said_by_display"),
        ("Since", "from_year"),
        ("Until", "to_year"),
        ("Last checked on", "confirmed_on"),
        ("Source", "source"),
    ]

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    @admin.display(description="first end")
    def first(self, connection):
        return _short(connection.first)

    @admin.display(description="second end")
    def second(self, connection):
        return _short(connection.second)

    @admin.display(description="who says so", ordering="said_by")
    def says(self, connection):
        """“The first end” or “Somebody else”: the first words are enough for a list."""
        return connection.get_said_by_display().split(";")[0]


def _short(end):
    return f"{end.name} (council)" if isinstance(end, Council) else end.name
