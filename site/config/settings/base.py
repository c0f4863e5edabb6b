"""What every environment shares. `demo`, `dev`, `test` and `production` say only what differs."""

import os
from pathlib import Path

from config import env
from config.settings.content_policy import ADMIN_CONTENT_POLICY, CONTENT_SECURITY_POLICY  # noqa: F401

ROOT = Path(__file__).resolve().parents[3]
SITE = ROOT / "site"
THEME = SITE / "theme"
VAR = Path(os.environ.get("PUENTES_VAR") or ROOT / "var")

# --- Who we are
SITE_NAME = "Puentes"
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = env.web_address("PUENTES_URL", "http://localhost:8000")
DEFAULT_FROM_EMAIL = env.sender("PUENTES_FROM_EMAIL", "Puentes <puentes@localhost>")
DEBUG = False
DEMO_SIGN_INS = False

# --- Apps, from the top of the house to its foundation
INSTALLED_APPS = [
    "home",
    "credentials",
    "workshops",
    "courses",
    "organizations",
    "media",
    "safeguarding",
    "people",
    "reference",
    "base",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailmedia",
    "wagtail.embeds",
    "wagtail.sites",
    "people.apps.WagtailUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.contrib.redirects",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # First, so that a page kept for unknown visitors costs nothing that stands below.
    "base.middleware.UnknownVisitors",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "base.middleware.ContentPolicy",
    "base.middleware.Compression",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "people.middleware.SharedDevices",
    "base.languages.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Knows who sends, and stands before anything that reads what was sent: views, and the check of tokens.
    "media.middleware.UploadDoor",
    "allauth.account.middleware.AccountMiddleware",
    "people.middleware.WatchedSessions",
    "people.middleware.CarefulDoors",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "home.refusals.RefusalsInWords",
    "home.middleware.AdminDoor",
    "media.middleware.LibraryDoor",
    "safeguarding.middleware.PublicationRefusals",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [THEME / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "base.context_processors.known_person",
                "base.context_processors.shell",
                "people.context_processors.device",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# --- Data
DATABASES = {"default": env.database(str(VAR / "puentes.sqlite3"))}
CACHES = {"default": env.cache()}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_BACKEND = "base.mail.FileAndConsoleBackend"
EMAIL_FILE_PATH = VAR / "mail"

# --- Languages: equals; Spanish when in doubt
LANGUAGE_CODE = "es"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("es", "Español"), ("en", "English")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
USE_I18N = True
FORMAT_MODULE_PATH = "base.formats"
USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [THEME / "locale"]

# --- Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [THEME / "static"]
MEDIA_URL = "/uploads/"
MEDIA_ROOT = VAR / "uploads"
PRIVATE_ROOT = VAR / "private"
STORAGES = {
    **env.storages(uploads=str(MEDIA_ROOT), private=str(PRIVATE_ROOT)),
    "staticfiles": {"BACKEND": "base.storages.JoinedStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
# Let nginx send private files itself: /private/ has to be an internal location over var/private.
PUENTES_ACCEL = env.flag("PUENTES_ACCEL")

# --- Library: how large one file may be, and what one person may keep, in bytes
LIBRARY_LIMITS = {
    "image": 20 * 1024**2,
    "document": 50 * 1024**2,
    "audio": 100 * 1024**2,
    "video": env.number("PUENTES_MOST_VIDEO_MB", 500, least=1) * 1024**2,
    "captions": 1024**2,
}
LIBRARY_QUOTA = env.number("PUENTES_LIBRARY_QUOTA_MB", 5 * 1024, least=1) * 1024**2
LIBRARY_FREE_FLOOR = 1024**3
LIBRARY_MAX_PIXELS = 40_000_000

# --- People
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "display_name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after_sign_in"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
# Longer than a code lives, so that it is the code that grows too old.
ACCOUNT_LOGIN_TIMEOUT = 20 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("PUENTES_TRUSTED_PROXIES", 0, most=20)
# A training room of 40 people sits behind one address: the limits by address leave it room,
# the limits by account stay tight.
ACCOUNT_RATE_LIMITS = {
    "signup": "300/m/ip",
    "login": "300/m/ip",
    "login_failed": "300/m/ip,5/5m/key",
    "request_login_code": "5/5m/key,200/10m/ip",
    "try_code": "20/10m/key",
}
# --- Second factor: an app on the phone, or a passkey, with recovery codes for the day both are lost
MFA_ADAPTER = "people.factor_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
# Staff pass no door without a second factor. Only a site to try things in may say no.
PUENTES_STAFF_SECOND_FACTOR = True
# Hashes of those who asked to be erased, kept beside the database: a restored copy erases them again.
ERASURE_LEDGER = VAR / "erasures.jsonl"
WITHDRAWAL_LEDGER = VAR / "withdrawals.jsonl"
# Asked one after the other once somebody has signed in; the first address returned is where they go.
AFTER_SIGN_IN = ["courses.claims.where_to_claim"]

# --- Certificates: public keys that signed before the one in use
CERTIFICATE_OLD_KEYS = env.keys("PUENTES_OLD_CERTIFICATE_KEYS")

# --- Cookies and sessions
SESSION_ENGINE = "people.sessions"
SESSION_COOKIE_NAME = "puentes_session"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "puentes_csrf"
# It ends with the browser: nobody who only looked at the sign-in page carries it for a year.
CSRF_COOKIE_AGE = None
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "home.views.csrf_failure"
START_COOKIE_NAME = "puentes_start"
LANGUAGE_COOKIE_NAME = "puentes_language"
DATA_SAVER_COOKIE_NAME = "puentes_data_saver"
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"

# --- Security
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Room for a form that is far too long, so that its view can answer in words and give the text back.
# A megabyte of text in any script is three of them on its way here.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024**2
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Wagtail
WAGTAILIMAGES_IMAGE_MODEL = "media.LibraryImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.LibraryDocument"
WAGTAILMEDIA = {
    "MEDIA_MODEL": "media.LibraryMedia",
    "MEDIA_FORM_BASE": "media.forms.RecordingForm",
    "AUDIO_EXTENSIONS": ["mp3", "m4a", "ogg"],
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
}
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = LIBRARY_LIMITS["image"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = LIBRARY_MAX_PIXELS
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.DocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = LIBRARY_LIMITS["document"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt"]
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# What is approved is published on the word of the workflow: reviewers hold no right on any page.
WAGTAIL_FINISH_WORKFLOW_ACTION = "courses.finishing.publish_approved"
# A page that is sent to translation stays unpublished in the other language until it is translated.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_AUTOSAVE_INTERVAL = 10_000
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAILADMIN_LOGIN_URL = "/admin/login/"
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10
WAGTAILEMBEDS_FINDERS = []
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h3", "bold", "italic", "ul", "ol", "link"]},
    }
}

# --- Logs: what happened, never who wrote what
LOG_FORMAT = env.choice("PUENTES_LOG_FORMAT", "plain", {"plain", "json"})
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "base.logs.PlainLines", "format": "%(levelname)s %(name)s: %(message)s"},
        "json": {"()": "base.logs.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "level": "WARNING", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django would mail errors with all that was sent, and print them a second time.
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}
