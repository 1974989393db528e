"""Pages for readers without an account, none of them kept or shared."""

from readers.views.contact import case_contact, council_contact, question_sent
from readers.views.follow import (
    asked,
    confirm,
    council_follow,
    follow,
    manage,
    principle_follow,
    stop,
    stopped,
)

__all__ = [
    "asked",
    "case_contact",
    "confirm",
    "council_contact",
    "council_follow",
    "follow",
    "manage",
    "principle_follow",
    "question_sent",
    "stop",
    "stopped",
]
