"""Saved views: a list's filters, search and order under a name, for oneself or for colleagues."""

from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods

from records.actions import change_view, remove_view, save_view
from records.admin.asked import row_number_or_404
from records.admin.chosen import in_words, offered
from records.models import SavedView


class ViewForm(forms.Form):
    """The name of a view, and who sees it."""

    name = forms.CharField(
        max_length=60,
        help_text="In a few words, such as “London members to check”.",
        error_messages={"required": "Give it a name, so that you find it again."},
    )
    shared = forms.BooleanField(
        label="Share it",
        label_suffix="",
        required=False,
        help_text="If you share it, everybody who may open this list sees it. Only you or a superuser can "
        "change it.",
    )

    @classmethod
    def of(cls, view, data=None):
        """Return the form of a view that is there already; what to enter was said when it was saved."""
        form = cls(data, prefix=f"view{view.pk}", initial={"name": view.name, "shared": view.shared})
        for field in form.fields.values():
            field.help_text = ""
        return form


class SavedViews:
    """The saved views of one list, for the person who asks. ``page`` is the list's admin page."""

    def __init__(self, page, request):
        self.page, self.request = page, request
        self.label = page.opts.label_lower

    @property
    def rows(self):
        """Views that this person may use. The list itself asks whether they may open it."""
        return SavedView.objects.of_list(self.label, self.request.user)

    @cached_property
    def query(self):
        """What the list shows now, as a view would hold it; empty if nothing is chosen or can be saved."""
        return self.holds(self.request.GET)

    @cached_property
    def views(self):
        """All of them with what a page says of each. One query."""
        views = list(self.rows)
        for view in views:
            # A filter that a later version of the list does not have would be refused.
            view.works = self.holds(QueryDict(view.query)) == view.query
            view.in_use = view.query == self.query
            view.is_kept = view.is_kept_by(self.request.user)
            view.notes = self._notes(view)
        return views

    def _notes(self, view):
        """Return what stands behind a view's name, in brackets."""
        shared = "shared" if view.owner_id == self.request.user.pk else f"shared by {view.owner}"
        notes = {
            "shown now": view.in_use,
            shared: view.shared,
            "the list no longer has its filters": not view.works,
        }
        return [words for words, holds in notes.items() if holds]

    @property
    def can_save(self):
        return bool(self.query) and not any(view.in_use for view in self.views)

    @property
    def kept(self):
        return [view for view in self.views if view.is_kept]

    @property
    def others(self):
        return [view for view in self.views if not view.is_kept]

    @property
    def list_path(self):
        return self.path("changelist")

    @property
    def own_path(self):
        return self.path("views")

    def path(self, ending):
        return reverse(f"admin:{self.page.opts.app_label}_{self.page.opts.model_name}_{ending}")

    def holds(self, given):
        """Return the query string of what is asked, or nothing for what cannot be saved."""
        try:
            return offered(self.page, self.request, given)
        except ValidationError:
            return ""

    def chosen(self, given):
        """Return what can be saved, what it is in words, and why it cannot be."""
        try:
            query = offered(self.page, self.request, given)
            return query, in_words(self.page, self.request, query), ""
        except ValidationError as refused:
            return "", [], refused.message

    # --- The page on which they are saved and kept ---------------------------------------------

    def answer(self):
        """Show the page, or do what one of its buttons says."""
        if self.request.method != "POST":
            return self.show(self.request.GET)
        verbs = {"save": self.save, "change": self.change, "remove": self.remove}
        if self.request.POST.get("verb") not in verbs:
            raise BadRequest
        return verbs[self.request.POST["verb"]]()

    def save(self):
        given, form = QueryDict(self.request.POST.get("query", "")), ViewForm(self.request.POST)
        query = self.chosen(given)[0]
        if query and form.is_valid():
            asked = {"label": self.label, "query": query, **form.cleaned_data}
            if view := _done(form, partial(save_view, by=self.request.user, **asked)):
                messages.success(self.request, f"“{view}” is saved. It stands above this list.")
                return HttpResponseRedirect(f"{self.list_path}?{query}")
        return self.show(given, saving=form)

    def change(self):
        view = self.asked_for()
        form = ViewForm.of(view, self.request.POST)
        if form.is_valid() and _done(
            form, partial(change_view, view=view, by=self.request.user, **form.cleaned_data)
        ):
            messages.success(self.request, f"“{view}” is changed.")
            return HttpResponseRedirect(self.own_path)
        return self.show(QueryDict(), changing={view: form})

    def remove(self):
        view = self.asked_for()
        remove_view(view=view, by=self.request.user)
        messages.success(self.request, f"“{view}” is removed.")
        return HttpResponseRedirect(self.own_path)

    def asked_for(self):
        """Return the view that a button belongs to; one that this person may not see does not exist."""
        number = self.request.POST.get("view", "")
        row_number_or_404(number)
        return get_object_or_404(self.rows, pk=number)

    def show(self, given, saving=None, changing=None):
        """Draw the page; ``saving`` and ``changing`` are forms that were refused."""
        query, words, problem = self.chosen(given)
        context = {
            **self.page.admin_site.each_context(self.request),
            "title": f"Saved views: {self.page.opts.verbose_name_plural}",
            "opts": self.page.opts,
            "shelf": self,
            "query": query,
            "words": words,
            "problem": problem,
            "form": saving or ViewForm(),
            "kept": [(view, (changing or {}).get(view) or ViewForm.of(view)) for view in self.kept],
        }
        return TemplateResponse(self.request, "admin/saved_views.html", context)


def _done(form, verb):
    """Return what a verb returns; if it is refused, the form says why."""
    try:
        return verb()
    except ValidationError as refused:
        form.add_error(None, refused)


class SavesViews:
    """For the admin page of a list whose filters, search and order can be saved under a name."""

    def get_urls(self):
        page = require_http_methods(["GET", "HEAD", "POST"])(self.saved_views_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_views"
        return [path("views/", self.admin_site.admin_view(page), name=name), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """A list that opened to choose a row from shows no views."""
        shelf = None if IS_POPUP_VAR in request.GET else SavedViews(self, request)
        return super().changelist_view(request, {"saved_views": shelf, **(extra_context or {})})

    def saved_views_view(self, request):
        """Save what the list shows, and rename, share or remove what was saved."""
        if not self.has_view_permission(request):
            raise PermissionDenied("Your account does not open this list.")
        return SavedViews(self, request).answer()
