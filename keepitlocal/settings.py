"""Settings: one file that reads the environment.

Every variable is listed, with its default, in docs/operate.md. With DEBUG off
the portal refuses to start without a key and hosts.
"""

import os
import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"] if DEBUG else [])
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "SECRET_KEY is missing or shorter than 50 characters. Run ./run setup, which writes "
        "one into .env, or set SECRET_KEY in the environment."
    )
if not DEBUG and (not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the portal's hosts (not '*') when DEBUG is off.")

# Secure cookies, https only, and the browser told to remember it.
SECURE = env.bool("SECURE", default=not DEBUG)
PORT = env.int("PORT", default=8000)
_origin = f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if SECURE else f"http://127.0.0.1:{PORT}"
# Where links in e-mails lead: never taken from a request, which can lie about its host.
SITE_ORIGIN = env.str("SITE_ORIGIN", default=_origin).rstrip("/")
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)

INSTALLED_APPS = [
    "network",
    "assessments",
    "practice",
    "organisations",
    "councils",
    "principles",
    "accounts",
    "records",
    "keepitlocal",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "post_office",
    "simple_history",
    "csp",
    "django.forms",
    "keepitlocal.admin_site.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "keepitlocal.middleware.PublicPageMiddleware",
    "csp.middleware.CSPMiddleware",
    "keepitlocal.middleware.RefuseNulMiddleware",
    "keepitlocal.middleware.KnownMethodsMiddleware",
    "keepitlocal.middleware.RefuseHugeNumbersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "keepitlocal.middleware.PrivateUnlessPublicMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "keepitlocal.urls"
WSGI_APPLICATION = "keepitlocal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "keepitlocal.context.page",
            ],
        },
    }
]

# --- Data -------------------------------------------------------------------

_sqlite_file = VAR_DIR / ("demonstration.sqlite3" if DEMONSTRATION else "keepitlocal.sqlite3")
_database = env.db_url_config(env.str("DATABASE_URL", default="") or f"sqlite:///{_sqlite_file}")
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if _database["ENGINE"].endswith("sqlite3"):
    # WAL with immediate transactions and a 5 s wait lets 16 writers share the file
    # without an error; the defaults fail for one request in three.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # A file, not memory: threads of a test then meet the same locks as in real use.
    _database["TEST"] = {"NAME": VAR_DIR / f"test-{os.getpid()}.sqlite3"}
else:
    _database["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
    _database["CONN_HEALTH_CHECKS"] = True

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "throttle",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "pages": {
        "BACKEND": "keepitlocal.stores.BoundedStore",
        "LOCATION": "pages",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 2_000, "MAX_BYTES": 64 * 1024 * 1024},
    },
    # What several pages show alike and is dear to make, such as the map.
    "pieces": {
        "BACKEND": "keepitlocal.stores.BoundedStore",
        "LOCATION": "pieces",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 500, "MAX_BYTES": 64 * 1024 * 1024},
    },
}
CACHE_PUBLIC_PAGES = env.bool("CACHE_PUBLIC_PAGES", default=True)
# Where readers write with corrections and questions; shown to the public.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")

# --- People -----------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
# Django's own alone: allauth's would also let in addresses that a person no longer has.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
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
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Keep it Local: "
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# Beside allauth's own limits: how much one network address may suggest.
ACCOUNT_RATE_LIMITS = {"suggest": "10/h/ip"}
ACCOUNT_FORMS = {
    "request_login_code": "accounts.forms.AskForCodeForm",
    "confirm_login_code": "accounts.forms.CodeForm",
    "login": "accounts.forms.PasswordSignInForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
}
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "assessments:index"

# In the session: no cookie beside the two that sign-in needs.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Mail: a row first, delivered by a loop ----------------------------------

_mail_folder = VAR_DIR / "mail"
_mail = env.email("EMAIL_URL", default=f"filemail:///{_mail_folder}")
EMAIL_BACKEND = "post_office.EmailBackend"
EMAIL_FILE_PATH = _mail.get("EMAIL_FILE_PATH") or str(_mail_folder)
EMAIL_HOST = _mail.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
POST_OFFICE = {
    "BACKENDS": {"default": _mail["EMAIL_BACKEND"]},
    "DEFAULT_PRIORITY": "medium",
    "MAX_RETRIES": 20,
    "MESSAGE_ID_ENABLED": True,
}
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="Keep it Local <keepitlocal@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Language and time ---------------------------------------------------------

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
FORMAT_MODULE_PATH = "keepitlocal.formats"
USE_TZ = True

# --- Files ------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
_testing = "pytest" in sys.modules
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or _testing
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or _testing

# --- Look and forms ----------------------------------------------------------------

FORMS_URLFIELD_ASSUME_HTTPS = True
CRISPY_TEMPLATE_PACK = "keepitlocal"
CRISPY_ALLOWED_TEMPLATE_PACKS = "keepitlocal"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Security -----------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "keepitlocal.errors.csrf_failure"
if SECURE:
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    CSRF_TRUSTED_ORIGINS = [SITE_ORIGIN] if SITE_ORIGIN.startswith("https://") else []
# The number of proxies in front that overwrite X-Forwarded-For and -Proto.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Eleven for each connection on the page of an organisation, and some have hundreds.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
SIMPLE_HISTORY_REVERT_DISABLED = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
