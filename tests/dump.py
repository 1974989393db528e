"""Every table of the database as text, whatever models know of it, with sealed values opened."""

import base64
import pickle

from django.db import connection

from accounts.sessions import SessionStore


def rows_with(*fragments):
    """Return ``(table, key, text)`` of every row of every table in which one of these stands.

    Fragments are plain letters and figures, so that no way of writing hides them.
    """
    wanted = [fragment.lower() for fragment in fragments]
    return [row for row in every_row() if any(fragment in row[2].lower() for fragment in wanted)]


def every_row():
    """Yield ``(table, first column, all columns as text)``."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {quote(table)}")  # noqa: S608
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                values = dict(zip(names, row, strict=True))
                yield table, str(row[0]), " | ".join(_opened(table, name, values[name]) for name in names)


def _opened(table, name, value):
    if (table, name) == ("accounts_session", "session_data"):
        return repr(SessionStore().decode(value))
    if (table, name) == ("throttle", "value"):
        return repr(pickle.loads(base64.b64decode(value)))  # noqa: S301
    return str(value)
