"""What imports know of organisations: the sheets of organisations, what belongs to one, and connections."""

from councils.models import Council
from organisations.models import (
    Connection,
    Function,
    Identifier,
    LegalForm,
    Organisation,
    OrganisationFunction,
    OrganisationName,
    Service,
)
from organisations.models.connection import ENDS
from records.imports import Column, Reference, Sheet
from records.imports.columns import date, one_of, whole_number
from records.imports.sources import SOURCE
from records.models import Basis

COUNCIL = Reference(Council, ("gss_code",), "council with the code")
ORGANISATION = Reference(Organisation, ("short_id",), "organisation with the address")

SOURCED = (
    Column("source", "Source"),
    Column("stated_on", "Date of the source", date),
    Column("basis", "Basis", one_of(Basis, "stated"), choices=Basis),
)


class OrganisationSheet(Sheet):
    """Organisations by their short id, which never changes."""

    kind, title, model, key = "organisations", "Organisations", Organisation, ("short_id",)
    references = {"council": COUNCIL, "own_words_source": SOURCE, "source": SOURCE}
    columns = (
        Column("short_id", "Address", needed=True),
        Column("name", "Name", needed=True),
        Column("legal_form", "Legal form", one_of(LegalForm), choices=LegalForm),
        Column("council", "Council"),
        Column("place", "Neighbourhood or town"),
        Column("postcode", "Postcode"),
        Column("what_it_does", "What it does"),
        Column("own_words", "In its own words"),
        Column("own_words_source", "Source of its own words"),
        Column("website", "Website"),
        Column("founded_year", "Founded in", whole_number),
        Column("ended_on", "Closed on", date),
        Column(
            "state", "State", one_of(Organisation.State, "published"), choices=Organisation.State
        ),
        *SOURCED,
    )  # fmt: skip

    def identify(self, row):
        row.title = row.values["name"]
        super().identify(row)

    def check(self, row):
        if row.written["state"] == Organisation.State.PUBLISHED and not row.written["source"]:
            row.fail("Source: say where this comes from before it is published.")
        if row.written["own_words"] and not row.written["own_words_source"]:
            row.fail("Source of its own words: it is empty. Say where the organisation said so.")


class OtherNameSheet(Sheet):
    """Names that organisations also go by, or went by."""

    kind, title, model = "organisation-names", "Other names of organisations", OrganisationName
    key, references = ("organisation", "name"), {"organisation": ORGANISATION}
    columns = (
        Column("organisation", "Organisation", needed=True),
        Column("name", "Other name", needed=True),
    )


class IdentifierSheet(Sheet):
    """Numbers under which public registers know organisations."""

    kind, title, model = "organisation-identifiers", "Identifiers of organisations", Identifier
    key, references = ("scheme", "value"), {"organisation": ORGANISATION}
    columns = (
        Column("organisation", "Organisation", needed=True),
        Column("scheme", "Register", needed=True),
        Column("value", "Number", needed=True),
    )


class FunctionSheet(Sheet):
    """What organisations are for, in seven words."""

    kind, title, model = "organisation-functions", "Functions of organisations", OrganisationFunction
    key, references = ("organisation", "function"), {"organisation": ORGANISATION}
    columns = (
        Column("organisation", "Organisation", needed=True),
        Column("function", "Function", one_of(Function), needed=True, choices=Function),
        Column("basis", "Basis", one_of(Basis, "reading"), choices=Basis),
    )


class ServiceSheet(Sheet):
    """What organisations offer to people."""

    kind, title, model = "services", "Services of organisations", Service
    key, references = ("organisation", "name"), {"organisation": ORGANISATION, "source": SOURCE}
    columns = (
        Column("organisation", "Organisation", needed=True),
        Column("name", "Service", needed=True),
        Column("what", "What it is"),
        Column("for_whom", "For whom"),
        Column("where", "Where"),
        Column("how_to_reach", "How to reach it"),
        Column("link", "Link"),
        Column("ended_on", "Stopped on", date),
        *SOURCED,
    )


class ConnectionSheet(Sheet):
    """Connections by their two ends, kind and purpose. Between equals, either order is the same one."""

    kind, title, model, key = (
        "connections",
        "Connections",
        Connection,
        (*ENDS[:2], "kind", *ENDS[2:], "about"),
    )
    references = {
        "from_council": COUNCIL,
        "from_organisation": ORGANISATION,
        "to_council": COUNCIL,
        "to_organisation": ORGANISATION,
        "source": SOURCE,
    }
    columns = (
        Column("from_council", "First end, a council"),
        Column("from_organisation", "First end, an organisation"),
        Column("kind", "Kind", one_of(Connection.Kind), needed=True, choices=Connection.Kind),
        Column("to_council", "Second end, a council"),
        Column("to_organisation", "Second end, an organisation"),
        Column("about", "What for"),
        Column("said_by", "Who says so", one_of(Connection.SaidBy, "another"), choices=Connection.SaidBy),
        Column("from_year", "Since", whole_number),
        Column("to_year", "Until", whole_number),
        *SOURCED,
    )

    def identify(self, row):
        if row.written["kind"] in Connection.MUTUAL:
            self._turn_as_recorded(row)
        super().identify(row)

    def _turn_as_recorded(self, row):
        """Read a connection between equals in the order in which the register has it."""
        turned = {**row.written, **_turned(row.written)}
        if self.key_of(row.written) not in self.by_key and self.key_of(turned) in self.by_key:
            row.written = turned
            row.values = {**row.values, **_turned(row.values)}

    def check(self, row):
        for end, words in (("from", "First end"), ("to", "Second end")):
            if bool(row.written[f"{end}_council"]) == bool(row.written[f"{end}_organisation"]):
                row.fail(f"{words}: give either a council or an organisation.")
        if [row.written[end] for end in ENDS[:2]] == [row.written[end] for end in ENDS[2:]]:
            row.fail("A connection needs two different ends.")
        since, until = row.values["from_year"], row.values["to_year"]
        if since and until and until < since:
            row.fail("Until: it cannot end before it begins.")

    def _write_new(self, rows, by):
        for connection in rows:
            connection.put_in_order()
        super()._write_new(rows, by)


def _turned(values):
    """Return what changes when a connection is read from its other end."""
    ends = dict(zip((*ENDS[2:], *ENDS[:2]), (values[end] for end in ENDS), strict=True))
    return {**ends, "said_by": Connection.TURNED.get(values["said_by"], values["said_by"])}
