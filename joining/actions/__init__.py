"""What is done to applications. Each verb is one transaction with its event and its mail inside."""

from joining.actions.approving import approve, invite_lead, publish, publish_due
from joining.actions.keeping import forget, lapse
from joining.actions.moves import perform
from joining.actions.writing import Saved, begin, change_address, prove, save_answers, send_links

__all__ = [
    "Saved",
    "approve",
    "begin",
    "change_address",
    "forget",
    "invite_lead",
    "lapse",
    "perform",
    "prove",
    "publish",
    "publish_due",
    "save_answers",
    "send_links",
]
