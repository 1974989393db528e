"""Case studies on one page, with a preview of what the public would see."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst

from practice.gaps import GAPS, gaps_of, with_gaps
from practice.imports import UploadedStudySheet, plan_studies
from practice.models import CaseOrganisation, CasePrinciple, CaseSource, CaseStudy, OutcomeFigure
from practice.permissions import can_publish
from records.admin import CuratedAdmin, CuratedInline, Upload, UploadMixin, mark_checked
from records.models import RegisterVersion


class PrincipleInline(CuratedInline):
    model = CasePrinciple
    max_num = 6
    fields = ["principle", "basis"]
    made_elsewhere = ["principle"]


class OrganisationInline(CuratedInline):
    model = CaseOrganisation
    autocomplete_fields = ["organisation"]


class FigureInline(CuratedInline):
    model = OutcomeFigure
    autocomplete_fields = ["source"]
    classes = ["collapse"]
    fields = [
        *("order", "what", "amount", "amount_to", "unit", "counted", "exactness"),
        *("period", "base", "said_by", "strength", "source"),
    ]


class SourceInline(CuratedInline):
    model = CaseSource
    autocomplete_fields = ["source"]
    classes = ["collapse"]


class Needs(admin.SimpleListFilter):
    """What a study lacks, in words. For staff only: it is no score."""

    title = "what it needs"
    parameter_name = "needs"

    def lookups(self, request, model_admin):
        return [(gap.key, capfirst(gap.words)) for gap in GAPS]

    def queryset(self, request, queryset):
        columns = {gap.key: gap.column for gap in GAPS}
        if self.value() not in columns:
            return queryset
        return queryset.filter(**{columns[self.value()]: True})


@admin.register(CaseStudy)
class CaseStudyAdmin(UploadMixin, CuratedAdmin):
    """Drafts are seen by staff alone. What is missing for publishing is said in plain words."""

    uploads = {
        "studies": Upload(
            "Case studies",
            "A CSV file with one case study a row, found by its address. New ones come as drafts.",
            UploadedStudySheet,
        )
    }
    plan_upload = staticmethod(plan_studies)
    actions = [mark_checked, *CuratedAdmin.actions]
    empty_value_display = "Not recorded"
    list_display = ["title", "council_name", "state", "facts_from", "short_needs"]
    list_filter = ["state", Needs, "topics", "service_area", "commissioned_by", "council__region"]
    list_select_related = ["council", "source"]
    search_fields = ["title", "summary", "what_happened", "council__name"]
    search_help_text = "Search in titles, texts and councils’ names."
    autocomplete_fields = ["council", "source"]
    made_elsewhere = ["council"]
    ordering = ["state", "title"]
    inlines = [PrincipleInline, OrganisationInline, FigureInline, SourceInline]
    fieldsets = [
        (None, {"fields": ["preview", "title", "slug", "summary", "council", "topics", "service_area"]}),
        ("What happened", {"fields": ["what_happened", "began_year", "ended_year", "status", "year"]}),
        ("Who paid, and what it cost", {"fields": ["commissioned_by", "commissioner", "cost"]}),
        (
            "What can be learned from it",
            {"fields": ["what_was_hard", "do_differently", "do_differently_unknown"]},
        ),
        (
            "Borrow this",
            {"fields": ["document_title", "document_url", "document_licence"], "classes": ["collapse"]},
        ),
        (
            "Where this comes from",
            {"fields": ["source", "stated_on", "basis", "confirmed_on", "confirmed_by_role"]},
        ),
        ("Publishing", {"fields": ["state", "featured"]}),
    ]
    export_columns = [
        ("Address", "slug"),
        ("Title", "title"),
        ("Council", "council"),
        ("State", "get_state_display"),
        ("Year of the facts", "year"),
        ("Kind of service", "service_area"),
        ("Who paid or asked for it", "get_commissioned_by_display"),
        ("Needs", "needs"),
        ("Last checked on", "confirmed_on"),
        ("Source", "source"),
    ]

    def get_queryset(self, request):
        return with_gaps(super().get_queryset(request))

    def get_readonly_fields(self, request, obj=None):
        published = obj is not None and obj.published_on is not None
        return ["preview", "slug"] if published else ["preview"]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Boxes to tick: a list would want a second key held down."""
        return super().formfield_for_manytomany(
            db_field, request, **{"widget": forms.CheckboxSelectMultiple, **kwargs}
        )

    def get_form(self, request, obj=None, **kwargs):
        """The day of publishing is given by the portal, before the form asks whether all is there."""
        form = super().get_form(request, obj, **kwargs)

        class StudyForm(form):
            def clean(self):
                """Nothing new of a council is published while it is in a pre-election pause."""
                cleaned = super().clean()
                if cleaned.get("state") == CaseStudy.State.PUBLISHED:
                    verdict = can_publish(obj and obj.pk, cleaned.get("council"))
                    if not verdict:
                        self.add_error("state", verdict.reason)
                return cleaned

            def _post_clean(self):
                if self.cleaned_data.get("state") == CaseStudy.State.PUBLISHED:
                    self.instance.published_on = self.instance.published_on or timezone.localdate()
                super()._post_clean()

        return StudyForm

    def save_related(self, request, form, formsets, change):
        """Topics are no column of the row, so the register is told of a change to them alone."""
        super().save_related(request, form, formsets, change)
        if "topics" in form.changed_data:
            RegisterVersion.step()

    @admin.display(description="as the public sees it")
    def preview(self, study):
        if study.pk is None:
            return "Save it first, then look at it here."
        if study.is_public:
            return format_html('<a href="{}">Open its public page</a>', study.get_absolute_url())
        address = reverse("network:case_preview", args=[study.slug])
        return format_html('<a href="{}">Preview as public</a>: only staff see it', address)

    @admin.display(description="council", ordering="council__name", empty_value="–")
    def council_name(self, study):
        return study.council.name if study.council else None

    @admin.display(description="facts from", ordering="year")
    def facts_from(self, study):
        return study.year

    @admin.display(description="needs", empty_value="Nothing")
    def short_needs(self, study):
        return ", ".join(gaps_of(study, short=True)) or None

    @admin.display(description="needs", empty_value="Nothing")
    def needs(self, study):
        return ", ".join(gaps_of(study)) or None
