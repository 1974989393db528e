"""What was confirmed, by whom and when. There is nothing to change."""

from django.contrib import admin

from records.admin.curated import CuratedAdmin
from records.models import Confirmation


@admin.register(Confirmation)
class ConfirmationAdmin(CuratedAdmin):
    """Read only: what somebody confirmed stays on record."""

    list_display = ["name", "role", "at", "how_many"]
    search_fields = ["name", "role"]
    search_help_text = "Search by whose facts they are, or by role."
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    fields = ["name", "role", "by", "at", "request", "still_right", "not_confirmed"]
    readonly_fields = fields
    export_columns = [
        ("Whose facts", "name"),
        ("Confirmed by", "role"),
        ("Confirmed at", "at"),
        ("On which request", "request"),
        ("Still right", "still_right"),
        ("Not confirmed", "not_confirmed"),
    ]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="facts")
    def how_many(self, confirmation):
        return len(confirmation.facts)

    @admin.display(description="still right")
    def still_right(self, confirmation):
        return "\n".join(confirmation.facts)

    @admin.display(description="not confirmed", empty_value="Nothing was left out")
    def not_confirmed(self, confirmation):
        return "\n".join(confirmation.left_out) or None
