"""Pages of people's accounts, a module for each thing."""

from accounts.views.address import (
    change_address,
    confirm_address,
)
from accounts.views.confirm import (
    confirm_you,
)
from accounts.views.mailbox import (
    trial_mail,
)
from accounts.views.own import (
    ask_to_be_forgotten,
    download_my_data,
    message_choices,
    own_details,
    take_back_request,
    your_data,
)
from accounts.views.second_factor import (
    recovery_codes,
    second_factor_code,
    set_up_second_factor,
    show_second_factor,
    turn_off_second_factor,
)
from accounts.views.session_time import (
    session_time,
)
from accounts.views.sessions import (
    sessions,
)
from accounts.views.sign_in import (
    admin_sign_in,
    confirm_code,
    send_code,
    sign_in,
)
from accounts.views.start import (
    account,
)

__all__ = [
    "account",
    "admin_sign_in",
    "ask_to_be_forgotten",
    "change_address",
    "confirm_address",
    "confirm_code",
    "confirm_you",
    "download_my_data",
    "message_choices",
    "own_details",
    "recovery_codes",
    "second_factor_code",
    "send_code",
    "session_time",
    "sessions",
    "set_up_second_factor",
    "show_second_factor",
    "sign_in",
    "take_back_request",
    "trial_mail",
    "turn_off_second_factor",
    "your_data",
]
