"""The principles, and the question sets: open until a self-assessment has used them."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods

from principles.actions import copy_questions, fix_wording, take_out
from principles.forms import FixForm
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
from principles.permissions import can_copy, can_fix_wording
from principles.places import places
from principles.published import whole_sets
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


class QuestionPages:
    """The pages of a version beside its form: copy it, and put a typing mistake right."""

    def get_urls(self):
        pages = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(partial(view))),
                name=f"principles_questionset_{name}",
            )
            for name, view in (("copy", self.copy_view), ("fix", self.fix_view))
        ]
        return [*pages, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        found = self.get_object(request, object_id)
        context = {"buttons": _buttons(request.user, found) if found else [], **(extra_context or {})}
        return super().change_view(request, object_id, form_url, context)

    def copy_view(self, request, object_id):
        """Say what a copy is; make it when the page's own button is pressed."""
        can_copy(request.user).require()
        question_set = self._whole(request, object_id)
        if request.method == "POST":
            draft = copy_questions(question_set=question_set, by=request.user)
            self.log_addition(request, draft, f"Copied from {question_set}.")
            messages.success(request, f"{draft} is a draft: only staff see it. Change it as you like.")
            return redirect("admin:principles_questionset_change", draft.pk)
        return self._draw(request, "copy", question_set, title=f"Copy into a new draft: {question_set}")

    def fix_view(self, request, object_id):
        """List every text; for one of them, show it beside the text as it should be."""
        if not self.has_change_permission(request):
            can_fix_wording(request.user, QuestionSet()).require()
        question_set = self._whole(request, object_id)
        found = {place.key: place for place in places(question_set)}
        context = {
            "title": f"Put a typing mistake right: {question_set}",
            "verdict": can_fix_wording(request.user, question_set),
            "places": found.values(),
        }
        if "place" not in request.GET:
            return self._draw(request, "fix", question_set, **context)
        place = found.get(request.GET["place"])
        if place is None:
            raise Http404("There is no such text.")
        form = FixForm(request.POST or None, initial={"seen": place.text, "new": place.text})
        if request.method == "POST" and form.is_valid() and _fix(question_set, place, form, request.user):
            self.log_change(request, question_set, f"Put right: {place.name}.")
            messages.success(request, f"Put right: {place.name}. It stands in the public list of changes.")
            return redirect(request.path)
        return self._draw(request, "fix", question_set, place=place, form=form, **context)

    def _whole(self, request, object_id):
        found = self.get_object(request, object_id)
        if found is None:
            raise Http404("There is no such version.")
        return whole_sets().get(pk=found.pk)

    def _draw(self, request, template, question_set, **context):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "question_set": question_set,
            **context,
        }
        return TemplateResponse(request, f"admin/principles/questionset/{template}.html", context)


def _buttons(user, question_set):
    """Return address and words of what can be done with a version as it stands."""
    found = []
    if question_set.is_draft:
        preview = reverse("principles:questions_preview", args=[question_set.version])
        found.append((preview, "See it as everybody will"))
    if can_copy(user):
        found.append(("../copy/", "Copy into a new draft"))
    if can_fix_wording(user, question_set):
        found.append(("../fix/", "Put a typing mistake right"))
    return found


def _fix(question_set, place, form, by):
    """Do it; what is wrong is said on the form."""
    said = {name: form.cleaned_data[name] for name in ("seen", "new", "reason")}
    try:
        fix_wording(question_set=question_set, key=place.key, by=by, **said)
    except ValidationError as refused:
        for field, sentences in refused.message_dict.items():
            form.add_error(field, sentences)
        return False
    return True


@admin.register(QuestionSet)
class QuestionSetAdmin(QuestionPages, FreezingAdmin):
    list_display = ["title", "version", "stands"]
    fields = ["version", "title", "introduction", "is_draft"]
    search_fields = ["title"]
    inlines = [LevelMeaningInline, TermInline]
    change_form_template = "admin/principles/questionset/change_form.html"

    @admin.display(description="stands")
    def stands(self, question_set):
        if question_set.frozen_at:
            return f"Used, wording {question_set.full_version}"
        return "Draft" if question_set.is_draft else "Public, not used yet"


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

    def has_delete_permission(self, request, obj=None):
        """A statement of a version that was never used may go; nothing else is deleted."""
        may = request.user.has_perm("principles.delete_statement")
        return obj is not None and not self.is_frozen(obj) and may

    def get_deleted_objects(self, objs, request):
        """What a statement came from is no hindrance: it is recorded as no longer asked."""
        gone, counts, missing, kept = super().get_deleted_objects(objs, request)
        links = StatementLink.objects.filter(to_statement__in=objs)
        return gone, counts, missing, kept if len(kept) != links.count() else []

    def delete_model(self, request, obj):
        take_out(obj, by=request.user)

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
