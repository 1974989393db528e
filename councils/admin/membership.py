"""A membership on one page, for a new member and for every change after."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.formats import date_format

from councils.actions import CHECKED_BY, admit, amend, confirm_memberships, end_memberships
from councils.admin.filters import CheckedBefore, HasGaps, MembershipStatus
from councils.due import MESSAGES, with_last_asked
from councils.forms import EndMembershipsForm, MembershipForm
from councils.gaps import gaps_of, short_gaps_of, with_gaps
from councils.models import Champion, Membership
from records.admin import CuratedAdmin, previewed

ENDORSEMENT = ("Endorsement of the six principles", {"fields": ["endorsed", "decided_on", "link"]})
COUNCILLOR = ("Champion councillor", {"fields": ["councillor_state", "councillor_role", "councillor_name"]})
OFFICER = ("Senior officer champion", {"fields": ["officer_state", "officer_role", "officer_name"]})
CONVERSATION = ("Conversation with the community", {"fields": ["conversation", "conversation_when"]})
SOURCE = ("Where this comes from", {"fields": ["source"]})
NEW = [
    ("Council", {"fields": ["council", "joined_on"]}),
    ENDORSEMENT,
    COUNCILLOR,
    OFFICER,
    CONVERSATION,
    SOURCE,
]
LEAVING = {
    "classes": ["collapse"],
    "fields": ["joined_precision", "joined_note", "ended_on", "ended_note"],
}


def changing(first):
    """Return the fieldsets of a membership on record; ``first`` are the fields it opens with."""
    return [
        ("Membership", {"fields": [*first, "joined_on"]}),
        ENDORSEMENT,
        COUNCILLOR,
        OFFICER,
        ("When champions change", {"fields": ["champions_changed_on"]}),
        CONVERSATION,
        SOURCE,
        ("More about joining, and leaving", LEAVING),
    ]


@previewed(
    label="Mark as checked today",
    explain=f"Every fact of these memberships will say that {CHECKED_BY} checked it today: the endorsement, "
    "the champions of today and the conversation. Do this only after you have checked them.",
    button="Mark as checked today",
)
def mark_checked(modeladmin, request, queryset, form):
    """Confirm every fact of the chosen memberships."""
    count = confirm_memberships(memberships=list(queryset), by=request.user)
    modeladmin.message_user(request, f"Marked as checked today: {count}.")


@previewed(
    label="End membership",
    explain="These councils will be shown as having left the network. Their pages and history stay.",
    button="End membership",
    form_class=EndMembershipsForm,
)
def end_chosen(modeladmin, request, queryset, form):
    """Record that the chosen councils left."""
    answers = form.cleaned_data
    try:
        count = end_memberships(
            memberships=list(queryset.select_related("council")),
            on=answers["ended_on"],
            note=answers["ended_note"],
            by=request.user,
        )
    except ValidationError as refusal:
        modeladmin.message_user(request, f"Nothing was changed. {refusal.messages[0]}", "error")
    else:
        modeladmin.message_user(request, f"Memberships ended: {count}.")


@admin.register(Membership)
class MembershipAdmin(CuratedAdmin):
    form = MembershipForm
    actions = [*CuratedAdmin.actions, mark_checked, end_chosen]
    list_display = ["council_name", "region", "since_when", "short_gaps", "confirmed_on", "asked"]
    list_filter = [MembershipStatus, HasGaps, CheckedBefore, "council__type", "council__region"]
    list_select_related = ["council", "source"]
    search_fields = ["council__name", "council__official_name", "council__aliases__name", "council__gss_code"]
    search_help_text = "Search by any name of the council, or by its GSS code."
    date_hierarchy = "joined_on"
    ordering = ["council__name"]
    autocomplete_fields = ["council", "source"]
    made_elsewhere = ["council"]
    export_columns = [
        ("GSS code", "council__gss_code"),
        ("Council", "council__official_name"),
        ("Joined on", "joined_on"),
        ("On or by that day", "get_joined_precision_display"),
        ("Left on", "ended_on"),
        ("Missing", "gaps"),
        ("Last asked", "asked"),
        ("Last checked on", "confirmed_on"),
        ("Source", "source"),
    ]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("council", "source")
        return with_last_asked(with_gaps(rows))

    def add_view(self, request, form_url="", extra_context=None):
        return super().add_view(request, form_url, {"title": "New member", **(extra_context or {})})

    def changeform_view(self, request, *args, **kwargs):
        """A button pressed twice admits once; the second press is told so."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), "error")
            return redirect("admin:councils_membership_changelist")

    def get_fieldsets(self, request, obj=None):
        return changing(["council", "gaps", "asked"]) if obj else NEW

    def get_readonly_fields(self, request, obj=None):
        return ["council", "gaps", "asked"] if obj else []

    def save_model(self, request, obj, form, change):
        """The verbs write; what the form put on ``obj`` is only what the page shows."""
        if change:
            # The form has changed ``obj`` already, and the verb compares with what is on record.
            amend(
                membership=Membership.objects.get(pk=obj.pk),
                facts=form.facts,
                champions_changed_on=form.cleaned_data["champions_changed_on"],
                by=request.user,
            )
        else:
            obj.pk = admit(council=obj.council, facts=form.facts, by=request.user).pk

    def history_of_related(self, obj):
        talks = obj.conversations.all()
        endorsed = [obj.endorsement] if hasattr(obj, "endorsement") else []
        return [*endorsed, *Champion.objects.filter(council=obj.council_id), *talks]

    @admin.display(description="council", ordering="council__name")
    def council_name(self, membership):
        return membership.council.name

    @admin.display(description="missing", empty_value="Nothing")
    def short_gaps(self, membership):
        return ", ".join(short_gaps_of(membership)) or None

    @admin.display(description="region", ordering="council__region")
    def region(self, membership):
        return membership.council.get_region_display()

    @admin.display(description="member", ordering="joined_on")
    def since_when(self, membership):
        return membership.since

    @admin.display(description="missing", empty_value="Nothing")
    def gaps(self, membership):
        """What the record lacks, for staff only."""
        return ", ".join(gaps_of(membership)) or None

    @admin.display(description="last asked", ordering="last_asked_on", empty_value="Never")
    def asked(self, membership):
        """When its leads were last asked, and which message of the ladder that was."""
        if not membership.last_asked_on:
            return None
        step = f", message {membership.last_step} of {MESSAGES}" if membership.last_step else ""
        return f"{date_format(membership.last_asked_on)}{step}"
