"""The base of every curated admin page."""

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters, ShowFacets, StackedInline
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.forms import DateField
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from records.admin.asked import AskedPlainly, RowSelect, RowSelectMultiple, is_row_number
from records.admin.history import PlainHistory
from records.admin.meanwhile import SAVED_MEANWHILE, SavedMeanwhile, on_record
from records.admin.previewed import previewed
from records.admin.saved import SavesViews
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

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(
            db_field, request, **self._looked_up(RowSelect, db_field, request), **kwargs
        )

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(
            db_field, request, **self._looked_up(RowSelectMultiple, db_field, request), **kwargs
        )

    def _looked_up(self, widget, db_field, request):
        is_looked_up = db_field.name in self.get_autocomplete_fields(request)
        return {"widget": widget(db_field, self.admin_site)} if is_looked_up else {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_view_related = False
            field.widget.can_delete_related = False
            field.widget.can_add_related &= db_field.name not in self.made_elsewhere
        if isinstance(field, DateField):
            field.error_messages["invalid"] = "Enter a day, such as 3 March 2020 or 03/03/2020."
        return field


class CuratedInline(ChoosesOnly, StackedInline):
    """Rows of another kind on a page: stacked, because a table cannot be read out."""

    extra = 0


class CuratedAdmin(AskedPlainly, SavesViews, ChoosesOnly, SavedMeanwhile, PlainHistory):
    """Nothing is deleted; a list can be downloaded as it is filtered; history says who and what.

    ``export_columns`` are pairs of a heading and the name of a field, attribute or method
    of the admin page.
    """

    actions = [download_chosen]
    change_list_template = "admin/curated_change_list.html"
    export_columns = ()
    list_per_page = 50
    show_facets = ShowFacets.NEVER

    def has_delete_permission(self, request, obj=None):
        return False

    def action_checkbox(self, obj):
        """The same box as Django's own, which draws a template for each row: a quarter of the page's time."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="Select this: {}">',
            ACTION_CHECKBOX_NAME,
            obj.pk,
            obj,
        )

    def get_actions(self, request):
        actions = super().get_actions(request)
        if not self.export_columns:
            actions.pop("download_chosen", None)
        return actions

    def get_view_on_site_url(self, obj=None):
        """A row that only staff see has no public page that a button could lead to."""
        return super().get_view_on_site_url(obj) if getattr(obj, "is_public", True) else None

    def get_object(self, request, object_id, from_field=None):
        """Return the row; one that is about to be saved is held, so that it is read as it stands then.

        Otherwise a save that began before a merge ended would write the double as it was before it.
        """
        if request.method == "POST" and connection.in_atomic_block and is_row_number(object_id):
            self.model._base_manager.select_for_update().filter(pk=object_id).values_list("pk").first()
        return super().get_object(request, object_id, from_field)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """A form that asks for all that must hold of the row, also where a part of it cannot be edited.

        Django leaves out each constraint that names a column without a box, so that an open
        cycle's last day before its first, which is only shown, would reach the database.
        """

        class WholeRowForm(super().get_form(request, obj, change=change, **kwargs)):
            saved_meanwhile = False

            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                request.page_form = self

            def _post_clean(self):
                super()._post_clean()
                if self.saved_meanwhile:
                    self.add_error(None, [SAVED_MEANWHILE, *on_record(self)])
                try:
                    if not self.errors:
                        self.instance.validate_constraints()
                except ValidationError as refused:
                    self.add_error(None, refused.messages)

        return WholeRowForm

    def save_model(self, request, obj, form, change):
        """Save what differs from what is on record; a save without a change leaves no history."""
        stored = self.model._base_manager.filter(pk=obj.pk).values().first() if change else None
        if stored is None or any(getattr(obj, name) != value for name, value in stored.items()):
            super().save_model(request, obj, form, change)

    def get_urls(self):
        urls = super().get_urls()
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
