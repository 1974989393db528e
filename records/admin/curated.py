"""The base of every curated admin page."""

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
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


class CuratedAdmin(SimpleHistoryAdmin):
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

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        export = path("export/", self.admin_site.admin_view(self.export_view), name=name)
        return [export, *super().get_urls()] if self.export_columns else super().get_urls()

    def changelist_view(self, request, extra_context=None):
        export = ""
        if self.export_columns:
            export = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_export")
        return super().changelist_view(request, {"export_path": export, **(extra_context or {})})

    def export_view(self, request):
        """Answer with the rows of the list, as it is filtered, searched and sorted."""
        if not self.has_view_permission(request):
            self.message_user(request, "You may not see this list.", messages.ERROR)
            return HttpResponseRedirect(reverse("admin:index"))
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
