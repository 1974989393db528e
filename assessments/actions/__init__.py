"""Verbs of the self-assessment. Keyword-only, with ``by=``; one transaction each."""

from assessments.actions.answers import SaveOutcome, save_answer
from assessments.actions.carrying import bring_forward, confirm, say_what_happened
from assessments.actions.comments import add_comment, remove_comment
from assessments.actions.cycles import add_new_members, close_cycle, open_cycle
from assessments.actions.desk import assign, remind
from assessments.actions.drafts import Page, drop_draft, keep_draft
from assessments.actions.evidence import add_evidence, attach_evidence, detach_evidence
from assessments.actions.library import (
    add_document,
    as_seen,
    bring_back_document,
    change_document,
    retire_document,
)
from assessments.actions.moves import perform
from assessments.actions.parts import give_parts, invite_to_team, join
from assessments.actions.sharing import share

__all__ = [
    "Page",
    "SaveOutcome",
    "add_comment",
    "add_document",
    "add_evidence",
    "add_new_members",
    "as_seen",
    "assign",
    "attach_evidence",
    "bring_back_document",
    "bring_forward",
    "change_document",
    "close_cycle",
    "confirm",
    "detach_evidence",
    "drop_draft",
    "give_parts",
    "invite_to_team",
    "join",
    "keep_draft",
    "open_cycle",
    "perform",
    "remind",
    "remove_comment",
    "retire_document",
    "save_answer",
    "say_what_happened",
    "share",
]
