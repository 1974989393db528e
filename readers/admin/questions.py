"""Questions from readers: that they were sent, and the words of those that wait for Locality."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from readers.actions import answered
from readers.models import Question
from readers.permissions import can_answer
from records.admin import CuratedAdmin


class Stands(admin.SimpleListFilter):
    title = "where it stands"
    parameter_name = "stands"

    def lookups(self, request, model_admin):
        return [("waiting", "Waits for an answer from here")]

    def queryset(self, request, queryset):
        return queryset.waiting() if self.value() == "waiting" else queryset


@admin.register(Question)
class QuestionAdmin(CuratedAdmin):
    """Nothing here is changed; one that waits is answered by email and then marked as answered."""

    list_display = ["number", "is_about", "reader", "sent_at", "stands"]
    list_filter = [Stands, "reader"]
    list_select_related = ["council", "study"]
    search_fields = ["council__name", "council__official_name", "study__title"]
    search_help_text = "Search by council or case study."
    date_hierarchy = "sent_at"
    ordering = ["-sent_at", "-pk"]
    fields = ["number", "is_about", "reader", "sent_at", "due", "name", "address", "text", "stands"]
    readonly_fields = fields
    change_form_template = "admin/readers/question/change_form.html"
    export_columns = [
        ("Reference", "number"),
        ("About", "is_about"),
        ("Who reads it", "get_reader_display"),
        ("Sent", "sent_at"),
        ("Stands", "stands"),
    ]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description="reference", ordering="pk")
    def number(self, question):
        return question.reference

    @admin.display(description="about")
    def is_about(self, question):
        return question.about

    @admin.display(description="answer expected by")
    def due(self, question):
        return date_format(question.answer_by)

    @admin.display(description="stands")
    def stands(self, question):
        if question.reader != Question.Reader.DESK:
            return "Sent on by email. Its words are not kept here."
        if question.answered_at is None:
            return "Waits for an answer"
        return f"Answered on {date_format(question.answered_at)}. Its words are deleted."

    def get_urls(self):
        page = require_http_methods(["GET", "HEAD", "POST"])(self.answered_view)
        name = "readers_question_answered"
        return [
            path("<path:object_id>/answered/", self.admin_site.admin_view(page), name=name),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        question = self.get_object(request, unquote(object_id))
        waits = question is not None and bool(can_answer(request.user, question))
        return super().change_view(request, object_id, form_url, {"waits": waits, **(extra_context or {})})

    def answered_view(self, request, object_id):
        """Show what marking a question as answered does; do it when the page's own button is pressed."""
        can_answer(request.user).require()
        question = self.get_object(request, unquote(object_id))
        if question is None:
            raise Http404("There is no such question.")
        if request.method == "POST":
            answered(questions=Question.objects.filter(pk=question.pk), by=request.user)
            messages.success(request, f"{question.reference} is answered. Its words are deleted.")
            return redirect("admin:readers_question_changelist")
        context = {
            **self.admin_site.each_context(request),
            "title": f"Mark as answered: {question.reference}",
            "opts": self.opts,
            "question": question,
            "waits": bool(can_answer(request.user, question)),
        }
        return TemplateResponse(request, "admin/readers/question/answered.html", context)
