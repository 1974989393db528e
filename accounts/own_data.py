"""A person's own data, as plain values: everything that the tables' declarations say is theirs."""

import datetime

from django.conf import settings
from django.http import JsonResponse
from django.utils import timezone

from accounts.erasure import Plan

LEFT_OUT = (
    "Texts of messages are not here because they are deleted once sent, and secrets are not because "
    "nobody may read them."
)
OTHERS = (
    "What other people wrote about you is not searched here. Ask us, and somebody looks through it for you."
)


def collect(person, *, with_mentions=False):
    """Return what the portal holds of a person. Dates are ISO 8601, keys are words.

    ``with_mentions`` adds what other people's words say of them. Staff read that before it
    is handed on: the words belong to others too, and a name that anybody can choose must
    not open what they may not read.
    """
    plan = Plan(person)
    groups = {table.title: _rows(table, keys, by_staff=with_mentions) for table, keys in plan.own.items()}
    document = {
        "portal": settings.SITE_ORIGIN,
        "person": person.name,
        "made at": timezone.localtime().isoformat(timespec="seconds"),
        "left out": LEFT_OUT,
        "data": groups,
    }
    if with_mentions:
        document["where words of others name this person"] = [
            {"row": mention.key, "words": mention.excerpt} for mention in plan.mentions
        ]
    else:
        document["not searched"] = OTHERS
    return document


def _rows(table, keys, *, by_staff):
    """Return a table's rows as dictionaries, in two queries at most however many they are."""
    columns = [column for column in table.model._meta.concrete_fields if _is_handed_out(table, column)]
    if by_staff:
        columns = [column for column in columns if column.name not in table.private.split()]
    number = {} if "pk" in table.withheld.split() else {"number": "pk"}
    named = {str(column.verbose_name): column.name for column in columns}
    # The row's own number last: a signed version has a column that is called number too.
    ways = {**named, **table.shows, **number}
    chosen = {column.name: dict(column.flatchoices) for column in columns if column.flatchoices}
    rows = table.model._base_manager.filter(pk__in=keys).order_by("pk").values(*set(ways.values()))
    return [{key: _plain(row[way], chosen.get(way)) for key, way in ways.items()} for row in rows]


def _is_handed_out(table, column):
    if column.primary_key or column.is_relation or column.name in table.withheld.split():
        return False
    return not table.only or column.name in table.only.split()


def _plain(value, choices=None):
    """Return a value as JSON holds it; of a choice its words."""
    if choices and value in choices:
        return str(choices[value])
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).isoformat(timespec="seconds") if value.tzinfo else value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


def as_file(document, name):
    """Return a document as a JSON file that no cache keeps."""
    response = JsonResponse(document, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
