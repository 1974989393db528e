"""Who follows by email: counts for all, and one address at a time for somebody who asks for their own.

No page lists addresses, and none shows one: staff type the address of whoever asked.
"""

from django.contrib import admin
from django.db.models import Count

from readers.models import Follower, Following, What
from readers.things import Thing
from records.admin.asked import AskedPlainly, row_number_or_404


@admin.register(Follower)
class FollowerAdmin(AskedPlainly, admin.ModelAdmin):
    """Found by the whole address alone. Nothing is changed; an address is deleted if its owner asks."""

    list_display = ["follows", "since", "sent_on"]
    search_fields = ["address"]
    search_help_text = "Type the whole email address of whoever asked."
    show_full_result_count = False
    actions = None
    fields = ["follows", "since", "sent_on"]
    readonly_fields = fields
    change_list_template = "admin/readers/follower/change_list.html"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_object(self, request, object_id, from_field=None):
        row_number_or_404(object_id)
        return super().get_object(request, object_id, from_field)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.prefetch_related("followings__council", "followings__principle")

    def get_search_results(self, request, queryset, search_term):
        """Find one address, whole: a part of one would list those of others."""
        return queryset.filter(address=search_term.strip().lower()), False

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"counts": counts(), **(extra_context or {})})

    @admin.display(description="follows")
    def follows(self, follower):
        rows = [f"{Thing.of(row).title} ({row.get_state_display()})" for row in follower.followings.all()]
        return "; ".join(rows) or "Nothing"


def counts():
    """Return pairs of what is followed and by how many addresses, most first. One query."""
    rows = (
        Following.objects.confirmed()
        .order_by()
        .values_list("what", "council__official_name", "principle__number", "principle__name")
    )
    counted = rows.annotate(count=Count("pk"))
    said = [
        (council or (f"Principle {number}: {name}" if number else What(what).label), count)
        for what, council, number, name, count in counted
    ]
    return sorted(said, key=lambda row: (-row[1], row[0]))
