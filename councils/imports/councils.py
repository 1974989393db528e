"""The sheet of councils: one row each, keyed on the GSS code, former codes understood."""

from collections import defaultdict

from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from councils.models import (
    Council,
    CouncilAlias,
    CouncilType,
    FormerCode,
    FormerSlug,
    Region,
    Succession,
    Tier,
)
from records.imports import Column, Reference, Sheet, Table
from records.imports.columns import date, degrees, one_of, whole_number
from records.imports.sources import SOURCE

COUNCIL = Reference(Council, ("gss_code",), "council with the code")
EDITION = "english-councils"

COLUMNS = (
    Column("gss_code", "GSS code", needed=True),
    Column("former_codes", "Former GSS codes", many=True),
    Column("local_authority_code", "Local authority code"),
    Column("slug", "Address", needed=True),
    Column("former_slugs", "Former addresses", many=True, required=False),
    Column("name", "Short name", needed=True),
    Column("official_name", "Official name", needed=True),
    Column("other_names", "Other names", many=True, required=False),
    Column("type", "Type", one_of(CouncilType), needed=True, choices=CouncilType),
    Column("tier", "Tier", one_of(Tier), needed=True, choices=Tier),
    Column("region", "Region", one_of(Region), choices=Region),
    Column("county_gss", "County"),
    Column("population", "Population", whole_number),
    Column("population_year", "Year of the population figure", whole_number),
    Column("area_km2", "Area", whole_number),
    Column("latitude", "Latitude", degrees),
    Column("longitude", "Longitude", degrees),
    Column("website", "Website"),
    Column("started_on", "Began on", date),
    Column("ended_on", "Ended on", date),
    Column("successor_codes", "Replaced by", many=True),
    Column("ending_note", "About its end", required=False),
    Column("ending_source", "Source about its end", required=False),
    Column("governance_note", "How it is led", required=False),
    Column("governance_source", "Source on how it is led", required=False),
    Column("source", "Source", required=False),
)


class CouncilSheet(Sheet):
    """Councils end and are recoded; a row that is not in the file is left alone."""

    kind, title, model, key, columns = "councils", "Councils", Council, ("gss_code",), COLUMNS
    references = {
        "county_gss": COUNCIL,
        "ending_source": SOURCE,
        "governance_source": SOURCE,
        "source": SOURCE,
    }

    def __init__(self, table, context, directory, *, own=True):
        super().__init__(self._with_edition(table) if own else table, context, own=own)
        self.directory = directory

    @staticmethod
    def _with_edition(read):
        """Every fact in the project's own file has the source of its edition."""

        def table():
            plain = read()
            rows = [(number, {**cells, "source": EDITION}) for number, cells in plain.rows]
            return Table(columns=(*plain.columns, "source"), rows=rows)

        return table

    def attribute(self, name):
        return "county" if name == "county_gss" else name

    # --- Planning --------------------------------------------------------------

    def load(self):
        self.directory.load()
        self.lists = {name: defaultdict(list) for name in ("former_codes", "former_slugs", "other_names")}
        self.lists["successor_codes"] = defaultdict(list)
        for name, rows in (
            ("former_codes", FormerCode.objects.values_list("council_id", "code")),
            ("former_slugs", FormerSlug.objects.values_list("council_id", "slug")),
            ("other_names", CouncilAlias.objects.values_list("council_id", "name")),
            ("successor_codes", Succession.objects.values_list("predecessor_id", "successor__gss_code")),
        ):
            for council, value in rows:
                self.lists[name][council].append(value)
        super().load()

    def _current_value(self, row, column):
        if column.many:
            return self.lists[column.name].get(row.pk, [])
        return super()._current_value(row, column)

    def identify(self, row):
        """Find the council by its code, by a code it had, or as the one that is recoded here."""
        code = row.written["gss_code"]
        present = self.directory.codes.get(code)
        if present is None:
            present = next((c for c in row.written["former_codes"] if c in self.by_key), code)
        elif present != code:
            row.written["gss_code"] = row.values["gss_code"] = present
            row.written["former_codes"] = [c for c in row.written["former_codes"] if c != present]
        row.key = row.written["gss_code"]
        row.title = row.values["name"]
        row.target = self.objects.get(self.by_key.get(present))

    def mark_of(self, row):
        return self.marks.get(row.key) or (self.marks.get(row.target.gss_code) if row.target else None)

    def check(self, row):
        value = row.values.get
        if value("started_on") and value("ended_on") and value("ended_on") < value("started_on"):
            row.fail("Ended on: the council cannot end before it began.")
        if value("population") is not None and not value("population_year"):
            row.fail("Year of the population figure: it is empty, and every figure needs its year.")
        if value("successor_codes") and not value("ended_on"):
            row.fail("Replaced by: a council that still exists has not been replaced. Give the day it ended.")
        for code in row.written["successor_codes"]:
            if code == row.key:
                row.fail("Replaced by: a council cannot replace itself.")
            elif code not in self.context.known(COUNCIL) and code not in self.directory.codes:
                row.fail(f"Replaced by: no council with the code “{code[:40]}” is known.")

    def check_together(self, rows):
        self._refuse_shared(rows, "slug", self._owners("slug"), "address")
        for name, word in (("former_codes", "GSS code"), ("former_slugs", "former address")):
            owners = {value: pk for pk, values in self.lists[name].items() for value in values}
            self._refuse_shared(rows, name, owners, word)
        for row in rows:
            names = [row.values["name"], row.values["official_name"], *row.values.get("other_names", ())]
            ended = row.values["ended_on"]
            is_former = ended is not None and ended <= timezone.localdate()
            self.directory.learn(row.key, names, row.values["former_codes"], is_former=is_former)

    def _owners(self, name):
        """Return {value: primary key} of the councils that this file does not give another value."""
        moving = {row.target.pk for row in self._changing(name)}
        return {now[name]: pk for pk, now in self.now.items() if pk not in moving}

    def _changing(self, name):
        return [row for row in self.rows_planned if row.target and name in self._changed(row)]

    def _refuse_shared(self, rows, name, owners, word):
        for row in rows:
            mine = row.target.pk if row.target else row.key
            for value in row.added.get(name, ()) if self.by_name[name].many else [self._final(row, name)]:
                if owners.setdefault(value, mine) != mine:
                    row.fail(f"{self.by_name[name].label}: “{value[:60]}” is another council's {word}.")

    def _final(self, row, name):
        """Return what the field will be: the file's value, or the one that staff keep."""
        kept = row.target and name not in self._changed(row)
        return self.now[row.target.pk][name] if kept else row.written[name]

    # --- Writing ---------------------------------------------------------------

    def apply(self, section, by=None):
        for row in section.changed:
            if "slug" in self._changed(row):
                self._leave_address(row.target)
        super().apply(section, by)
        self._write_lists([*section.new, *section.changed], by)

    @staticmethod
    def _leave_address(council):
        """Free an address for whoever takes it, and let it lead to this council until then."""
        FormerSlug.objects.bulk_create(
            [FormerSlug(council=council, slug=council.slug)], ignore_conflicts=True
        )
        Council.objects.filter(pk=council.pk).update(slug=f"moving-{council.pk}")

    def create(self, rows, ids, by):
        """Write counties before the districts that point to them."""
        super().create([row for row in rows if not row.written["county_gss"]], ids, by)
        ids["county_gss"] = COUNCIL.keys()
        super().create([row for row in rows if row.written["county_gss"]], ids, by)
        ids["county_gss"] = COUNCIL.keys()

    def _write_lists(self, rows, by):
        for model, name, attribute in (
            (FormerCode, "former_codes", "code"),
            (FormerSlug, "former_slugs", "slug"),
            (CouncilAlias, "other_names", "name"),
        ):
            model.objects.bulk_create(
                (
                    model(council=row.target, **{attribute: v})
                    for row in rows
                    for v in row.added.get(name, ())
                ),
                ignore_conflicts=name == "former_slugs",
            )
        councils = {council.gss_code: council for council in Council.objects.all()}
        source = SOURCE.keys().get(EDITION) if self.own else None
        successions = [
            self._succession(row, councils[self.directory.codes.get(code, code)], source)
            for row in rows
            for code in row.added.get("successor_codes", ())
        ]
        if successions:
            bulk_create_with_history(successions, Succession, default_user=by, default_change_reason="Import")

    @staticmethod
    def _succession(row, successor, source):
        day = successor.started_on or row.values["ended_on"]
        return Succession(predecessor=row.target, successor=successor, on=day, source_id=source)
