"""Verbs of the questions."""

from principles.actions.links import link_same_keys, take_out
from principles.actions.wording import copy_questions, fix_wording

__all__ = ["copy_questions", "fix_wording", "link_same_keys", "take_out"]
