"""Codes of an authenticator app: the first one, when it is set up, and those asked for after that."""

import hashlib

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code, normalize_user_code
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.internal.auth import generate_totp_secret, validate_totp_code
from django import forms
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from accounts import guesses, messages, sealed, second_factor

LONGEST = 40
# A code is good for half a minute before and after its own.
GOOD_FOR = 90
SET_UP_WITHIN = 60 * 60
WRONG = "That code is not right. Type the six digits that the app shows now."


def _code_field(label, help_text, missing):
    """Return a box for a code, which a phone may fill in and anybody may paste."""
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": missing, "max_length": "That is longer than a code. Type it again."},
    )


class SetUpForm(forms.Form):
    """The first code from an app. The secret travels with the page, sealed for this person and an hour."""

    key = forms.CharField(max_length=400, required=False, widget=forms.HiddenInput)
    code = _code_field(
        "Code from the app", "Six digits. The app shows a new code every half minute.", "Enter the code."
    )

    def __init__(self, person, data=None):
        super().__init__(data)
        self.person = person
        self.secret = self._known_secret(self.data.get("key", ""))
        self.is_new = self.secret is None
        if self.is_new:
            self.secret = generate_totp_secret()
        sealed_key = self.data["key"] if not self.is_new else sealed.seal(f"{person.pk}:{self.secret}")
        if self.is_bound:
            self.data = {**self.data.dict(), "key": sealed_key}
        else:
            self.initial["key"] = sealed_key

    def _known_secret(self, key):
        """Return the secret of the page that was sent, if it was ours, this person's, and not too old."""
        person, _, secret = (sealed.unseal(key[:400], within=SET_UP_WITHIN) or "").partition(":")
        return secret if person == str(self.person.pk) and secret else None

    def clean_code(self):
        code = self.cleaned_data["code"]
        if self.is_new:
            raise forms.ValidationError(
                "This page was open too long. Remove the entry from your app and add the new one below."
            )
        if not validate_totp_code(self.secret, code):
            raise forms.ValidationError(WRONG)
        return code


class SecondFactorForm(AuthenticateForm):
    """A code from the app, or one of the recovery codes; each works once."""

    code = _code_field(
        "Code from your app",
        "Six digits. If you do not have your phone, type one of your recovery codes.",
        "Enter the code from your app, or a recovery code.",
    )

    def clean_code(self):
        guess = guesses.take(context.request, self.user.email)
        code = super().clean_code()
        # allauth forgets a used code after half a minute, while a late one is still good.
        digest = hashlib.sha256(normalize_user_code(code).encode()).hexdigest()
        if not cache.add(f"second-factor:{self.user.pk}:{digest}", "used", timeout=GOOD_FOR):
            raise forms.ValidationError(WRONG)
        guess.rollback()
        if self.authenticator.type == second_factor.RECOVERY:
            self._tell_of_recovery_code()
        return code

    def _tell_of_recovery_code(self):
        """Let the person know by email: it is used up, and it may have been somebody else."""
        self.authenticator.refresh_from_db()
        left = settings.MFA_RECOVERY_CODE_COUNT - self.authenticator.data["used_mask"].bit_count()
        link = messages.absolute(reverse("second_factor"))
        said = {"name": self.user.name, "left": left, "link": link}
        messages.queue("accounts/mail/recovery_code_used", to=self.user.email, context=said)


class PasswordAgainForm(forms.Form):
    """The password of somebody who is signed in already."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Enter your password."},
    )

    def __init__(self, person, data=None):
        super().__init__(data)
        self.person = person

    def clean_password(self):
        guess = guesses.take(context.request, self.person.email)
        if not self.person.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError("That is not your password. Check it.")
        guess.rollback()
        return self.cleaned_data["password"]


class EmailedCodeForm(forms.Form):
    """The code that was emailed to somebody who is signed in already."""

    code = forms.CharField(
        label="Code from the email",
        help_text="Eight letters. Capitals and the dash do not matter.",
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": "Enter the code from the email."},
    )

    def __init__(self, person, expected, data=None):
        super().__init__(data)
        self.person, self.expected = person, expected

    def clean_code(self):
        guess = guesses.take(context.request, self.person.email)
        if not compare_user_code(actual=self.cleaned_data["code"], expected=self.expected):
            raise forms.ValidationError("That is not the code we sent. Check it and type it again.")
        guess.rollback()
        return self.cleaned_data["code"]
