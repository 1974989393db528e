"""Loading community organisations: from the project's own files."""

from organisations.imports.register import organisation_sheets

__all__ = ["organisation_sheets"]
