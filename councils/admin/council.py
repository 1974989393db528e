"""A council: every fact of it on one page, in the order of its public page."""

from django.contrib import admin
from django.db.models import Prefetch

from councils.actions import amend, confirm_councils
from councils.admin.filters import CheckedBefore, CouncilHasGaps, HasLead, MemberStatus, WebsiteStands
from councils.admin.map import MapMixin
from councils.admin.membership import LEAVING, changing
from councils.forms import MembershipForm
from councils.gaps import short_gaps_of, with_gaps
from councils.imports import plan
from councils.imports.councils import CouncilSheet
from councils.imports.members import MemberSheet
from councils.models import (
    Champion,
    Council,
    CouncilAlias,
    FormerCode,
    FormerSlug,
    Membership,
    Succession,
)
from records.admin import CuratedAdmin, CuratedInline, Upload, UploadMixin, previewed


class MembershipInline(CuratedInline):
    """The membership page inside the council's; a new one is made on its own page."""

    model = Membership
    form = MembershipForm
    can_delete = False
    show_change_link = True
    autocomplete_fields = ["source"]
    ordering = ["-joined_on"]
    fieldsets = [("Membership", {"fields": ["joined_on"]}), *changing([])[1:-1], (None, LEAVING)]
    verbose_name = "membership"
    verbose_name_plural = "Membership and its promises"

    def has_add_permission(self, request, obj=None):
        return False


class ChampionInline(CuratedInline):
    """All champions, past ones too."""

    model = Champion
    can_delete = False
    classes = ["collapse"]
    autocomplete_fields = ["person", "source"]
    verbose_name_plural = "Champions, past ones too"
    fields = ["slot", "being_appointed", "role", "in_cabinet", "person", "from_on", "to_on", "note", "source"]


class AliasInline(CuratedInline):
    model = CouncilAlias
    classes = ["collapse"]


class FormerCodeInline(CuratedInline):
    model = FormerCode
    classes = ["collapse"]


class FormerSlugInline(CuratedInline):
    model = FormerSlug
    classes = ["collapse"]


class TookOverFromInline(CuratedInline):
    model = Succession
    fk_name = "successor"
    can_delete = False
    classes = ["collapse"]
    autocomplete_fields = ["predecessor", "source"]
    made_elsewhere = ["predecessor", "successor"]
    fields = ["predecessor", "on", "source"]
    verbose_name = "council before"
    verbose_name_plural = "Councils it took over from"


class ReplacedByInline(TookOverFromInline):
    fk_name = "predecessor"
    autocomplete_fields = ["successor", "source"]
    fields = ["successor", "on", "source"]
    verbose_name = "council after"
    verbose_name_plural = "Councils that replaced it"


@previewed(
    label="Mark as checked today",
    explain="The facts about these councils' places will say that Locality checked them today. Facts about "
    "a membership are checked in the list of memberships.",
    button="Mark as checked today",
)
def mark_checked(modeladmin, request, queryset, form):
    """Confirm the register's own facts of the chosen councils."""
    count = confirm_councils(councils=queryset, by=request.user)
    modeladmin.message_user(request, f"Marked as checked today: {count}.")


@admin.register(Council)
class CouncilAdmin(UploadMixin, MapMixin, CuratedAdmin):
    """Codes and addresses are promises: they are set once. Councils end; they are never deleted."""

    change_form_template = "admin/councils/council/change_form.html"
    uploads = {
        "councils": Upload(
            "Councils", "A CSV file with one council a row, found by its GSS code.", CouncilSheet
        ),
        "members": Upload(
            "Members", "A CSV file with one member a row, found by GSS code or any name.", MemberSheet
        ),
    }
    plan_upload = staticmethod(plan)
    actions = [*CuratedAdmin.actions, mark_checked]
    list_display = ["name", "region", "member", "gaps"]
    list_filter = [MemberStatus, CouncilHasGaps, HasLead, CheckedBefore, WebsiteStands, "type", "region"]
    search_fields = ["name", "official_name", "aliases__name", "gss_code", "former_codes__code"]
    search_help_text = "Search all councils by any name, or by a GSS code of today or before."
    ordering = ["name"]
    autocomplete_fields = ["county", "source", "statement_source", "governance_source", "ending_source"]
    made_elsewhere = ["county"]
    inlines = [
        MembershipInline,
        ChampionInline,
        TookOverFromInline,
        ReplacedByInline,
        AliasInline,
        FormerCodeInline,
        FormerSlugInline,
    ]
    fieldsets = [
        ("Name and kind", {"fields": ["official_name", "name", "type", "tier", "region", "county"]}),
        ("In its own words", {"fields": ["statement", "statement_source"]}),
        (
            "Facts about the place",
            {
                "fields": [
                    "population",
                    "population_year",
                    "area_km2",
                    "website",
                    "governance_note",
                    "governance_source",
                    "latitude",
                    "longitude",
                ]
            },
        ),
        ("History", {"fields": ["started_on", "ended_on", "ending_note", "ending_source"]}),
        (
            "Codes, address and where the facts come from",
            {
                "fields": [
                    "gss_code",
                    "local_authority_code",
                    "slug",
                    "source",
                    "stated_on",
                    "basis",
                    "confirmed_on",
                    "confirmed_by_role",
                ]
            },
        ),
    ]
    export_columns = [
        ("GSS code", "gss_code"),
        ("Council", "official_name"),
        ("Short name", "name"),
        ("Type", "get_type_display"),
        ("Region", "get_region_display"),
        ("Member", "member"),
        ("Missing", "gaps"),
        ("Last checked on", "confirmed_on"),
        ("Website", "website"),
    ]

    def get_queryset(self, request):
        open_now = with_gaps(Membership.objects.open())
        rows = Prefetch("memberships", queryset=open_now, to_attr="open_memberships")
        return super().get_queryset(request).prefetch_related(rows)

    def get_readonly_fields(self, request, obj=None):
        return ["gss_code", "slug"] if obj else []

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def get_search_results(self, request, queryset, search_term):
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if request.GET.get("model_name") == "membership" and request.GET.get("field_name") == "council":
            found = found.filter(pk__in=Council.objects.could_join()).exclude(
                pk__in=Council.objects.members().values("pk")
            )
        return found, duplicates

    def save_formset(self, request, form, formset, change):
        """Memberships are written by their verb, everything else as it stands."""
        if formset.model is not Membership:
            super().save_formset(request, form, formset, change)
            return
        formset.save(commit=False)
        for row in formset.forms:
            if row.has_changed():
                amend(
                    membership=Membership.objects.get(pk=row.instance.pk),
                    facts=row.facts,
                    champions_changed_on=row.cleaned_data["champions_changed_on"],
                    by=request.user,
                )

    def history_of_related(self, obj):
        rows = [*obj.memberships.all(), *obj.champions.all(), *obj.aliases.all()]
        return [*rows, *Succession.objects.filter(successor=obj), *Succession.objects.filter(predecessor=obj)]

    @admin.display(description="member")
    def member(self, council):
        return council.open_memberships[0].since if council.open_memberships else "No"

    @admin.display(description="missing", empty_value="Nothing")
    def gaps(self, council):
        """What a member's record lacks, for staff only."""
        return (
            ", ".join(short_gaps_of(council.open_memberships[0])) or None if council.open_memberships else "–"
        )
