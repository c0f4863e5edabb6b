"""The site's settings without its middleware and apps, and with one address."""

from config.settings.demo import *

INSTALLED_APPS = []
MIDDLEWARE = []
TEMPLATES = []
ROOT_URLCONF = "tests.bench.bare_view.urls"
