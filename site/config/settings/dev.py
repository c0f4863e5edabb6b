"""For working on the code: debug pages, reload, plain static files."""

from config.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "only-for-development-never-in-production"
CERTIFICATE_KEY = "b25seSBmb3IgZGV2LCBuZXZlciBpbiBwcm9kdWN0aW8="
ALLOWED_HOSTS = ["*"]
DEMO_SIGN_INS = True
PUENTES_STAFF_SECOND_FACTOR = False
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
