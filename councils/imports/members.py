"""The sheet of members: one row a council, with its endorsement and champions beside its joining.

People's names are not imported: champions and signatories come by role. A name is
entered by hand, where somebody looks at the public source.
"""

import copy

from django.core.exceptions import ValidationError

from councils.imports.directory import UnknownCouncilError
from councils.imports.parts import COLUMNS, ENDORSEMENT, MEMBERSHIP, PARTS
from councils.models import Champion, Council, Membership, Signatory
from records.imports import Sheet, TableError
from records.imports.plans import Outcome
from records.imports.sources import SOURCE


class MemberSheet(Sheet):
    """Memberships by council. A name that no council answers to is a row to put right."""

    kind, title, model, key, columns = "members", "Members", Membership, ("gss_code",), COLUMNS
    references = {"source": SOURCE, "endorsement_source": SOURCE, "champions_source": SOURCE}

    def __init__(self, table, context, directory, *, own=True):
        super().__init__(table, context, own=own)
        self.directory = directory

    # --- Planning --------------------------------------------------------------

    def _check_columns(self, table):
        if not {"gss_code", "name"} & set(table.columns):
            raise TableError(
                "There must be a column “gss_code” or a column “name”, to say which council is meant."
            )
        return super()._check_columns(table)

    def load(self):
        if not self.directory.codes:
            self.directory.load()
        champions = Champion.objects.open().select_related("council")
        self.champions = {(champion.council_id, champion.slot): champion for champion in champions}
        super().load()
        self.by_key = {}
        for pk, membership in self.objects.items():
            self._latest(membership, pk)

    def queryset(self):
        rows = Membership.objects.select_related("council", "endorsement").order_by("joined_on")
        return rows.prefetch_related("endorsement__signatories")

    def _latest(self, membership, pk):
        code = membership.council.gss_code
        known = self.objects.get(self.by_key.get(code))
        if known is None or known.ended_on is not None:
            self.by_key[code] = pk

    def current(self, row):
        """Return what the register says, as compared text by column, over all four parts."""
        now = {"gss_code": row.council.gss_code, "name": "", "signatories": self._signatories(row)}
        for part in PARTS:
            stored = self._stored(part, row)
            for column, field in part.fields.items():
                if column not in now or not now[column]:
                    now[column] = self._written(column, field, stored)
        return now

    def _stored(self, part, membership):
        if part is MEMBERSHIP:
            return membership
        if part is ENDORSEMENT:
            return getattr(membership, "endorsement", None)
        return self.champions.get((membership.council_id, part.name))

    def _signatories(self, membership):
        endorsement = getattr(membership, "endorsement", None)
        return [signatory.role for signatory in endorsement.signatories.all()] if endorsement else []

    def _written(self, column, field, stored):
        if column in self.references:
            return self._names_of(SOURCE).get(stored.source_id, "") if stored else ""
        if stored is None:
            return self.by_name[column].write(self.by_name[column].read(""))
        return self.by_name[column].write(getattr(stored, field))

    def identify(self, row):
        """Say which council the row means; the name is only for finding it, and is never written."""
        code, name = row.written.get("gss_code", ""), row.written.pop("name", "")
        try:
            row.key = self.directory.find(code, name) if code or name else ""
        except UnknownCouncilError as error:
            row.fail(str(error))
            return
        if not row.key:
            row.fail("There is neither a GSS code nor a name, so nobody can tell which council is meant.")
            return
        row.written["gss_code"] = row.key
        row.title = self.directory.titles[row.key]
        mark = self.marks.get(row.key)
        pk = mark.object_pk if mark and mark.object_pk in self.objects else self.by_key.get(row.key)
        row.target = self.objects.get(pk)
        if row.target and not mark and self._joined_again(row):
            row.target = None

    @staticmethod
    def _joined_again(row):
        left = row.target.ended_on
        return left is not None and row.values["joined_on"] >= left

    def _compare(self, row):
        self.present = [column for column in self.present if column.name != "name"]
        row.written.setdefault("gss_code", row.key)
        super()._compare(row)

    def check(self, row):
        value = row.values.get
        if value("ended_on") and value("ended_on") < value("joined_on"):
            row.fail("Left on: a council cannot leave before it joined.")

    def _check_fields(self, row):
        for part, stored, fields in self._parts(row):
            try:
                stored.clean_fields(exclude={f.name for f in stored._meta.fields if f.name not in fields})
            except ValidationError as error:
                columns = {field: column for column, field in part.fields.items()}
                for field, messages in error.message_dict.items():
                    label = self.by_name[columns[field]].label
                    row.reasons.extend(f"{label}: {message}" for message in messages)
                row.outcome = Outcome.FAILED
        for role in row.written.get("signatories", ()):
            if len(role) > Signatory._meta.get_field("role").max_length:
                row.fail(f"Signatories, by role: “{role[:40]}…” is too long.")

    # --- Writing ---------------------------------------------------------------

    def _parts(self, row):
        """Yield (part, its row as it would be, the fields that change), for each part that changes."""
        changed = {change.column for change in row.changes}
        for part in PARTS:
            stored = self._stored(part, row.target) if row.target else None
            if stored is None and part is not MEMBERSHIP and row.target is None:
                stored = self._open_champion(part, row)
            columns = [name for name in part.fields if name in changed]
            if stored is None:
                if not any(row.written.get(name) for name in part.makes):
                    continue
                columns = [name for name in part.fields if name in row.values]
            if columns or (stored is None and part is ENDORSEMENT):
                yield part, *self._filled_part(part, stored, columns, row)

    def _open_champion(self, part, row):
        if part is ENDORSEMENT:
            return None
        found = [c for (_, slot), c in self.champions.items() if slot == part.name]
        return next((c for c in found if c.council.gss_code == row.key), None)

    def _filled_part(self, part, stored, columns, row):
        filled = copy.copy(stored) if stored else part.model()
        fields = set()
        for name in columns:
            if name not in self.references:
                setattr(filled, part.fields[name], row.values[name])
                fields.add(part.fields[name])
        return filled, fields

    def apply(self, section, by=None):
        sources, councils = SOURCE.keys(), {}
        rows = [*section.new, *section.changed]
        for council in Council.objects.filter(gss_code__in=[row.key for row in rows]):
            councils[council.gss_code] = council
        for row in rows:
            self._write(row, councils[row.key], sources, by)
        if self.own:
            self._mark(section.rows)

    def _write(self, row, council, sources, by):
        changed = {change.column for change in row.changes}
        endorsement = getattr(row.target, "endorsement", None) if row.target else None
        for part, filled, _ in list(self._parts(row)):
            for name in self.references.keys() & part.fields.keys() & row.written.keys():
                if filled.pk is None or name in changed:
                    filled.source_id = sources.get(row.written[name])
            if part is MEMBERSHIP:
                filled.council = council
            elif part is ENDORSEMENT:
                filled.membership = row.target
                endorsement = filled
            else:
                filled.council, filled.slot = council, part.name
            self._save(filled, by)
            if part is MEMBERSHIP:
                row.target = filled
        for role in row.added.get("signatories", ()):
            self._save(Signatory(endorsement=endorsement, role=role), by)

    @staticmethod
    def _save(row, by):
        row._history_user = by
        row._change_reason = "Import"
        row.save()
