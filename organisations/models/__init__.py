"""Community organisations: who they are, what they do and how they are connected."""

from organisations.models.connection import Connection
from organisations.models.organisation import (
    Function,
    Identifier,
    LegalForm,
    Organisation,
    OrganisationFunction,
    OrganisationName,
    new_short_id,
)
from organisations.models.service import Service

__all__ = [
    "Connection",
    "Function",
    "Identifier",
    "LegalForm",
    "Organisation",
    "OrganisationFunction",
    "OrganisationName",
    "Service",
    "new_short_id",
]
