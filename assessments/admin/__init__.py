"""How Locality runs cycles and reads what councils have signed."""

from assessments.admin.cycles import CycleAdmin
from assessments.admin.review import AssessmentAdmin

__all__ = ["AssessmentAdmin", "CycleAdmin"]
