"""People who sign in, where they are signed in, and the messages that went to them."""

from accounts.models.messages import Message, MessageQuerySet, Notice
from accounts.models.people import (
    KEPT,
    NOWHERE,
    Digest,
    EarlierName,
    ErasureRequest,
    User,
    UserManager,
    UserQuerySet,
)
from accounts.models.sessions import Session, SessionQuerySet

__all__ = [
    "KEPT",
    "NOWHERE",
    "Digest",
    "EarlierName",
    "ErasureRequest",
    "Message",
    "MessageQuerySet",
    "Notice",
    "Session",
    "SessionQuerySet",
    "User",
    "UserManager",
    "UserQuerySet",
]
