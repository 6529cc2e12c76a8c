"""One place that reads the environment; everything has a default that runs on a bare machine."""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

ROOT = Path(os.environ.get("CONVENANT_ROOT", Path(__file__).resolve().parents[2]))
STATE = Path(os.environ.get("CONVENANT_STATE", ROOT / ".state"))
STATE.mkdir(parents=True, exist_ok=True)
NODE_MODULES = Path(os.environ.get("CONVENANT_NODE_MODULES", ROOT / "node_modules"))

DEMO = os.environ.get("CONVENANT_DEMO") == "1"
DEBUG = os.environ.get("CONVENANT_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("CONVENANT_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CONVENANT_ORIGINS", "").split(",") if o]


def _secret_key() -> str:
    """The key from the environment, or one made once and kept readable by the owner only."""
    if key := os.environ.get("CONVENANT_SECRET_KEY"):
        return key
    path = STATE / "secret_key"
    if not path.exists():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()


SECRET_KEY = _secret_key()


def _sealing_key() -> bytes:
    """32 bytes that open what lies sealed with the installation's key; lost, that is lost with it."""
    if key := os.environ.get("CONVENANT_SEALING_KEY"):
        return bytes.fromhex(key)
    path = STATE / "sealing_key"
    if not path.exists():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
    return bytes.fromhex(path.read_text())


SEALING_KEY = _sealing_key()
SEALED_FILES = STATE / "sealed"


def _database(url: str) -> dict:
    """`sqlite:///file` or `postgresql://user:password@host/name` as Django wants it."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path or STATE / "convenant.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
                "timeout": 20,
            },
            # A file, not memory: the browser stories' server runs in a thread of its own.
            "TEST": {"NAME": str(STATE / "test.sqlite3")},
        }
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": query,
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", "sqlite://"))}
DATABASES["default"]["ATOMIC_REQUESTS"] = True
# A connection per request costs SQLite a checkpoint each time the last one closes, and PostgreSQL a process.
DATABASES["default"]["CONN_MAX_AGE"] = int(os.environ.get("CONVENANT_CONNECTION_SECONDS", "60"))
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

INSTALLED_APPS = [
    "convenant.base",
    "convenant.people",
    "convenant.agreements",
    "convenant.decisions",
    "convenant.locations",
    "convenant.risks",
    "convenant.assessments",
    "convenant.monitoring",
    "convenant.techniques",
    "convenant.grievances",
    "convenant.publishing",
    "convenant.home",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_cotton",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "convenant.people.middleware.AgreementMiddleware",
]

ROOT_URLCONF = "convenant.urls"
WSGI_APPLICATION = "convenant.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "convenant.people.access.page_context",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django.templatetags.l10n",
                "convenant.base.templatetags.house",
            ],
        },
    }
]
FORM_RENDERER = "convenant.base.forms.HouseRenderer"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:start"
ACCOUNT_LOGOUT_REDIRECT_URL = "home:start"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "convenant.people.forms.SignUp"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = os.environ.get("CONVENANT_EMAIL_VERIFICATION", "optional")
ACCOUNT_ADAPTER = "convenant.people.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "convenant.people.adapters.SocialAccountAdapter"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Accounts come by invitation, so nobody can lock another out of an address; and an installation
# whose mail does not work must not keep its people from a second step.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Convenant"
# One step early or late is accepted (RFC 6238, 5.2): a phone is slow to type on, and clocks drift.
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or DEBUG
SOCIALACCOUNT_PROVIDERS: dict = {}
OIDC_ORIGINS: list[str] = []
if issuer := os.environ.get("CONVENANT_OIDC_ISSUER"):
    # One organisation-wide sign-in, wholly from the environment: nothing to do in a browser.
    OIDC_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(issuer))]
    OIDC_ORIGINS += [o for o in os.environ.get("CONVENANT_OIDC_ORIGINS", "").split(",") if o]
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "APPS": [
            {
                "provider_id": os.environ.get("CONVENANT_OIDC_ID", "oidc"),
                "name": os.environ.get("CONVENANT_OIDC_NAME", "OpenID Connect"),
                "client_id": os.environ["CONVENANT_OIDC_CLIENT_ID"],
                "secret": os.environ["CONVENANT_OIDC_SECRET"],
                "settings": {"server_url": issuer},
            }
        ]
    }

EMAIL_BACKEND = os.environ.get(
    "CONVENANT_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = STATE / "mail"
EMAIL_HOST = os.environ.get("CONVENANT_EMAIL_HOST", "localhost")
DEFAULT_FROM_EMAIL = os.environ.get("CONVENANT_EMAIL_FROM", "convenant@localhost")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
USE_I18N = True
FORMAT_MODULE_PATH = ["convenant.base.formats"]
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "static/"
STATICFILES_DIRS = [
    (f"npm/{name}", NODE_MODULES / folder)
    for name, folder in {
        "utrecht": "@utrecht/component-library-css/dist",
        "echarts": "echarts/dist",
        "topojson-client": "topojson-client/dist",
        "world-atlas": "world-atlas",
        "source-sans": "@fontsource-variable/source-sans-3",
        "sodium": "libsodium-wrappers-sumo/dist/modules-sumo",
        "sodium-core": "libsodium-sumo/dist/modules-sumo",
    }.items()
    if (NODE_MODULES / folder).is_dir()
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if os.environ.get("CONVENANT_HTTPS") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        # Browsers apply this to where a form redirects as well: on to the identity provider.
        "form-action": [SELF, *OIDC_ORIGINS],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
