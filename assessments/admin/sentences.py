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

    def save_model(self, request, obj, form, change):
        """What is hidden of one version is hidden of the one that was opened after it, and before."""
        super().save_model(request, obj, form, change)
        about = obj.assessment
        same = ChampionSentence.objects.filter(
            assessment__council=about.council_id, assessment__cycle=about.cycle_id
        )
        for row in same.exclude(is_hidden=obj.is_hidden):
            row.is_hidden = obj.is_hidden
            row.save(update_fields=["is_hidden"])

    @admin.display(description="council", ordering="assessment__council__name")
    def council_name(self, sentence):
        return sentence.assessment.council.name
