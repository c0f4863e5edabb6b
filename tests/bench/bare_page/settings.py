"""The site's settings and middleware with one page type more, served by Wagtail's own view.

The context processors are those of a new Wagtail project: what our frame costs is not the baseline's.
"""

from config.settings.demo import *

INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.bare_page"]
ROOT_URLCONF = "tests.bench.bare_page.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
