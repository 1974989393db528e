"""What every app records: sources, facts, names, versions, links, and how facts are kept true."""

from records.models.confirmation import Confirmation
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
from records.models.proposal import Proposal, ProposalQuerySet
from records.models.suggestion import Suggestion, SuggestionQuerySet

__all__ = [
    "Basis",
    "Confirmation",
    "ImportedRow",
    "LinkCheck",
    "LinkCheckQuerySet",
    "Proposal",
    "ProposalQuerySet",
    "PublicName",
    "PublicQuerySet",
    "PublicRow",
    "RegisterVersion",
    "SavedView",
    "SavedViewQuerySet",
    "Source",
    "Sourced",
    "Suggestion",
    "SuggestionQuerySet",
]
