"""Self-assessments as files: what is published, and a council's own copy."""

from assessments.exports.own import OwnCopy, as_sheet, as_word
from assessments.exports.published import as_data

__all__ = ["OwnCopy", "as_data", "as_sheet", "as_word"]
