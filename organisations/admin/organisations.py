"""An organisation: everything about it on one page, in the order of its public page."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html

from councils.admin.filters import CheckedBefore
from organisations.actions import check
from organisations.admin.filters import Missing, Standing
from organisations.admin.inlines import (
    FunctionInline,
    IdentifierInline,
    InwardInline,
    OtherNameInline,
    OutwardInline,
    ServiceInline,
)
from organisations.admin.merge import MergeMixin, merge_two
from organisations.gaps import gaps_of, with_gaps
from organisations.imports import UploadedOrganisationSheet, plan_organisations
from organisations.models import Connection, Organisation
from records.admin import CuratedAdmin, Upload, UploadMixin, previewed

ROLE = "Locality"


@previewed(
    label="Mark as checked today",
    explain="The public pages will say that these organisations, with their services and connections, "
    "were checked today by Locality.",
    button="Mark as checked today",
)
def mark_checked(modeladmin, request, queryset, form):
    """Say that the chosen organisations were checked today."""
    count = check(organisations=list(queryset), role=ROLE, by=request.user)
    modeladmin.message_user(request, f"Marked as checked today: {count}.")


@admin.register(Organisation)
class OrganisationAdmin(MergeMixin, UploadMixin, CuratedAdmin):
    """Drafts are seen by staff alone. Organisations close, or turn out to be doubles; none is deleted."""

    change_form_template = "admin/organisations/organisation/change_form.html"
    uploads = {
        "organisations": Upload(
            "Organisations",
            "A CSV file with one organisation a row, found by its address (short_id), a number, or its name "
            "and council. New ones come as drafts.",
            UploadedOrganisationSheet,
        )
    }
    plan_upload = staticmethod(plan_organisations)
    actions = [*CuratedAdmin.actions, mark_checked, merge_two]
    list_display = ["name", "where", "stands", "missing"]
    list_filter = [Standing, Missing, CheckedBefore, "functions__function", "council__region"]
    list_select_related = ["council", "source"]
    search_fields = ["name", "other_names__name", "place", "council__name", "identifiers__value", "short_id"]
    search_help_text = "Search by any name, place, council, number, or the address."
    ordering = ["name", "pk"]
    autocomplete_fields = ["council", "source", "own_words_source"]
    made_elsewhere = ["council"]
    inlines = [
        FunctionInline,
        IdentifierInline,
        ServiceInline,
        OutwardInline,
        InwardInline,
        OtherNameInline,
    ]
    fieldsets = [
        (None, {"fields": ["page", "name", "council", "place", "what_it_does"]}),
        ("In its own words", {"fields": ["own_words", "own_words_source"]}),
        ("Facts in short", {"fields": ["legal_form", "website", "postcode", "founded_year", "ended_on"]}),
        (
            "Where this comes from",
            {"fields": ["source", "stated_on", "basis", "confirmed_on", "confirmed_by_role"]},
        ),
        ("Publishing", {"fields": ["state", "short_id"]}),
    ]
    export_columns = [
        ("Address", "short_id"),
        ("Name", "name"),
        ("Place", "place"),
        ("Council", "council_name"),
        ("State", "get_state_display"),
        ("What it is in law", "get_legal_form_display"),
        ("Website", "website"),
        ("Missing", "missing"),
        ("Last checked on", "confirmed_on"),
        ("Source", "source"),
    ]

    def get_queryset(self, request):
        return with_gaps(super().get_queryset(request))

    def get_search_results(self, request, queryset, search_term):
        """What is chosen on other pages is never a double."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if request.path.endswith("/autocomplete/"):
            found = found.filter(merged_into__isnull=True)
        return found, duplicates

    def get_readonly_fields(self, request, obj=None):
        return ["page", "short_id"]

    def get_inlines(self, request, obj):
        return self.inlines if obj is None or obj.merged_into_id is None else []

    def has_change_permission(self, request, obj=None):
        """A double is kept as it was when it was merged."""
        if obj is not None and obj.merged_into_id:
            return False
        return super().has_change_permission(request, obj)

    def save_formset(self, request, form, formset, change):
        """A connection that was entered twice on one page is one."""
        if formset.model is not Connection:
            super().save_formset(request, form, formset, change)
            return
        for row in formset.save(commit=False):
            if row.twin() is None:
                row.save()
        for row in formset.deleted_objects:
            row.delete()

    def history_of_related(self, obj):
        ends = Connection.objects.filter(Q(from_organisation=obj) | Q(to_organisation=obj))
        return [*obj.other_names.all(), *obj.identifiers.all(), *obj.services.all(), *ends]

    @admin.display(description="as the public sees it")
    def page(self, organisation):
        if organisation.pk is None:
            return "Save it first, then look at it here."
        if organisation.merged_into_id:
            kept = organisation.merged_into
            address = reverse("admin:organisations_organisation_change", args=[kept.pk])
            return format_html('A double. Its address leads to <a href="{}">{}</a>', address, kept)
        if organisation.is_public:
            return format_html('<a href="{}">Open its public page</a>', organisation.get_absolute_url())
        address = f"/preview/organisations/{organisation.short_id}/"
        return format_html('<a href="{}">Preview as public</a>: only staff see it', address)

    def changelist_view(self, request, extra_context=None):
        """A short title leaves room for the buttons beside it."""
        return super().changelist_view(request, {"title": "Organisations", **(extra_context or {})})

    def get_form(self, request, obj=None, **kwargs):
        labels = {"own_words_source": "Source of its own words"}
        return super().get_form(request, obj, **{"labels": labels, **kwargs})

    @admin.display(description="where", ordering="council__name", empty_value="–")
    def where(self, organisation):
        return ", ".join(filter(None, [organisation.place, self.council_name(organisation)])) or None

    @admin.display(description="stands", ordering="state")
    def stands(self, organisation):
        """“Double”, “Draft” or “Published”."""
        state = organisation.get_state_display().split(":")[0]
        return "Double" if organisation.merged_into_id else state

    def council_name(self, organisation):
        return organisation.council.name if organisation.council else ""

    @admin.display(description="missing", empty_value="Nothing")
    def missing(self, organisation):
        """What the record lacks, for staff only."""
        return ", ".join(gaps_of(organisation, short=True)) or None
