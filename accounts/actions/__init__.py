"""What can be done to people's accounts."""

from accounts.actions.names import take_down
from accounts.actions.people import change_email, make_curator
from accounts.actions.personal import (
    anonymise,
    answer_request,
    ask_to_be_forgotten,
    export,
    take_back_request,
)

__all__ = [
    "anonymise",
    "answer_request",
    "ask_to_be_forgotten",
    "change_email",
    "export",
    "make_curator",
    "take_back_request",
    "take_down",
]
