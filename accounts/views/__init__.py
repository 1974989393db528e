"""Pages of people's accounts, a module for each thing."""

from accounts.views.mailbox import trial_mail
from accounts.views.sign_in import admin_sign_in, confirm_code, sign_in

__all__ = ["admin_sign_in", "confirm_code", "sign_in", "trial_mail"]
