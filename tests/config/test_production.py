"""Production refuses to start unsafe; each start is a process of its own."""

import base64
import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAFE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "PUENTES_CERTIFICATE_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
    "PUENTES_HOSTS": "puentes.example",
    "PUENTES_URL": "https://puentes.example",
    "PUENTES_FROM_EMAIL": "Puentes <puentes@puentes.example>",
}


def start(*command: str, **changed: str) -> subprocess.CompletedProcess:
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}", **SAFE, **changed}
    return subprocess.run(
        [sys.executable, *(command or ("manage.py", "check"))],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_safe_settings_pass_the_deployment_check_without_a_word(tmp_path):
    result = start("manage.py", "check", "--deploy", "--fail-level", "WARNING", PUENTES_VAR=str(tmp_path))

    assert (result.returncode, result.stdout) == (0, "System check identified no issues (0 silenced).\n"), (
        result.stderr
    )


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "only-for-development-never-in-production" + "x" * 40}, "SECRET_KEY"),
        ({"PUENTES_HOSTS": "*"}, "PUENTES_HOSTS"),
        ({"PUENTES_HOSTS": ""}, "PUENTES_HOSTS"),
        ({"PUENTES_DEMO_SIGN_INS": "yes"}, "PUENTES_DEMO_SIGN_INS"),
        ({"EMAIL_PORT": "none"}, "EMAIL_PORT"),
        ({"PUENTES_CERTIFICATE_KEY": ""}, "PUENTES_CERTIFICATE_KEY"),
        ({"PUENTES_CERTIFICATE_KEY": "dG9vIHNob3J0"}, "PUENTES_CERTIFICATE_KEY"),
        ({"PUENTES_OLD_CERTIFICATE_KEYS": "nonsense"}, "PUENTES_OLD_CERTIFICATE_KEYS"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"PUENTES_HOSTS": "https://puentes.example/"}, "PUENTES_HOSTS"),
        ({"PUENTES_URL": ""}, "PUENTES_URL"),
        ({"PUENTES_URL": "http://localhost"}, "PUENTES_URL"),
        ({"PUENTES_FROM_EMAIL": ""}, "PUENTES_FROM_EMAIL"),
        ({"PUENTES_STAFF_SECOND_FACTOR": "false"}, "PUENTES_STAFF_SECOND_FACTOR"),
        ({"PUENTES_VAR": "/proc/nowhere"}, "PUENTES_VAR"),
        ({"EMAIL_HOST": "smtp://mail.example"}, "EMAIL_HOST"),
    ],
)
def test_unsafe_settings_do_not_start(changed, word):
    result = start("-c", "import config.settings.production", **changed)

    assert result.returncode != 0
    assert result.stderr.splitlines()[-1].startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert word in result.stderr.splitlines()[-1]


def test_what_ends_a_process_is_a_line_of_the_log_without_a_person_in_it(tmp_path):
    code = "import django; django.setup(); raise RuntimeError('lost ana@casa.example')"

    said = start("-c", code, PUENTES_VAR=str(tmp_path)).stderr

    (line,) = [json.loads(line) for line in said.splitlines()]
    assert (line["level"], line["logger"]) == ("critical", "process")
    assert "RuntimeError: lost [e-mail]" in line["traceback"]


def test_cookies_are_bound_to_the_host():
    code = (
        "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.START_COOKIE_NAME,"
        " s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.DEMO_SIGN_INS, s.DEBUG)"
    )

    result = start("-c", f"import django; django.setup(); {code}")

    assert result.stdout.split() == [
        "__Host-puentes_session",
        "__Host-puentes_csrf",
        "__Host-puentes_start",
        "True",
        "True",
        "False",
        "False",
    ], result.stderr
