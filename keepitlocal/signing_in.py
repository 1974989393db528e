"""Settings of signing in: Django's and allauth's. They are the same everywhere."""

AUTH_USER_MODEL = "accounts.User"
# Django's own alone: allauth's would also let in addresses that a person no longer has.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.GuessableWordsValidator"},
]
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PREVENT_ENUMERATION = True
# Our adapter makes a row of it that is thrown away, so that the answer takes as long.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_FORMS = {
    "request_login_code": "accounts.forms.AskForCodeForm",
    "confirm_login_code": "accounts.forms.CodeForm",
    "login": "accounts.forms.PasswordSignInForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
}
# Counted in the database, for all workers. “key” is an account, “ip” a network address; the ones that
# begin with guess and ask are accounts.guesses: at most ten guesses at an account in five minutes.
ACCOUNT_RATE_LIMITS = {
    "guess_at_all": "30/m/ip",
    "guess_from": "5/5m/key",
    "guess": "10/5m/key",
    "ask_at_all": "20/m/ip",
    "ask_from": "3/5m/key",
    "ask": "6/5m/key",
    "login": "30/m/ip",
    "reset_password": "20/m/ip,5/5m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "10/5m/user",
    "signup": "20/m/ip",
    # How much one network address may suggest, which is no sign-in but counted in the same way.
    "suggest": "10/h/ip",
    # In their place stand those above, which no other spelling of host or address gets round.
    "login_failed": None,
    "request_login_code": None,
    # There are no such pages here.
    "reauthenticate": "1/d/user",
    "manage_email": "1/d/user",
    "change_phone": "1/d/user",
    "confirm_email": "1/d/key",
    "verify_phone": "1/d/key",
}
MFA_RATE_LIMITS = {"webauthn_login": "1/d/ip"}
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {"authenticate": "accounts.forms.SecondFactorForm"}
MFA_TOTP_ISSUER = "Keep it Local"
# A code is also taken half a minute early or late: clocks differ, and typing takes time.
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODE_COUNT = 10
MFA_RECOVERY_CODE_DIGITS = 8
# allauth's own writes rows whenever somebody opens a link.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a name
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_SESSION_REMEMBER = False
# Django's sessions, with the person in a column of its own.
SESSION_ENGINE = "accounts.sessions"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "assessments:index"
