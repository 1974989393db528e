"""One kind of row that an import knows: how it is found, compared, checked and written.

A sheet of the project's own data keeps what it wrote (``ImportedRow``). Next time, a field
that differs from that was changed by staff, and is kept. An upload by staff has been seen
in a preview, so it says what it says; it leaves no such mark.
"""

import copy

from django.core.exceptions import ValidationError
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from records.imports.merging import merge
from records.imports.plans import Outcome, PlannedRow, Section
from records.imports.tables import TableError, read_records
from records.models import ImportedRow


class Sheet:
    """Rows of one model, found by their natural key."""

    kind = ""
    title = ""
    model = None
    key = ()
    columns = ()
    references = {}

    def __init__(self, table, context, *, own=True):
        self.table, self.context, self.own = table, context, own
        self.by_name = {column.name: column for column in self.columns}

    @classmethod
    def from_records(cls, records, context):
        """Make the sheet from dictionaries of one of our own TOML files; what is not said is empty."""
        names = [column.name for column in cls.columns]
        plain = [{name: record.get(name, "") for name in names} for record in records]
        return cls(read_records(plain, names), context)

    # --- Planning --------------------------------------------------------------

    def plan(self):
        """Return the section of the plan for this sheet. Writes nothing."""
        section = Section(kind=self.kind, title=self.title)
        try:
            table = self.table() if callable(self.table) else self.table
            self.present = self._check_columns(table)
        except TableError as error:
            section.problems.extend(error.messages)
            return section
        self.load()
        section.rows = [self._read_row(number, cells) for number, cells in table.rows]
        self.rows_planned = section.rows
        self._refuse_doubles(section.rows)
        self._expect(section.rows)
        for row in section.rows:
            if not row.failed:
                self._compare(row)
        self.check_together([row for row in section.rows if not row.failed])
        return section

    def _check_columns(self, table):
        known = [column.name for column in self.columns]
        missing = [c.name for c in self.columns if c.required and c.name not in table.columns]
        messages = [f"The column “{name}” is missing." for name in missing]
        messages += [
            f"This import does not know the column “{name[:60]}”. It knows: {', '.join(known)}."
            for name in table.columns
            if name not in known
        ]
        if messages:
            raise TableError(*messages)
        return [column for column in self.columns if column.name in table.columns]

    def load(self):
        """Read what the register holds, in as few queries as can be."""
        marks = ImportedRow.objects.filter(kind=self.kind) if self.own else ()
        self.marks = {mark.key: mark for mark in marks}
        for reference in self.references.values():
            self.context.known(reference)
        self.objects = {row.pk: row for row in self.queryset()}
        self.now = {pk: self.current(row) for pk, row in self.objects.items()}
        self.by_key = {self.key_of(now): pk for pk, now in self.now.items()}

    def queryset(self):
        return self.model._default_manager.all()

    def current(self, row):
        """Return what the register says of a row, as compared text by column."""
        return {column.name: self._current_value(row, column) for column in self.columns}

    def _current_value(self, row, column):
        if column.name in self.references:
            names = self._names_of(self.references[column.name])
            return names.get(getattr(row, f"{self.attribute(column.name)}_id"), "")
        return column.write(getattr(row, column.name))

    def _names_of(self, reference):
        cache = self.__dict__.setdefault("_names", {})
        if reference not in cache:
            cache[reference] = {pk: key for key, pk in self.context.known(reference).items() if pk}
        return cache[reference]

    def attribute(self, name):
        """Return the model's field for a column, where it has another name."""
        return name

    def key_of(self, written):
        return "/".join(written[name] for name in self.key)

    def _read_row(self, number, cells):
        row = PlannedRow(number=number)
        for column in self.present:
            try:
                row.values[column.name] = value = column.read(cells.get(column.name, ""))
                row.written[column.name] = column.write(value)
            except ValueError as error:
                row.fail(f"{column.label}: {error}.")
        if None in cells:
            row.fail(
                f"There are more cells than columns; the first one too many says “{cells[None][0][:40]}”."
            )
        if not row.failed:
            self.identify(row)
        return row

    def identify(self, row):
        """Give the row its key, its title, and the register's row it speaks of, if there is one."""
        row.key = self.key_of(row.written)
        row.title = row.title or row.key
        mark = self.marks.get(row.key)
        pk = mark.object_pk if mark and mark.object_pk in self.objects else self.by_key.get(row.key)
        row.target = self.objects.get(pk)

    def _refuse_doubles(self, rows):
        first = {}
        for row in rows:
            if row.key and row.key in first:
                row.fail(f"The row is there twice: row {first[row.key].number} speaks of the same one.")
            elif row.key:
                first[row.key] = row

    def _expect(self, rows):
        self.context.expect(self.model, [row.key for row in rows if row.key and not row.failed])

    def mark_of(self, row):
        """Return what the project's own file said of this row last time, if it did."""
        return self.marks.get(row.key)

    def check_together(self, rows):
        """Refuse, with a reason, what only shows when all rows are seen together."""

    def _compare(self, row):
        mark = self.mark_of(row)
        if row.target is None and mark:
            row.note = "Staff removed it since the last import, so it is left out."
            return
        for name, reference in self.references.items():
            for wanted in self._wanted(row, name):
                if wanted not in self.context.known(reference):
                    row.fail(f"{self.by_name[name].label}: no {reference.label} “{wanted}” is known.")
        if row.failed:
            return
        now = self.now[row.target.pk] if row.target else None
        merge(row, self.present, now, mark.values if mark else None, own=self.own)
        self.check(row)
        if not row.failed and row.changes:
            self._check_fields(row)

    def _wanted(self, row, name):
        written = row.written.get(name) or []
        return [written] if isinstance(written, str) else written

    def check(self, row):
        """Refuse, with a reason, what no single field shows."""

    def _check_fields(self, row):
        candidate = self.candidate(row)
        plain = {c.name for c in self.present if not c.many and c.name not in self.references}
        exclude = {f.name for f in candidate._meta.fields if f.name not in plain}
        try:
            candidate.clean_fields(exclude=exclude)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                label = self.by_name[name].label
                row.reasons.extend(f"{label}: {message}" for message in messages)
            row.outcome = Outcome.FAILED

    def candidate(self, row):
        """Return the model's row as it would be, without writing it."""
        if row.target is None:
            plain = [c.name for c in self.present if not c.many and c.name not in self.references]
            return self.model(**{name: row.values[name] for name in plain})
        candidate = copy.copy(row.target)
        for name in self._changed(row):
            if name not in self.references:
                setattr(candidate, name, row.values[name])
        return candidate

    def _changed(self, row):
        return [change.column for change in row.changes if not self.by_name[change.column].many]

    # --- Writing ---------------------------------------------------------------

    def apply(self, section, by=None):
        """Carry the section out inside the caller's transaction."""
        ids = {name: reference.keys() for name, reference in self.references.items()}
        self.create(section.new, ids, by)
        self.update(section.changed, ids, by)
        if self.own:
            self._mark(section.rows)

    def create(self, rows, ids, by):
        made = [self._filled(self.candidate(row), row, self.references, ids) for row in rows]
        self._write_new(made, by)
        for row, target in zip(rows, made, strict=True):
            row.target = target

    def update(self, rows, ids, by):
        changed = [
            self._filled(self.candidate(row), row, set(self._changed(row)) & self.references.keys(), ids)
            for row in rows
        ]
        fields = sorted({self.attribute(name) for row in rows for name in self._changed(row)})
        if not fields:
            return
        fields += self._work_out(changed)
        if self.has_history:
            bulk_update_with_history(
                changed, self.model, fields, default_user=by, default_change_reason="Import"
            )
        else:
            self.model.objects.bulk_update(changed, fields)

    def _work_out(self, rows):
        """Fill in the columns that hold what others say, as saving each row would; return their names."""
        columns = [field for field in self.model._meta.fields if getattr(field, "is_worked_out", False)]
        for row in rows:
            for column in columns:
                column.pre_save(row, add=False)
        return [column.name for column in columns]

    @property
    def has_history(self):
        return hasattr(self.model, "history")

    def _write_new(self, rows, by):
        if self.has_history:
            bulk_create_with_history(rows, self.model, default_user=by, default_change_reason="Import")
        else:
            self.model.objects.bulk_create(rows)

    def _filled(self, candidate, row, names, ids):
        for name in names:
            if name in row.written:
                setattr(candidate, f"{self.attribute(name)}_id", ids[name].get(row.written[name]))
        return candidate

    def _mark(self, rows):
        marks = [
            ImportedRow(kind=self.kind, key=row.key, object_pk=row.target.pk, values=row.written)
            for row in rows
            if row.target
        ]
        known = {key: (mark.object_pk, mark.values) for key, mark in self.marks.items()}
        news = [mark for mark in marks if known.get(mark.key) != (mark.object_pk, mark.values)]
        ImportedRow.objects.bulk_create(
            news, update_conflicts=True, unique_fields=["kind", "key"], update_fields=["object_pk", "values"]
        )
