"""What was sent to whom, and how far it got."""

from django.contrib import admin
from django.utils.formats import date_format

from accounts.models import Message
from records.admin import CuratedAdmin


class HowFar(admin.SimpleListFilter):
    title = "how far it got"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [
            ("came_back", "Came back"),
            ("given_up", "Given up"),
            ("waiting", "Waiting"),
            ("sent", "Sent"),
        ]

    def queryset(self, request, queryset):
        chosen = self.value()
        known = chosen in dict(self.lookup_choices)
        return getattr(queryset, chosen)() if known else queryset


@admin.register(Message)
class MessageAdmin(CuratedAdmin):
    """What was sent to whom, and how far it got. There is nothing to change, and no text to read."""

    list_display = ["address", "about", "how_far", "created"]
    list_filter = [HowFar]
    list_select_related = ["template"]
    search_fields = ["to", "subject"]
    search_help_text = "Search by email address or subject."
    date_hierarchy = "created"
    ordering = ["-created", "-pk"]
    fields = ["address", "about", "how_far", "created", "last_updated", "tries", "reports"]
    readonly_fields = fields
    export_columns = [
        ("Email address", "address"),
        ("About", "about"),
        ("How far it got", "how_far"),
        ("Queued", "created"),
        ("Last changed", "last_updated"),
    ]

    def get_queryset(self, request):
        """Leave out decoys, which are about nobody."""
        return super().get_queryset(request).exclude(status__isnull=True)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="email address", ordering="to")
    def address(self, message):
        return ", ".join(message.to)

    @admin.display(description="about")
    def about(self, message):
        return message.about

    @admin.display(description="how far it got", ordering="status")
    def how_far(self, message):
        return message.standing

    @admin.display(description="tries that failed")
    def tries(self, message):
        return message.number_of_retries or "None"

    @admin.display(description="what mail servers said")
    def reports(self, message):
        said = [
            f"{date_format(log.date, 'DATETIME_FORMAT')}: {log.message}"
            for log in message.logs.order_by("pk")
        ]
        return "\n".join(said) or "Nothing went wrong."
