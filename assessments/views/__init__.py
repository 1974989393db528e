"""Pages of the self-assessment. Each loads, asks, acts, redirects."""

from assessments.views.comments import comments
from assessments.views.index import council, index
from assessments.views.invitation import invitation
from assessments.views.library import add as add_document
from assessments.views.library import change as change_document
from assessments.views.library import library
from assessments.views.sharing import preview, sharing
from assessments.views.sign_off import decline, recall, send, sign
from assessments.views.signed import confirmation, signed
from assessments.views.statement import statement
from assessments.views.tasks import check, history, tasks

__all__ = [
    "add_document",
    "change_document",
    "check",
    "comments",
    "confirmation",
    "council",
    "decline",
    "history",
    "index",
    "invitation",
    "library",
    "preview",
    "recall",
    "send",
    "sharing",
    "sign",
    "signed",
    "statement",
    "tasks",
]
