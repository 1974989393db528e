"""Quotations, each with the role the speaker had then."""

from django.contrib import admin

from practice.models import Quotation
from records.admin import CuratedAdmin


@admin.register(Quotation)
class QuotationAdmin(CuratedAdmin):
    list_display = ["short", "role_then", "said_when", "is_politician", "shown"]
    list_filter = ["shown", "is_politician"]
    list_select_related = ["council", "speaker", "source"]
    search_fields = ["words", "role_then", "council__name"]
    search_help_text = "Search in the words, the role or the council’s name."
    autocomplete_fields = ["speaker", "council", "organisation", "study", "source"]
    made_elsewhere = ["council", "organisation", "study"]
    fieldsets = [
        (None, {"fields": ["words", "speaker", "role_then", "said_when", "is_politician", "shown"]}),
        ("Where it stands", {"fields": ["council", "organisation", "study"]}),
        ("Where this comes from", {"fields": ["source", "stated_on", "confirmed_on", "confirmed_by_role"]}),
    ]
    export_columns = [
        ("Words", "words"),
        ("Role at the time", "role_then"),
        ("When", "said_when"),
        ("Council", "council"),
        ("A politician's words", "is_politician"),
        ("Shown", "shown"),
        ("Source", "source"),
    ]

    @admin.display(description="words", ordering="words")
    def short(self, quotation):
        return quotation.words[:90]
