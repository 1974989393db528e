"""History pages: who changed what, from what to what, of a row and of the rows that belong to it."""

from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.utils import display_for_field, flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from records.admin.asked import row_number_or_404
from records.models import RegisterVersion

EMPTY = "(empty)"
# Longer values are cut in the middle.
LONGEST = 1_500


class PlainChanges(HistoricalRecordContextHelper):
    """Shows values as the pages do: choices by their words, days in full, nothing as nothing."""

    def prepare_delta_change_value(self, change, value):
        field = self.model._meta.get_field(change.field)
        if field.many_to_many:
            rows = super().prepare_delta_change_value(change, value)
            value = ", ".join(sorted(str(row) for row in rows))
        if value in ("", None):
            return EMPTY
        if isinstance(value, bool):
            return "Yes" if value else "No"
        plain = field.is_relation or (isinstance(value, str) and not field.flatchoices)
        return value if plain else display_for_field(value, field, EMPTY)


class PlainHistory(SimpleHistoryAdmin):
    """History in plain words, for models that keep one and for those that do not."""

    history_list_per_page = 50

    def get_urls(self):
        kept = hasattr(self.model, "history")
        return super().get_urls() if kept else ModelAdmin.get_urls(self)

    def history_of_related(self, obj):
        """Return other rows whose history belongs on this row's history page."""
        return []

    def history_view(self, request, object_id, extra_context=None):
        """Show what changed, from what to what, by whom; of rows that belong to this one as well."""
        row_number_or_404(unquote(object_id))
        obj = self.get_object(request, unquote(object_id))
        related = [self._history_of(request, row) for row in self.history_of_related(obj)] if obj else []
        context = {"related": related, **(extra_context or {})}
        if not hasattr(self.model, "history"):
            return ModelAdmin.history_view(self, request, object_id, context)
        return super().history_view(request, object_id, context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """Show an earlier version. Going back to it is a change: the package asks for reading only.

        It gives back what its page lets people change. The rest stays as it is today.
        """
        row_number_or_404(object_id)
        row_number_or_404(version_id)
        request.shows_earlier_version = True
        if request.method != "POST":
            return super().history_form_view(request, object_id, version_id, extra_context)
        with transaction.atomic():
            obj = self.get_object(request, unquote(object_id))
            if obj is None or not self.has_change_permission(request, obj):
                raise PermissionDenied("Your account can read earlier versions, but not go back to them.")
            # What stands in rows that are not ours, such as topics, steps nothing by itself.
            RegisterVersion.step()
            return super().history_form_view(request, object_id, version_id, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form is the first to see an earlier version, so what cannot be edited is put right here."""
        if obj is not None and vars(request).pop("shows_earlier_version", False):
            self._keep_what_is_not_edited(request, obj)
        return super().get_form(request, obj, change=change, **kwargs)

    def _keep_what_is_not_edited(self, request, earlier):
        today = self.model._base_manager.filter(pk=earlier.pk).first()
        if today is None:
            return
        edited = set(flatten_fieldsets(self.get_fieldsets(request, today)))
        edited -= set(self.get_readonly_fields(request, today))
        for field in self.opts.concrete_fields:
            if field.name not in edited:
                setattr(earlier, field.attname, getattr(today, field.attname))

    def get_historical_record_context_helper(self, request, historical_record):
        model = type(historical_record).instance_type
        return PlainChanges(model, historical_record, max_displayed_delta_change_chars=LONGEST)

    def _history_of(self, request, row):
        records = list(self.get_history_queryset(request, row.history, "id", row.pk))
        self.set_history_delta_changes(request, records)
        return {"object": row, "opts": row._meta, "records": records}
