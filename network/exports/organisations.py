"""The list of community organisations as a file. Rows are organisations, as ``rows()`` reads them."""

from django.conf import settings

from network.exports.files import Column, Export

NOTE = (
    "The list holds organisations that public sources name. It is not complete, and who is not in it may "
    "do as much. A blank means that the fact is not recorded here, not that there is none."
)


def rows(found):
    """Read organisations with what their rows say, 500 at a time."""
    found = found.select_related("council", "source").defer("search_text", "own_words")
    return found.prefetch_related("functions", "other_names", "identifiers").iterator(chunk_size=500)


ORGANISATIONS = Export(
    key="organisations",
    title="community organisations",
    note=NOTE,
    columns=(
        Column("id", "Names it here for good, whatever it is called", lambda row: str(row.uuid)),
        Column("name", "The name it goes by", lambda row: row.name),
        Column(
            "other_names",
            "Other names it goes or went by",
            lambda row: [other.name for other in row.other_names.all()],
        ),
        Column(
            "org_ids",
            "Its numbers in public registers, such as GB-CHC-1112345",
            lambda row: [number.org_id for number in row.identifiers.all()],
        ),
        Column("legal_form", "What it is in law", lambda row: row.get_legal_form_display()),
        Column(
            "council_gss_code",
            "The code of the council where it works most",
            lambda row: row.council.gss_code if row.council else "",
        ),
        Column("council", "That council's place", lambda row: row.council.name if row.council else ""),
        Column("place", "The neighbourhood or town", lambda row: row.place),
        Column("postcode", "The postcode of its main address, if public", lambda row: row.postcode),
        Column("what_it_does", "What it does, in our words", lambda row: row.what_it_does),
        Column(
            "functions",
            "What it is there for, mostly as we read it",
            lambda row: [function.get_function_display() for function in row.functions.all()],
        ),
        Column("website", "Its own website", lambda row: row.website),
        Column("founded_year", "The year it began", lambda row: row.founded_year),
        Column("closed_on", "The day it closed, if it did", lambda row: row.ended_on),
        Column("last_checked_on", "The day somebody last checked this", lambda row: row.confirmed_on),
        Column("source", "Where this was read", lambda row: row.source.title),
        Column("source_link", "A link to it, if it is public", lambda row: row.source.url),
        Column("page", "Its page here", lambda row: f"{settings.SITE_ORIGIN}{row.get_absolute_url()}"),
    ),
)
