"""Downloads: every list as CSV and JSON, and a council's page as JSON, each with how to read it."""

from network.exports.cases import CASE_STUDIES
from network.exports.councils import COUNCILS
from network.exports.files import LICENCE, LICENCE_URL, STYLE, Column, Export
from network.exports.organisations import ORGANISATIONS
from network.exports.organisations import rows as organisation_rows
from network.exports.profile import profile_document

# Every list that can be downloaded. /about/data/ explains their columns in this order.
EXPORTS = (COUNCILS, CASE_STUDIES, ORGANISATIONS)

__all__ = [
    "CASE_STUDIES",
    "COUNCILS",
    "EXPORTS",
    "LICENCE",
    "LICENCE_URL",
    "ORGANISATIONS",
    "STYLE",
    "Column",
    "Export",
    "organisation_rows",
    "profile_document",
]
