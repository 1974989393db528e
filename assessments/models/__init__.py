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
from assessments.models.comment import Comment
from assessments.models.cycle import Cycle
from assessments.models.draft import TYPED, Draft
from assessments.models.sharing import Audience, Item, SharingChoice, audience_of, scopes_of
from assessments.models.signed import ImmutableError, Redaction, Signature, Snapshot, SnapshotAnswer

__all__ = [
    "MAX_EVIDENCE",
    "MAX_WORDS",
    "TYPED",
    "UNCONFIRMED",
    "Answer",
    "AnswerEvidence",
    "AnswerVersion",
    "Assessment",
    "Assignment",
    "Audience",
    "Carried",
    "Comment",
    "Cycle",
    "Draft",
    "Event",
    "Evidence",
    "ImmutableError",
    "Item",
    "Kind",
    "Reason",
    "Redaction",
    "SharingChoice",
    "Signature",
    "Snapshot",
    "SnapshotAnswer",
    "Verdict",
    "WhatHappened",
    "Words",
    "audience_of",
    "scopes_of",
]
