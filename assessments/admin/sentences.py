"""What cabinet champions say in public: Locality changes no words, and can hide a sentence at once."""

from django.contrib import admin

from assessments.models import ChampionSentence
from records.admin import CuratedAdmin


@admin.register(ChampionSentence)
class ChampionSentenceAdmin(CuratedAdmin):
    """Newest first; the one thing to change is whether it is hidden."""

    list_display = ["council_name", "text", "said_at", "is_hidden"]
    list_filter = ["is_hidden"]
    list_select_related = ["assessment__council"]
    search_fields = ["assessment__council__name", "text"]
    fields = ["assessment", "text", "said_at", "taken_down_at", "is_hidden"]
    readonly_fields = ["assessment", "text", "said_at", "taken_down_at"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="council", ordering="assessment__council__name")
    def council_name(self, sentence):
        return sentence.assessment.council.name
