"""Which fields of public rows hold links, and where each link stands.

Each app says so for its own rows, in ``LINKS`` of its own ``links``; nothing here knows
an app above. A field that holds an address and is not named fails tests/test_links.py.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.apps import apps
from django.db.models import F, Value
from django.urls import reverse
from django.utils.module_loading import module_has_submodule

from records.models import Source

# Beyond so many addresses it costs less to read where every link stands.
FEW = 200


@dataclass(frozen=True)
class LinkField:
    """A field whose addresses are public."""

    rows: Callable
    """Returns the queryset of rows that the public can see."""
    field: str
    what: str
    """What it is in words, such as “link to the decision”."""
    page: str
    """The model on whose admin page it is mended, such as “councils.membership”."""
    key: str = "pk"
    """Where a row has the number of that page."""
    title: str = "name"
    """Where a row has the words by which staff know it."""


@dataclass(frozen=True)
class Stand:
    """One place where a link stands."""

    title: str
    what: str
    path: str
    permission: str

    def __str__(self):
        return f"{self.title}: {self.what}"


LINKS = (LinkField(Source.objects.all, "url", "link of the source", "records.source", title="title"),)


@cache
def link_fields():
    """Return the fields of all apps, uppermost app first."""
    found = []
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "links"):
            found += getattr(import_module(f"{config.name}.links"), "LINKS", ())
    return tuple(found)


def addresses():
    """Return every address that the public can follow."""
    queries = [_filled(place).values_list(place.field, flat=True) for place in link_fields()]
    return set(_together(queries))


def standing(urls=None):
    """Return where these addresses stand, or all of them: ``{address: [Stand, …]}``. It is one query."""
    wanted = None if urls is None or len(urls) > FEW else set(urls)
    queries = []
    for number, place in enumerate(link_fields()):
        rows = _filled(place)
        if wanted is not None:
            rows = rows.filter(**{f"{place.field}__in": wanted})
        queries.append(rows.values_list(Value(number), F(place.field), F(place.key), F(place.title)))
    found = defaultdict(list)
    for number, url, key, title in _together(queries):
        found[url].append(_stand(link_fields()[number], key, title))
    return {url: sorted(stands, key=str) for url, stands in found.items()}


def _filled(place):
    return place.rows().exclude(**{place.field: ""}).order_by()


def _together(queries):
    first, *others = queries
    return first.union(*others, all=True) if others else first


def _stand(place, key, title):
    label, model = place.page.split(".")
    return Stand(
        title=title,
        what=place.what,
        path=reverse(f"admin:{label}_{model}_change", args=[key]),
        permission=f"{label}.change_{model}",
    )
