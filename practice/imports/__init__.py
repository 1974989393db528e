"""Loading case studies, their figures and quotations: from the project's own files, and from uploads."""

from practice.imports.register import practice_sheets
from practice.imports.upload import UploadedStudySheet, plan_studies

__all__ = ["UploadedStudySheet", "plan_studies", "practice_sheets"]
