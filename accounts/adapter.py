"""How allauth behaves here: people are invited or added by staff, nobody signs up."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.urls import reverse
from django.utils import timezone

from accounts import devices, guesses, messages, sealed

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up, plain words, and links in mail that always use the configured origin."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The email address or the password is not right. Check both.",
        "enter_current_password": "That is not the password you have now. Check it.",
        "incorrect_code": "That is not the code we sent. Check it and type it again.",
        "incorrect_password": "That is not your password. Check it.",
        "invalid_login": "Enter an email address like name@council.gov.uk.",
        "rate_limited": guesses.TOO_MANY,
        "too_many_login_attempts": "Too many tries. Wait a few minutes, then ask for a new code.",
    }

    def is_open_for_signup(self, request):
        return False

    def get_user_display(self, user):
        return user.name

    def get_login_redirect_url(self, request):
        """Staff start in the admin, officers with what needs them."""
        return reverse("admin:index") if request.user.is_staff else super().get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request):
        return self.get_login_redirect_url(request)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell a person that their password is another one now; allauth has no other news here."""
        said = {"name": user.name, "link": messages.absolute(reverse("account"))}
        messages.queue("accounts/mail/password_changed", to=user.email, context=said)

    def login(self, request, user):
        """Remember beside the session when it began and in what browser, for its owner to know it by."""
        super().login(request, user)
        device = devices.in_words(request.headers.get("User-Agent", ""))
        request.session["signed_in"] = {"at": timezone.now().isoformat(), "device": device}

    def pre_authenticate(self, request, **credentials):
        """Count a guess at a password. allauth counts by host as well, which every port would do anew."""
        self._login_failed_rl_usage = guesses.take(request, credentials["email"])

    def send_mail(self, template_prefix, email, context):
        """Queue a code to sign in; the same row for an address that nobody has, which goes nowhere.

        allauth would send nothing else here: what it has more of is switched off in the settings.
        """
        code = context.get("code")
        said = {"code": code or self.generate_login_code()}
        messages.queue("accounts/mail/sign_in_code", to=email, context=said, is_decoy=code is None)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps and recovery codes sealed in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right, or was used before. Wait for the next one in your app.",
        "unreadable": "We cannot check your code just now. Ask whoever runs the portal to put this right.",
    }

    def encrypt(self, text):
        return sealed.seal(text)

    def decrypt(self, encrypted_text):
        """Return the secret. One that no key opens lets nobody in, and says so where the code is typed."""
        secret = sealed.unseal(encrypted_text)
        if secret is None:
            logger.error("A second factor was sealed with a key that SECRET_KEY_FALLBACKS does not hold.")
            raise self.validation_error("unreadable")
        return secret
