"""Sign-in forms in our words, and only for the address that a person has now."""

from allauth.account import forms as allauth_forms
from allauth.core import context
from django import forms

from accounts import guesses, messages
from accounts.models import User

ADDRESS = "Your email address"
LONG_ENOUGH = (
    "At least 12 characters. Three or four words that do not belong together work well. "
    "Your name, your address and your council do not count."
)


def _without_placeholders(form):
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


def _person_at(email):
    """Return who has this address today and may sign in; an earlier one opens nothing."""
    return User.objects.filter(email=email.lower(), is_active=True).first()


class AskForCodeForm(allauth_forms.RequestLoginCodeForm):
    """The address to send a code to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _without_placeholders(self)
        self.fields["email"].label = ADDRESS
        self.fields["email"].widget.attrs["autocomplete"] = "username"
        self.fields["email"].help_text = "The one that Locality or your council's lead has for you."
        self.fields["email"].error_messages["required"] = "Enter your email address."
        self.fields["email"].error_messages["invalid"] = "Enter an email address like name@council.gov.uk."

    def clean_email(self):
        email = self.cleaned_data["email"]
        if not guesses.may_ask(context.request, email):
            raise forms.ValidationError(guesses.TOO_MANY)
        self._user = _person_at(email)
        return email


class CodeForm(allauth_forms.ConfirmLoginCodeForm):
    """The code that was sent."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _without_placeholders(self)
        self.fields["code"].label = "Code from the email"
        self.fields["code"].help_text = "Eight letters. Capitals and the dash do not matter."
        self.fields["code"].error_messages["required"] = "Enter the code from the email."
        self.fields["code"].widget.attrs.update({"autocapitalize": "characters", "spellcheck": "false"})

    def clean_code(self):
        """Take the code that was sent. Whether there is an account or not, a wrong one is a guess at it."""
        guess = guesses.take(context.request, context.request._login_stage.state["email"])
        code = super().clean_code()
        guess.rollback()
        return code


class PasswordSignInForm(allauth_forms.LoginForm):
    """Address and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _without_placeholders(self)
        self.fields["login"].label = ADDRESS
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["login"].error_messages["required"] = "Enter your email address."
        self.fields["password"].label = "Your password"
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages["required"] = "Enter your password."


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):
    """The address to send a link to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _without_placeholders(self)
        self.fields["email"].label = ADDRESS
        self.fields["email"].widget.attrs["autocomplete"] = "username"
        self.fields["email"].error_messages["required"] = "Enter your email address."

    def clean_email(self):
        email = self.cleaned_data["email"]
        self.person = _person_at(email)
        return email

    def save(self, request, **kwargs):
        """Queue the link, which is made when it is delivered; the same row for an address that nobody has."""
        email, person = self.cleaned_data["email"], self.person
        said = {"person": person.pk if person else 0}
        messages.queue("accounts/mail/new_password", to=email, context=said, is_decoy=person is None)
        return email


class _NewPassword:
    """The two boxes of a new password, in our words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _without_placeholders(self)
        self.fields["password1"].label = "New password"
        self.fields["password1"].help_text = LONG_ENOUGH
        self.fields["password1"].error_messages["required"] = "Enter a new password."
        self.fields["password2"].label = "New password again"
        self.fields["password2"].error_messages["required"] = "Enter the new password again."
        if "oldpassword" in self.fields:
            self.fields["oldpassword"].label = "Your password now"
            self.fields["oldpassword"].help_text = ""
            self.fields["oldpassword"].error_messages["required"] = "Enter the password you have now."

    def clean_oldpassword(self):
        guess = guesses.take(context.request, self.user.email)
        password = super().clean_oldpassword()
        guess.rollback()
        return password


class ResetPasswordForm(_NewPassword, allauth_forms.ResetPasswordKeyForm):
    """A new password, after following a link from an email."""


class ChangePasswordForm(_NewPassword, allauth_forms.ChangePasswordForm):
    """A new password in place of the one a person has."""


class SetPasswordForm(_NewPassword, allauth_forms.SetPasswordForm):
    """A first password, for a person who signs in with codes."""
