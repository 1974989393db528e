"""Pages of what the council wants to work on: priorities and the actions for each."""

from assessments.views.plans.acting import action, planned, remove_action
from assessments.views.plans.choosing import priorities, priority, set_aside

__all__ = ["action", "planned", "priorities", "priority", "remove_action", "set_aside"]
