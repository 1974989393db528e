"""Pages of the self-assessment. Each loads, asks, acts, redirects."""

from assessments.views.assisted import assisted, assisted_statement
from assessments.views.clarification import clarification, confirm, send_back
from assessments.views.comments import comments
from assessments.views.earlier import forward, still_true, what_happened
from assessments.views.index import council, index
from assessments.views.invitation import invitation
from assessments.views.library import add as add_document
from assessments.views.library import change as change_document
from assessments.views.library import library
from assessments.views.offline import offline, offline_xlsx
from assessments.views.own_copy import answers_csv, answers_docx
from assessments.views.sharing import preview, sharing
from assessments.views.sign_off import decline, recall, send, sign
from assessments.views.signed import confirmation, signed
from assessments.views.statement import statement
from assessments.views.tasks import check, history, tasks
from assessments.views.withdraw import withdraw
from assessments.views.years import movement, years

__all__ = [
    "add_document",
    "answers_csv",
    "answers_docx",
    "assisted",
    "assisted_statement",
    "change_document",
    "check",
    "clarification",
    "comments",
    "confirm",
    "confirmation",
    "council",
    "decline",
    "forward",
    "history",
    "index",
    "invitation",
    "library",
    "movement",
    "offline",
    "offline_xlsx",
    "preview",
    "recall",
    "send",
    "send_back",
    "sharing",
    "sign",
    "signed",
    "statement",
    "still_true",
    "tasks",
    "what_happened",
    "withdraw",
    "years",
]
