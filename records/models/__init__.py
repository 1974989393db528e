"""What every app records: sources, facts, names, the register's version, and whether links still work."""

from records.models.facts import (
    Basis,
    ImportedRow,
    PublicName,
    PublicQuerySet,
    PublicRow,
    RegisterVersion,
    SavedView,
    SavedViewQuerySet,
    Source,
    Sourced,
)
from records.models.link_check import LinkCheck, LinkCheckQuerySet

__all__ = [
    "Basis",
    "ImportedRow",
    "LinkCheck",
    "LinkCheckQuerySet",
    "PublicName",
    "PublicQuerySet",
    "PublicRow",
    "RegisterVersion",
    "SavedView",
    "SavedViewQuerySet",
    "Source",
    "Sourced",
]
