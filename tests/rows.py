"""Rows of whole tables, kept once and put back quickly: a test's share of a slow import."""

from django.core.management.color import no_style
from django.db import connection

AT_ONCE = 500


def keep(models):
    """Return every row of these models' tables as the database holds it."""
    return [(model, _read(model)) for model in models]


def _columns(model):
    return [connection.ops.quote_name(field.column) for field in model._meta.concrete_fields]


def _read(model):
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(_columns(model))} FROM {table} ORDER BY 1")  # noqa: S608
        return cursor.fetchall()


def put_back(kept):
    """Insert kept rows into empty tables, parents before children, and go on numbering after them."""
    with connection.cursor() as cursor:
        for model, rows in kept:
            for start in range(0, len(rows), AT_ONCE):
                _insert(cursor, model, rows[start : start + AT_ONCE])
        for statement in connection.ops.sequence_reset_sql(no_style(), [model for model, _ in kept]):
            cursor.execute(statement)


def _insert(cursor, model, rows):
    columns = _columns(model)
    place = f"({', '.join(['%s'] * len(columns))})"
    table = connection.ops.quote_name(model._meta.db_table)
    into = f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([place] * len(rows))}"  # noqa: S608
    cursor.execute(into, [value for row in rows for value in row])
