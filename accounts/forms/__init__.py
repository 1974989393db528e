"""Forms of accounts, a module for each thing."""

from accounts.forms.erasing import AnswerForm, EraseForm
from accounts.forms.own import DetailsForm, MessagesForm
from accounts.forms.sign_in import (
    AskForCodeForm,
    ChangePasswordForm,
    CodeForm,
    ForgottenPasswordForm,
    PasswordSignInForm,
    ResetPasswordForm,
    SetPasswordForm,
)

__all__ = [
    "AnswerForm",
    "AskForCodeForm",
    "ChangePasswordForm",
    "CodeForm",
    "DetailsForm",
    "EraseForm",
    "ForgottenPasswordForm",
    "MessagesForm",
    "PasswordSignInForm",
    "ResetPasswordForm",
    "SetPasswordForm",
]
