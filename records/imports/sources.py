"""The list of sources, one of the project's own files."""

from records.imports.columns import Column, date, text
from records.imports.references import Reference
from records.imports.sheets import Sheet
from records.imports.tables import read_records, read_toml
from records.models import Source

SOURCE = Reference(Source, ("key",), "source")


class SourceSheet(Sheet):
    """Pages and documents, by their short key."""

    kind, title, model, key = "sources", "Sources", Source, ("key",)
    columns = (
        Column("key", "Short key", needed=True),
        Column("title", "Title", needed=True),
        Column("publisher", "Publisher", needed=True),
        Column("url", "Link", text),
        Column("published_on", "Date on it", date),
        Column("note", "Note"),
    )

    @classmethod
    def from_file(cls, path, context):
        """Read a TOML file of one table per source, named by its key."""
        records = [{"key": key, **facts} for key, facts in read_toml(path).items()]
        return cls(read_records(records, [column.name for column in cls.columns]), context)
