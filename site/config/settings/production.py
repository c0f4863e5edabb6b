"""For the public: refuses to start unsafe."""

import sys

from django.core.exceptions import ImproperlyConfigured

from base.logs import log_the_end
from config.settings.base import *  # noqa: F403
from config.settings.base import LOGGING, VAR, env

env.writable("PUENTES_VAR", VAR)
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.hosts("PUENTES_HOSTS")
CERTIFICATE_KEY = env.key("PUENTES_CERTIFICATE_KEY")

if len(SECRET_KEY) < 50 or SECRET_KEY.startswith(("only-for", "django-insecure")):
    raise ImproperlyConfigured("SECRET_KEY must be a random text of at least 50 characters.")
if len(set(SECRET_KEY)) < 10:
    raise ImproperlyConfigured("SECRET_KEY must be random: it has hardly any different letters.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("PUENTES_HOSTS must name the hosts of this site, never *.")
if env.flag("PUENTES_DEMO_SIGN_INS"):
    raise ImproperlyConfigured("PUENTES_DEMO_SIGN_INS: demo sign-ins never run in production.")
if not env.flag("PUENTES_STAFF_SECOND_FACTOR", True):
    raise ImproperlyConfigured(
        "PUENTES_STAFF_SECOND_FACTOR cannot be false in production: people with a role always need one."
    )

# Links in letters and the sender of letters are the site's own; what the demo has instead reaches nobody.
env.text("PUENTES_URL")
WAGTAILADMIN_BASE_URL = env.web_address("PUENTES_URL", schemes=("https",))
DEFAULT_FROM_EMAIL = env.sender("PUENTES_FROM_EMAIL")

SESSION_COOKIE_NAME = "__Host-puentes_session"
CSRF_COOKIE_NAME = "__Host-puentes_csrf"
START_COOKIE_NAME = "__Host-puentes_start"
LANGUAGE_COOKIE_NAME = "__Host-puentes_language"
DATA_SAVER_COOKIE_NAME = "__Host-puentes_data_saver"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
# Whoever watches over the site asks the server itself, behind the proxy.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.host("EMAIL_HOST", "localhost")
EMAIL_PORT = env.port("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
LOGGING["handlers"]["console"]["formatter"] = env.choice("PUENTES_LOG_FORMAT", "json", {"plain", "json"})
# A worker whose database goes away ends with a traceback, and that is a line of the log, too.
sys.excepthook = log_the_end
