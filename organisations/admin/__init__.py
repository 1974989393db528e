"""How staff keep community organisations and their connections."""

from organisations.admin.connections import ConnectionAdmin
from organisations.admin.organisations import OrganisationAdmin

__all__ = ["ConnectionAdmin", "OrganisationAdmin"]
