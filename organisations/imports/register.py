"""The project's own files of organisations: one table an organisation, with what belongs to it inside."""

from pathlib import Path

from organisations.identifiers import split
from organisations.imports.sheets import (
    ConnectionSheet,
    FunctionSheet,
    IdentifierSheet,
    OrganisationSheet,
    OtherNameSheet,
    ServiceSheet,
)
from records.imports import SourceSheet, read_records
from records.imports.tables import read_toml
from records.models import Basis

DATA = Path(__file__).resolve().parent.parent / "data"


def organisation_sheets(context):
    """Return the sheets of everything in this app's data folder, in the order they build on each other."""
    data = read_toml(DATA / "organisations.toml")
    organisations = data["organisation"]
    records = (
        (OrganisationSheet, organisations),
        (OtherNameSheet, _parts(organisations, "other_names", lambda name: {"name": name})),
        (IdentifierSheet, _parts(organisations, "org_ids", _number)),
        (FunctionSheet, [*_functions(organisations, "stated"), *_functions(organisations, "reading")]),
        (ServiceSheet, _parts(organisations, "service", dict)),
        (ConnectionSheet, data["connection"]),
    )
    sources = SourceSheet.from_file(DATA / "sources.toml", context)
    return [sources, *(_sheet(sheet, rows, context) for sheet, rows in records)]


def _sheet(sheet, records, context):
    names = [column.name for column in sheet.columns]
    plain = [{name: record.get(name, "") for name in names} for record in records]
    return sheet(read_records(plain, names), context)


def _parts(organisations, name, make):
    """Return the rows that stand in a list of that name inside each organisation."""
    return [
        {**make(part), "organisation": one["short_id"]} for one in organisations for part in one.get(name, ())
    ]


def _number(org_id):
    scheme, value = split(org_id)
    return {"scheme": scheme, "value": value}


def _functions(organisations, basis):
    """A function under ``stated`` is one its source names; one under ``reading`` is our reading."""
    return _parts(organisations, basis, lambda function: {"function": function, "basis": Basis(basis)})
