"""Pre-election pauses: two days, a sentence, and for which councils."""

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format

from councils.models import Pause
from records.admin import CuratedAdmin
from records.models import RegisterVersion

FEW = 3


@admin.register(Pause)
class PauseAdmin(CuratedAdmin):
    """The one switch: nothing else has to be done when a pause begins or ends."""

    list_display = ["days", "stands", "covers", "why"]
    search_fields = ["why", "councils__name", "councils__official_name"]
    search_help_text = "Search by reason or council."
    fields = ["starts_on", "ends_on", "why", "councils"]
    autocomplete_fields = ["councils"]
    made_elsewhere = ["councils"]
    export_columns = [
        ("First day", "starts_on"),
        ("Last day", "ends_on"),
        ("Why", "why"),
        ("Councils", "named"),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("councils")

    def has_delete_permission(self, request, obj=None):
        """One that has not begun may go; one that has is brought to its end by its last day."""
        if obj is not None and obj.starts_on <= timezone.localdate():
            return False
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    def save_related(self, request, form, formsets, change):
        """Which councils it is for stands in rows that are not ours, so they step nothing by themselves."""
        super().save_related(request, form, formsets, change)
        RegisterVersion.step()

    @admin.display(description="days", ordering="starts_on")
    def days(self, pause):
        return f"{date_format(pause.starts_on)} to {pause.until}"

    @admin.display(description="stands")
    def stands(self, pause):
        today = timezone.localdate()
        if pause.starts_on > today:
            return "Not begun yet"
        return "On now" if pause.ends_on >= today else "Over"

    @admin.display(description="councils")
    def covers(self, pause):
        """Whom it is for: a few by their names, more by their number."""
        count = len(pause.councils.all())
        return f"{count} councils" if count > FEW else self.named(pause)

    def named(self, pause):
        return ", ".join(council.name for council in pause.councils.all()) or "All councils"
