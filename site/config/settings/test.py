"""For the tests: immediate tasks, mail in memory, fast hashing, a database file of its own."""

import os

from config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests"
CERTIFICATE_KEY = "b25seSBmb3IgdGVzdCwgbmV2ZXIgaW4gcHJvZHVjdGk="
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO_SIGN_INS = True
# Tests of the second factor switch it on; all others would have to set one up first.
PUENTES_STAFF_SECOND_FACTOR = False
ERASURE_LEDGER = VAR / "test-erasures.jsonl"  # noqa: F405
WITHDRAWAL_LEDGER = VAR / "test-withdrawals.jsonl"  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "tests.tasks.AtOnce"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, so that a migrated one can be copied to its place.
    DATABASES["default"]["TEST"] = {  # noqa: F405
        "NAME": os.environ.get("PUENTES_TEST_DB") or str(VAR / "test.sqlite3")  # noqa: F405
    }
