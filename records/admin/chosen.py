"""What a list is asked to show: checked against what it offers, and said in words."""

import re
from copy import copy

from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR, IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field
from django.contrib.admin.views.main import (
    ALL_VAR,
    ERROR_FLAG,
    IS_FACETS_VAR,
    ORDER_VAR,
    PAGE_VAR,
    SEARCH_VAR,
)
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.text import capfirst

from records.models import SavedView

# What an address says beside filters, search and order: it belongs to one look at the list.
LEFT_OUT = {PAGE_VAR, ALL_VAR, ERROR_FLAG, IS_FACETS_VAR, IS_POPUP_VAR, TO_FIELD_VAR}
ORDER = re.compile(r"-?\d{1,2}(\.-?\d{1,2})*")
LONGEST = SavedView._meta.get_field("query").max_length
NOT_OFFERED = "This asks for something that the list does not offer, so it cannot be saved."
TOO_LONG = "This is too long to be saved. Search for fewer words."


def offered(page, request, given):
    """Return the filters, search and order of a ``QueryDict`` as a query string, always written the same way.

    ``page`` is the admin page of the list. Raises ``ValidationError`` for anything that it
    does not offer.
    """
    asked = {name: given[name] for name in sorted(given) if name not in LEFT_OUT}
    if asked.get(SEARCH_VAR) == "":
        del asked[SEARCH_VAR]
    if not all(_offers(page, request, name, value) for name, value in asked.items()):
        raise ValidationError(NOT_OFFERED)
    query = urlencode(asked)
    if len(query) > LONGEST:
        raise ValidationError(TOO_LONG)
    return query


def _offers(page, request, name, value):
    if "\0" in value:
        return False
    if name == SEARCH_VAR:
        return bool(page.search_fields)
    if name == ORDER_VAR:
        return ORDER.fullmatch(value) is not None
    return page.lookup_allowed(name, value, request)


def in_words(page, request, query):
    """Return in words what a list shows by a query string that ``offered`` has let through.

    The list is asked for it once. Raises ``ValidationError`` if it cannot show it.
    """
    shown = copy(request)
    shown.GET = QueryDict(query)
    try:
        listed = page.get_changelist_instance(shown)
    except IncorrectLookupParameters:
        raise ValidationError(NOT_OFFERED) from None
    asked = dict(shown.GET.items())
    search = [f"Search: “{asked.pop(SEARCH_VAR)}”"] if SEARCH_VAR in asked else []
    order = _order(page, listed, asked.pop(ORDER_VAR, ""))
    days = _days(page, asked)
    return [*search, *_filters(listed, asked), *days, *order]


def _filters(listed, asked):
    """Return each filter that is in use; one that has nothing to choose from is not on the page today."""
    specs = [spec for spec in listed.filter_specs if spec.used_parameters]
    if asked.keys() - {name for spec in specs for name in spec.used_parameters}:
        raise ValidationError(NOT_OFFERED)
    return [
        f"{capfirst(spec.title)}: {choice['display']}"
        for spec in specs
        for choice in spec.choices(listed)
        if choice["selected"]
    ]


def _days(page, asked):
    """Return the period of a list that can be narrowed by date: “Published on: year 2020, month 3”."""
    parts = [(part, asked.pop(f"{page.date_hierarchy}__{part}", "")) for part in ("year", "month", "day")]
    said = ", ".join(f"{part} {number}" for part, number in parts if number)
    return [f"{capfirst(label_for_field(page.date_hierarchy, page.model, page))}: {said}"] if said else []


def _order(page, listed, asked):
    """Return the order that was asked for: “Order: Name, then Region (backwards)”."""
    if not asked:
        return []
    columns = listed.get_ordering_field_columns()
    if len(columns) != len(asked.split(".")) or max(columns) >= len(listed.list_display):
        raise ValidationError(NOT_OFFERED)
    said = [
        capfirst(label_for_field(listed.list_display[place], page.model, page))
        + (" (backwards)" if way == "desc" else "")
        for place, way in columns.items()
    ]
    return [f"Order: {', then '.join(said)}"]
