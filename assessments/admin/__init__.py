"""How Locality runs cycles and reads what councils have signed."""

from assessments.admin.cycles import CycleAdmin
from assessments.admin.review import AssessmentAdmin
from assessments.admin.sentences import ChampionSentenceAdmin

__all__ = ["AssessmentAdmin", "ChampionSentenceAdmin", "CycleAdmin"]
