"""Django's settings, from the operator's options. Nothing here is to be edited; see docs/settings.md."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.csp import CSP

from ombud.endpoints import Address, Translator, Writer

from .options import read_options

OPTIONS = read_options()
HOME = OPTIONS.home_folder()
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = OPTIONS.secret_word()
DEBUG = OPTIONS.debug
PUBLIC_URL = OPTIONS.url
STORE = HOME / "store"
MAX_UPLOAD = OPTIONS.max_upload
REPLY_FILES = OPTIONS.reply_files
REPLY_FILE_SIZE = OPTIONS.reply_file_size
REPLY_FILES_SIZE = OPTIONS.reply_files_size
FLOOD = OPTIONS.flood
UNDO = OPTIONS.undo
WARN_AT = OPTIONS.warn_at
MODELS = OPTIONS.models
ENCODER = OPTIONS.encoder
WRITER = (
    Writer(Address(OPTIONS.writer_url, OPTIONS.writer_key, timeout=60.0), OPTIONS.writer_model)
    if OPTIONS.writer_url
    else None
)
TRANSLATOR = Translator(Address(OPTIONS.translator_url, OPTIONS.translator_key)) if OPTIONS.translator_url else None
_secure = PUBLIC_URL.startswith("https://")
_host = urlsplit(PUBLIC_URL).hostname or "localhost"
ALLOWED_HOSTS = sorted({_host, "127.0.0.1", "localhost", "[::1]", *OPTIONS.allowed_hosts})
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "servestatic",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "ombud.guarantees",
    "ombud.work",
    "ombud.people",
    "ombud.team",
    "ombud.inboxes",
    "ombud.conversations",
    "ombud.triage",
    "ombud.cases",
    "ombud.access",
    "ombud.promises",
    "ombud.replies",
    "ombud.handoffs",
    "ombud.incidents",
    "ombud.advocacy",
    "ombud.thanks",
    "ombud.portal",
    "ombud.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ombud.web.middleware.GuaranteesSpeak",
]

ROOT_URLCONF = "ombud.config.urls"
ASGI_APPLICATION = "ombud.config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before those of allauth, which stands above us in the list.
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": OPTIONS.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "team.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_ADAPTER = "ombud.web.accounts.Closed"
PASSWORD_RESET_TIMEOUT = 24 * 3600
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _secure
MFA_TOTP_ISSUER = "Ombud"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch"), ("es", "Español"), ("da", "Dansk"), ("id", "Bahasa Indonesia")]
LOCALE_PATHS = [PACKAGE / "web" / "locale", PACKAGE / "portal" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = False

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
# Not "no-referrer": browsers then send the origin "null" with our own forms, and they are refused as forged.
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "ombud.config.failing.unproven"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "frame-src": [CSP.SELF],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# More than anybody means to send: the first handler keeps none that are too many, and the page says so in words.
DATA_UPLOAD_MAX_NUMBER_FILES = 1000
FILE_UPLOAD_HANDLERS = [
    "ombud.portal.uploads.Measured",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_links": {"()": "ombud.config.discreet.WithoutLinks"}},
    "formatters": {
        "discreet": {"()": "ombud.config.discreet.Discreet", "format": "%(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["without_links"], "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": OPTIONS.log_level},
}
