"""Loading community organisations: from the project's own files, and from files that staff upload."""

from organisations.imports.register import organisation_sheets
from organisations.imports.upload import UploadedOrganisationSheet, plan_organisations

__all__ = ["UploadedOrganisationSheet", "organisation_sheets", "plan_organisations"]
