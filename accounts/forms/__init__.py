"""Forms of accounts, a module for each thing."""

from accounts.forms.address import (
    NewAddressForm,
)
from accounts.forms.erasing import (
    AnswerForm,
    EraseForm,
)
from accounts.forms.own import (
    DetailsForm,
    MessagesForm,
)
from accounts.forms.second_factor import (
    EmailedCodeForm,
    PasswordAgainForm,
    SecondFactorForm,
    SetUpForm,
)
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
    "EmailedCodeForm",
    "EraseForm",
    "ForgottenPasswordForm",
    "MessagesForm",
    "NewAddressForm",
    "PasswordAgainForm",
    "PasswordSignInForm",
    "ResetPasswordForm",
    "SecondFactorForm",
    "SetPasswordForm",
    "SetUpForm",
]
