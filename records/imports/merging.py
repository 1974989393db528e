"""What changes and what stays, field by field, when a file meets the register."""

from records.imports.plans import Change, Outcome


def merge(row, columns, now, before, *, own):
    """Fill in ``row.outcome``, ``row.changes``, ``row.added`` and ``row.kept``.

    ``now`` is what the register says (None: there is no such row), ``before`` what the
    project's own file said when it was last loaded (None: never). A field that staff
    changed since is kept; it is reported if the file says something new as well.
    """
    if now is None:
        row.outcome = Outcome.NEW
        row.changes = [_change(c, None, row.written[c.name]) for c in columns if row.written[c.name]]
        row.added = {c.name: row.written[c.name] for c in columns if c.many}
        return
    for column in columns:
        wanted, has = row.written[column.name], now[column.name]
        was = before.get(column.name) if before is not None else None
        if column.many:
            _merge_many(row, column, has, was or [])
        elif wanted == has:
            continue
        elif _may_write(column, has, was, own=own):
            row.changes.append(_change(column, has, wanted))
        elif wanted != was:
            row.kept.append(_change(column, has, wanted))
    row.outcome = Outcome.CHANGED if row.changes else Outcome.SAME


def _may_write(column, has, was, *, own):
    untouched = not has if was is None else has == was
    if own:
        return untouched
    return not column.fills_only or not has


def _merge_many(row, column, has, was):
    """Add what the file names anew. Nothing is taken away, and what staff took out stays out."""
    added = [part for part in row.written[column.name] if part not in has and part not in was]
    row.added[column.name] = added
    if added:
        row.changes.append(_change(column, has, [*has, *added]))


def _change(column, old, new):
    empty = [] if column.many else ""
    return Change(column.name, column.label, column.show(old or empty), column.show(new or empty))
