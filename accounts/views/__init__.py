"""Pages of people's accounts, a module for each thing."""

from accounts.views.mailbox import trial_mail
from accounts.views.own import (
    ask_to_be_forgotten,
    download_my_data,
    message_choices,
    own_details,
    take_back_request,
    your_data,
)
from accounts.views.sign_in import admin_sign_in, confirm_code, send_code, sign_in

__all__ = [
    "admin_sign_in",
    "ask_to_be_forgotten",
    "confirm_code",
    "download_my_data",
    "message_choices",
    "own_details",
    "send_code",
    "sign_in",
    "take_back_request",
    "trial_mail",
    "your_data",
]
