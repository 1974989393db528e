"""What can be done to people's accounts."""

from accounts.actions.names import take_down
from accounts.actions.people import (
    change_email,
    make_curator,
    move_address,
)
from accounts.actions.personal import (
    anonymise,
    answer_request,
    ask_to_be_forgotten,
    export,
    take_back_request,
)
from accounts.actions.second_factor import (
    make_recovery_codes,
    remove_second_factor,
    reseal_second_factors,
    turn_off_second_factor,
    turn_on_second_factor,
)
from accounts.actions.sessions import (
    end_session,
    end_sessions,
)

__all__ = [
    "anonymise",
    "answer_request",
    "ask_to_be_forgotten",
    "change_email",
    "end_session",
    "end_sessions",
    "export",
    "make_curator",
    "make_recovery_codes",
    "move_address",
    "remove_second_factor",
    "reseal_second_factors",
    "take_back_request",
    "take_down",
    "turn_off_second_factor",
    "turn_on_second_factor",
]
