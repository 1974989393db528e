"""Endorsements, champions and conversations one by one, for what the membership page leaves out."""

from django.contrib import admin

from councils.admin.filters import CheckedBefore, OpenNow
from councils.models import Champion, CommunityConversation, Endorsement, Signatory
from records.admin import CuratedAdmin, CuratedInline, LinkStands

PROOF = (
    "Where this comes from",
    {"fields": ["source", "stated_on", "basis", "confirmed_on", "confirmed_by_role"]},
)


class SignatoryInline(CuratedInline):
    model = Signatory
    autocomplete_fields = ["person"]


@admin.register(Endorsement)
class EndorsementAdmin(CuratedAdmin):
    list_display = ["council", "route", "standing", "decided_on", "confirmed_on"]
    list_filter = ["route", "standing", LinkStands, CheckedBefore]
    list_select_related = ["membership__council", "source"]
    search_fields = ["membership__council__name", "membership__council__official_name"]
    search_help_text = "Search by the council's name."
    date_hierarchy = "decided_on"
    autocomplete_fields = ["membership", "source"]
    made_elsewhere = ["membership"]
    inlines = [SignatoryInline]
    fieldsets = [(None, {"fields": ["membership", "route", "standing", "decided_on", "link"]}), PROOF]
    export_columns = [
        ("Council", "council"),
        ("How it was endorsed", "get_route_display"),
        ("Standing", "get_standing_display"),
        ("Decided on", "decided_on"),
        ("Link", "link"),
        ("Last checked on", "confirmed_on"),
        ("Source", "source"),
    ]

    def get_readonly_fields(self, request, obj=None):
        return ["membership"] if obj else []

    @admin.display(description="council", ordering="membership__council__name")
    def council(self, endorsement):
        return endorsement.membership.council.name


@admin.register(Champion)
class ChampionAdmin(CuratedAdmin):
    list_display = ["council_name", "slot", "role", "person", "being_appointed", "from_on", "to_on"]
    list_filter = [OpenNow, "being_appointed", "slot", CheckedBefore]
    list_select_related = ["council", "person", "source"]
    search_fields = ["council__name", "council__official_name", "role", "person__name"]
    search_help_text = "Search by council, post or name."
    autocomplete_fields = ["council", "person", "source"]
    made_elsewhere = ["council"]
    ordering = ["council__name", "slot", "-from_on"]
    fieldsets = [
        (None, {"fields": ["council", "slot", "being_appointed", "role", "in_cabinet", "person", "note"]}),
        ("From when to when", {"fields": ["from_on", "to_on"]}),
        PROOF,
    ]
    export_columns = [
        ("Council", "council_name"),
        ("Which champion", "get_slot_display"),
        ("Post", "role"),
        ("Name", "person"),
        ("Being appointed", "being_appointed"),
        ("From", "from_on"),
        ("To", "to_on"),
        ("Last checked on", "confirmed_on"),
        ("Source", "source"),
    ]

    def get_readonly_fields(self, request, obj=None):
        return ["council", "slot"] if obj else []

    @admin.display(description="council", ordering="council__name")
    def council_name(self, champion):
        return champion.council.name


@admin.register(CommunityConversation)
class ConversationAdmin(CuratedAdmin):
    list_display = ["council", "state", "held_on", "planned_for", "confirmed_on"]
    list_filter = ["state", LinkStands, CheckedBefore]
    list_select_related = ["membership__council", "source"]
    search_fields = ["membership__council__name", "membership__council__official_name"]
    search_help_text = "Search by the council's name."
    date_hierarchy = "held_on"
    autocomplete_fields = ["membership", "source"]
    made_elsewhere = ["membership"]
    fieldsets = [
        (None, {"fields": ["membership", "state", "held_on", "planned_for"]}),
        ("What came of it", {"fields": ["who_took_part", "what_was_agreed", "what_happened_next", "link"]}),
        PROOF,
    ]
    export_columns = [
        ("Council", "council"),
        ("State", "get_state_display"),
        ("Held on", "held_on"),
        ("Planned for", "planned_for"),
        ("Link", "link"),
        ("Last checked on", "confirmed_on"),
        ("Source", "source"),
    ]

    @admin.display(description="council", ordering="membership__council__name")
    def council(self, conversation):
        return conversation.membership.council.name
