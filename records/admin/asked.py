"""What an address of the admin may ask for. Anything else did not come from our pages."""

import re

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import BadRequest
from django.http import Http404

# No longer than any database's whole numbers.
ROW_NUMBER = re.compile(r"[0-9]{1,18}")
# The day after the last of a period is asked for too, and the calendar ends with 9999.
YEARS = range(1, 9999)
# How Django's own filters write a column into an address.
ENDINGS = ("", "__exact", "__id__exact", "__isnull")


def is_row_number(text):
    """Whether a text can be the number of a row."""
    return bool(ROW_NUMBER.fullmatch(text))


def row_number_or_404(text):
    """Raise ``Http404`` for what cannot be the number of a row: some databases refuse to look for it."""
    if not is_row_number(text):
        raise Http404("There is no such row.")


class _RowsOnly:
    """Draws a refused form again without what cannot be a row, which would be looked for."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [one for one in value if not one or is_row_number(str(one))], attrs)


class RowSelect(_RowsOnly, AutocompleteSelect):
    """A choice of a row that is looked up while somebody types."""


class RowSelectMultiple(_RowsOnly, AutocompleteSelectMultiple):
    """The same for several rows."""


class AskedPlainly:
    """Lists are filtered by what the page offers, rows are named by their numbers."""

    def lookup_allowed(self, lookup, value, request):
        """Django would filter by any column, so that a password's hash could be asked letter by letter."""
        period = self.date_hierarchy and re.fullmatch(f"{self.date_hierarchy}__(year|month|day)", lookup)
        if period:
            return value.isdecimal() and (period[1] != "year" or int(value[:9]) in YEARS)
        filters = self.get_list_filter(request)
        offered = {f"{name}{end}" for name in filters if isinstance(name, str) for end in ENDINGS}
        offered |= {kind.parameter_name for kind in filters if not isinstance(kind, str)}
        # A longer number is no row's, and SQLite refuses to look for it.
        return lookup in offered and not (value.isdecimal() and not is_row_number(value))

    def response_action(self, request, queryset):
        """Run an action on rows that can exist."""
        if not all(map(is_row_number, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            raise BadRequest
        return super().response_action(request, queryset)

    def get_changeform_initial_data(self, request):
        """Fill in an empty form from its address, but for a choice that is no row."""
        given = super().get_changeform_initial_data(request)
        rows = {field.name for field in self.opts.get_fields() if field.is_relation}
        return {name: value for name, value in given.items() if name not in rows or is_row_number(str(value))}
