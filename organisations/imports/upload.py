"""Organisations of a file that staff load: found, never guessed, and new ones come as drafts."""

from collections import defaultdict
from dataclasses import replace

from simple_history.utils import bulk_create_with_history

from councils.imports.directory import Directory, UnknownCouncilError
from councils.models.council import gss_code_validator
from councils.names import fold
from organisations.identifiers import split
from organisations.imports.sheets import OrganisationSheet
from organisations.models import Function, Identifier, Organisation, OrganisationFunction, OrganisationName
from records.imports import Column, make_plan, read_once
from records.imports.columns import one_of

LISTS = {
    "org_ids": (Identifier, lambda row: row.org_id),
    "functions": (OrganisationFunction, lambda row: row.function),
    "other_names": (OrganisationName, lambda row: row.name),
}


def org_id(cell):
    """Return an identifier as its list writes it. Raises ``ValueError`` with a sentence's end."""
    return "-".join(split(cell)) if cell else ""


def name(cell):
    if len(cell) > 200:
        raise ValueError(f"“{cell[:40]}…” is longer than 200 letters")
    return cell


class UploadedOrganisationSheet(OrganisationSheet):
    """Found by short id, then by a number of a public register, then by name and council.

    Whatever could be more than one organisation is a row to put right.
    """

    columns = (
        *(
            replace(column, required=column.name == "name", needed=column.name == "name")
            for column in OrganisationSheet.columns
            if column.name not in ("state", "own_words", "own_words_source")
        ),
        Column("org_ids", "Numbers in registers", org_id, required=False, many=True),
        Column("functions", "What it is there for", one_of(Function), required=False, many=True),
        Column("other_names", "Other names", name, required=False, many=True),
    )
    references = {
        name: reference
        for name, reference in OrganisationSheet.references.items()
        if name != "own_words_source"
    }

    def load(self):
        self.directory = Directory()
        self.directory.load()
        self.lists = {column: defaultdict(list) for column in LISTS}
        self.owners, self.called = {}, defaultdict(set)
        for column, (model, write) in LISTS.items():
            for row in model.objects.all():
                self.lists[column][row.organisation_id].append(write(row))
                if column == "org_ids":
                    self.owners[row.org_id] = row.organisation_id
        super().load()
        for pk, one in self.objects.items():
            for called in (one.name, *self.lists["other_names"][pk]):
                self.called[fold(called)].add(self._kept(pk))

    def _current_value(self, row, column):
        return self.lists[column.name].get(row.pk, []) if column.many else super()._current_value(row, column)

    def _kept(self, pk):
        """Return the organisation that a row stands for: a double stands for the one that was kept."""
        seen = set()
        while (into := self.objects[pk].merged_into_id) and pk not in seen:
            seen.add(pk)
            pk = into
        return pk

    # --- Which organisation is meant ------------------------------------------------------

    def identify(self, row):
        row.title = row.values["name"]
        try:
            self._name_council(row)
            pk = self._by_short_id(row) or self._by_number(row) or self._by_name(row)
        except ValueError as error:
            row.fail(str(error))
            return
        row.target = self.objects.get(pk)
        row.written.pop("short_id", None)
        row.values.pop("short_id", None)
        row.key = row.target.short_id if row.target else self._new_key(row)
        if row.target:
            row.written["short_id"] = row.target.short_id
            row.values["short_id"] = row.target.short_id

    def _name_council(self, row):
        """A council is found by its code, a code it had, or any name it goes by."""
        if named := row.written.get("council"):
            is_code = gss_code_validator.regex.fullmatch(named)
            try:
                row.written["council"] = self.directory.find(*((named, "") if is_code else ("", named)))
            except UnknownCouncilError as error:
                raise ValueError(f"Council: {error}") from None

    def _by_short_id(self, row):
        short_id = row.written.get("short_id", "").lower()
        if short_id and short_id not in self.by_key:
            raise ValueError(f"Address: no organisation has the address “{short_id[:40]}”.")
        found = self._kept(self.by_key[short_id]) if short_id else None
        others = self._owners_of(row) - {found}
        if found and others:
            raise ValueError(f"Numbers in registers: one of them belongs to {self._named(others)}.")
        return found

    def _owners_of(self, row):
        return {self._kept(self.owners[one]) for one in row.written.get("org_ids", ()) if one in self.owners}

    def _by_number(self, row):
        found = self._owners_of(row)
        if len(found) > 1:
            raise ValueError(f"Numbers in registers: they belong to more than one: {self._named(found)}.")
        return next(iter(found), None)

    def _by_name(self, row):
        """Return the one with this name and council. Without a council on either side nobody can tell."""
        council = row.written.get("council", "")
        alike = self.called.get(fold(row.written["name"]), set())
        same = {pk for pk in alike if council and self.now[pk]["council"] == council}
        unsure = {pk for pk in alike if not council or not self.now[pk]["council"]}
        if len(same) == 1 and not unsure:
            return next(iter(same))
        if same or unsure:
            raise ValueError(
                f"Name: it may be one that is here already: {self._named(same | unsure)}. "
                "Put its address in the column short_id, or give the council if it is another one."
            )
        return None

    def _named(self, keys):
        rows = sorted((self.objects[pk] for pk in keys), key=lambda one: one.pk)
        return "; ".join(f"{one.name} ({one.short_id})" for one in rows)

    @staticmethod
    def _new_key(row):
        """Two new rows with one name and council are one organisation twice."""
        return f"{fold(row.written['name'])}, {row.written.get('council', '')}"

    def _compare(self, row):
        present = self.present
        self.present = [column for column in present if column.name != "short_id"]
        super()._compare(row)
        self.present = present

    def candidate(self, row):
        present = self.present
        self.present = [column for column in present if column.name in row.values]
        made = super().candidate(row)
        self.present = present
        return made

    def check(self, row):
        is_public = row.target is not None and row.target.state == Organisation.State.PUBLISHED
        if is_public and "source" in row.written and not row.written["source"]:
            row.fail("Source: it is published, so it needs one. Leave the column out to keep what is there.")

    def check_together(self, rows):
        """No two rows may give one number to two organisations."""
        first = {}
        for row in rows:
            for one in row.written.get("org_ids", ()):
                if first.setdefault(one, row) is not row:
                    row.fail(f"Numbers in registers: {one} is in row {first[one].number} too.")

    # --- Writing ----------------------------------------------------------------------------

    def apply(self, section, by=None):
        super().apply(section, by)
        rows = [*section.new, *section.changed]
        for column, (model, _) in LISTS.items():
            made = [
                model(organisation=row.target, **_fields(column, value))
                for row in rows
                for value in row.added.get(column, ())
            ]
            if hasattr(model, "history"):
                bulk_create_with_history(made, model, default_user=by, default_change_reason="Import")
            else:
                model.objects.bulk_create(made)


def _fields(column, value):
    if column == "org_ids":
        return dict(zip(("scheme", "value"), split(value), strict=True))
    return {"functions": {"function": value}, "other_names": {"name": value}}[column]


def plan_organisations(organisations):
    """Plan the import of a file of organisations that staff upload: a path, bytes or an open file."""
    read = read_once(organisations)
    return make_plan(lambda context: [UploadedOrganisationSheet(read, context, own=False)])
