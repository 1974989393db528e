"""Verbs of the self-assessment. Keyword-only, with ``by=``; one transaction each."""

from assessments.actions.answers import SaveOutcome, save_answer
from assessments.actions.carrying import bring_forward, confirm, say_what_happened
from assessments.actions.closing import end_time, extend, out_of_time
from assessments.actions.comments import add_comment, remove_comment
from assessments.actions.copying import copy_cycle
from assessments.actions.cycles import add_new_members, close_cycle, open_cycle
from assessments.actions.desk import assign, remind
from assessments.actions.drafts import Page, drop_draft, keep_draft
from assessments.actions.evidence import add_evidence, attach_evidence, detach_evidence
from assessments.actions.filled import bring_back, plan_filled
from assessments.actions.library import (
    add_document,
    as_seen,
    bring_back_document,
    change_document,
    retire_document,
)
from assessments.actions.moves import perform
from assessments.actions.parts import give_parts, invite_to_team, join
from assessments.actions.plans import (
    PlanOutcome,
    put_first,
    remove_action,
    save_action,
    save_priority,
    set_aside,
)
from assessments.actions.reminders import reminders_due, send_reminders
from assessments.actions.sections import check_section
from assessments.actions.sentence import speak, take_down
from assessments.actions.sharing import share

__all__ = [
    "Page",
    "PlanOutcome",
    "SaveOutcome",
    "add_comment",
    "add_document",
    "add_evidence",
    "add_new_members",
    "as_seen",
    "assign",
    "attach_evidence",
    "bring_back",
    "bring_back_document",
    "bring_forward",
    "change_document",
    "check_section",
    "close_cycle",
    "confirm",
    "copy_cycle",
    "detach_evidence",
    "drop_draft",
    "end_time",
    "extend",
    "give_parts",
    "invite_to_team",
    "join",
    "keep_draft",
    "open_cycle",
    "out_of_time",
    "perform",
    "plan_filled",
    "put_first",
    "remind",
    "reminders_due",
    "remove_action",
    "remove_comment",
    "retire_document",
    "save_action",
    "save_answer",
    "save_priority",
    "say_what_happened",
    "send_reminders",
    "set_aside",
    "share",
    "speak",
    "take_down",
]
