"""The principles, and the question sets: open until a self-assessment has used them."""

from django.contrib import admin, messages

from principles.models import (
    FrozenError,
    LevelDescriptor,
    LevelMeaning,
    Principle,
    PrincipleNote,
    QuestionSet,
    Statement,
    StatementLink,
    Term,
)
from records.admin import CuratedAdmin, CuratedInline

PROOF = (
    "Where this comes from",
    {"fields": ["source", "stated_on", "basis", "confirmed_on", "confirmed_by_role"]},
)


class NoteInline(CuratedInline):
    model = PrincipleNote
    classes = ["collapse"]
    autocomplete_fields = ["source"]
    fields = ["kind", "order", "text", "source", "basis"]
    verbose_name = "note"
    verbose_name_plural = "What councils do, and signs of good practice"


@admin.register(Principle)
class PrincipleAdmin(CuratedAdmin):
    """There are six, so none is added."""

    list_display = ["number", "name", "short_label", "confirmed_on"]
    list_display_links = ["name"]
    list_select_related = ["source"]
    search_fields = ["name", "short_label"]
    search_help_text = "Search by name."
    autocomplete_fields = ["source"]
    inlines = [NoteInline]
    readonly_fields = ["number", "slug"]
    fieldsets = [
        ("Official name", {"fields": ["number", "name", "wording_version", "slug"]}),
        ("Our reading", {"fields": ["short_label", "meaning", "why"]}),
        PROOF,
    ]

    def has_add_permission(self, request):
        return False

    def history_of_related(self, obj):
        return list(obj.notes.all())


class FreezingMixin:
    """Whatever belongs to a used question set can be read and no longer changed."""

    def is_frozen(self, obj):
        questions = obj if isinstance(obj, QuestionSet) else getattr(obj, "question_set", None)
        return questions is not None and questions.frozen_at is not None

    def has_change_permission(self, request, obj=None):
        return not self.is_frozen(obj) and super().has_change_permission(request, obj)


class FreezingAdmin(FreezingMixin, CuratedAdmin):
    def change_view(self, request, object_id, form_url="", extra_context=None):
        obj = self.get_object(request, object_id)
        if obj is not None and self.is_frozen(obj) and request.method == "GET":
            self.message_user(request, FrozenError().messages[0], messages.INFO)
        return super().change_view(request, object_id, form_url, extra_context)


class FreezingInline(FreezingMixin, CuratedInline):
    classes = ["collapse"]

    def has_add_permission(self, request, obj=None):
        return not self.is_frozen(obj) and super().has_add_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        return not self.is_frozen(obj) and super().has_delete_permission(request, obj)


class LevelMeaningInline(FreezingInline):
    model = LevelMeaning
    max_num = 4


class TermInline(FreezingInline):
    model = Term


@admin.register(QuestionSet)
class QuestionSetAdmin(FreezingAdmin):
    list_display = ["title", "version", "frozen_at"]
    fields = ["version", "title", "introduction"]
    search_fields = ["title"]
    inlines = [LevelMeaningInline, TermInline]


class LevelDescriptorInline(FreezingInline):
    model = LevelDescriptor
    max_num = 4
    classes = []
    verbose_name_plural = "The four levels"


@admin.register(Statement)
class StatementAdmin(FreezingAdmin):
    list_display = ["key", "text", "question_set", "allows_not_our_service"]
    list_display_links = ["text"]
    list_filter = ["question_set", "principle", "allows_not_our_service"]
    list_select_related = ["question_set", "principle"]
    search_fields = ["key", "text", "hint", "could_point_to"]
    search_help_text = "Search in statements, hints and documents."
    autocomplete_fields = ["question_set"]
    inlines = [LevelDescriptorInline]
    fields = [
        "question_set",
        "principle",
        "key",
        "text",
        "hint",
        "could_point_to",
        "allows_not_our_service",
    ]
    export_columns = [
        ("Version", "question_set"),
        ("Principle", "principle"),
        ("Key", "key"),
        ("Statement", "text"),
        ("Hint", "hint"),
    ]


@admin.register(StatementLink)
class StatementLinkAdmin(CuratedAdmin):
    """The change log between versions. It stays open: a line that is wrong would compare what differs."""

    list_display = ["__str__", "version", "kind", "reason"]
    list_filter = ["to_statement__question_set", "kind"]
    list_select_related = ["from_statement__question_set", "to_statement__question_set"]
    search_fields = ["from_statement__text", "to_statement__text", "reason"]
    search_help_text = "Search in statements and reasons."
    autocomplete_fields = ["from_statement", "to_statement"]
    fields = ["from_statement", "to_statement", "kind", "reason"]
    export_columns = [
        ("Older", "from_statement"),
        ("Newer", "to_statement"),
        ("What became of it", "kind"),
        ("Reason", "reason"),
    ]

    @admin.display(description="between")
    def version(self, link):
        ends = [row.question_set for row in (link.from_statement, link.to_statement) if row is not None]
        return " → ".join(dict.fromkeys(str(end) for end in ends))

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)
