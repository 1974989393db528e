"""The self-assessment: cycles, answers, evidence, what is shared, and what was signed."""

from assessments.models.answer import (
    MAX_EVIDENCE,
    MAX_WORDS,
    UNCONFIRMED,
    Answer,
    AnswerEvidence,
    AnswerVersion,
    Evidence,
    Kind,
    Words,
)
from assessments.models.assessment import Assessment, Event
from assessments.models.assignment import Assignment
from assessments.models.carried import Carried, Reason, Verdict, WhatHappened
from assessments.models.clarification import Clarification, Question
from assessments.models.comment import Comment
from assessments.models.cycle import Cycle
from assessments.models.desk import Assistance, Flag, StaffNote
from assessments.models.draft import TYPED, Draft
from assessments.models.plan import (
    MAX_ACTIONS,
    MAX_PRIORITIES,
    Aim,
    Planned,
    PlannedAction,
    PlannedActionVersion,
    Priority,
    PriorityVersion,
)
from assessments.models.reminder import Reminder
from assessments.models.section import SectionCheck
from assessments.models.sentence import ChampionSentence
from assessments.models.sharing import Audience, Item, SharingChoice, audience_of, scopes_of
from assessments.models.signed import ImmutableError, Redaction, Signature, Snapshot, SnapshotAnswer

__all__ = [
    "MAX_ACTIONS",
    "MAX_EVIDENCE",
    "MAX_PRIORITIES",
    "MAX_WORDS",
    "TYPED",
    "UNCONFIRMED",
    "Aim",
    "Answer",
    "AnswerEvidence",
    "AnswerVersion",
    "Assessment",
    "Assignment",
    "Assistance",
    "Audience",
    "Carried",
    "ChampionSentence",
    "Clarification",
    "Comment",
    "Cycle",
    "Draft",
    "Event",
    "Evidence",
    "Flag",
    "ImmutableError",
    "Item",
    "Kind",
    "Planned",
    "PlannedAction",
    "PlannedActionVersion",
    "Priority",
    "PriorityVersion",
    "Question",
    "Reason",
    "Redaction",
    "Reminder",
    "SectionCheck",
    "SharingChoice",
    "Signature",
    "Snapshot",
    "SnapshotAnswer",
    "StaffNote",
    "Verdict",
    "WhatHappened",
    "Words",
    "audience_of",
    "scopes_of",
]
