"""The base of every curated admin page."""

from django.contrib.admin.options import IncorrectLookupParameters, ModelAdmin, StackedInline
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.text import capfirst
from simple_history.admin import SimpleHistoryAdmin

from records.admin.previewed import previewed
from records.exports import as_csv


@previewed(
    label="Download as a spreadsheet file",
    explain="These rows will be in the file.",
    button="Download the file",
    permission="view",
)
def download_chosen(modeladmin, request, queryset, form):
    """Answer with the chosen rows as a file."""
    return modeladmin.download(queryset)


class ChoosesOnly:
    """Beside a choice stands at most a plus sign; ``made_elsewhere`` names choices without one."""

    made_elsewhere = ()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_view_related = False
            field.widget.can_delete_related = False
            field.widget.can_add_related &= db_field.name not in self.made_elsewhere
        return field


class CuratedInline(ChoosesOnly, StackedInline):
    """Rows of another kind on a page: stacked, because a table cannot be read out."""

    extra = 0


class CuratedAdmin(ChoosesOnly, SimpleHistoryAdmin):
    """Nothing is deleted; a list can be downloaded as it is filtered; history says who and what.

    ``export_columns`` are pairs of a heading and the name of a field, attribute or method
    of the admin page.
    """

    actions = [download_chosen]
    change_list_template = "admin/curated_change_list.html"
    export_columns = ()
    list_per_page = 50
    show_facets = SimpleHistoryAdmin.show_facets.NEVER
    history_list_per_page = 50

    def has_delete_permission(self, request, obj=None):
        return False

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not self.export_columns:
            actions.pop("download_chosen", None)
        return actions

    def history_of_related(self, obj):
        """Return other rows whose history belongs on this row's history page."""
        return []

    def history_view(self, request, object_id, extra_context=None):
        """Show what changed, from what to what, by whom; of rows that belong to this one as well."""
        obj = self.get_object(request, unquote(object_id))
        related = [self._history_of(request, row) for row in self.history_of_related(obj)] if obj else []
        context = {"related": related, **(extra_context or {})}
        if not hasattr(self.model, "history"):
            return ModelAdmin.history_view(self, request, object_id, context)
        return super().history_view(request, object_id, context)

    def _history_of(self, request, row):
        opts = row._meta
        helper = CuratedAdmin(type(row), self.admin_site)
        records = list(helper.get_history_queryset(request, row.history, "id", row.pk))
        helper.set_history_delta_changes(request, records)
        return {"object": row, "opts": opts, "records": records}

    def get_urls(self):
        kept = hasattr(self.model, "history")
        urls = super().get_urls() if kept else ModelAdmin.get_urls(self)
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        export = path("export/", self.admin_site.admin_view(self.export_view), name=name)
        return [export, *urls] if self.export_columns else urls

    def changelist_view(self, request, extra_context=None):
        export = ""
        if self.export_columns:
            export = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_export")
        title = capfirst(self.opts.verbose_name_plural)
        context = {"title": title, "export_path": export, **(extra_context or {})}
        return super().changelist_view(request, context)

    def export_view(self, request):
        """Answer with the rows of the list, as it is filtered, searched and sorted."""
        if not self.has_view_permission(request):
            raise PermissionDenied("Your account does not open this list.")
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(
                reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
            )
        return self.download(rows)

    def download(self, rows):
        """Return ``rows`` as a CSV file."""
        columns = [(heading, self._reader(name)) for heading, name in self.export_columns]
        response = HttpResponse(as_csv(columns, rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.opts.model_name}-list.csv"'
        return response

    def _reader(self, name):
        method = getattr(self, name, None)
        if method is not None:
            return method

        def read(row):
            value = row
            for part in name.split("__"):
                value = getattr(value, part, None) if value is not None else None
            return value() if callable(value) else value

        return read
