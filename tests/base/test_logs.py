"""Ordinary logs: one object a line, nothing personal in them."""

import json
import logging
import sys

import pytest

from base.logs import JsonLines, PlainLines, without_personal_data


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Not Found: /en/learn/", "Not Found: /en/learn/"),
        ("Mail to ana.lopez+x@casa.example.org refused", "Mail to [e-mail] refused"),
        ("code 123456 was wrong", "code [code] was wrong"),
        ("Key (email)=(ana@casa.mx) already exists", "Key (email)=([e-mail]) already exists"),
        ("GET /es/buscar/?q=ni%C3%B1o+detenido 200", "GET /es/buscar/?[query] 200"),
        ("link /en/back/a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6/", "link /en/back/[key]/"),
        ("took 1234567 ms", "took 1234567 ms"),
    ],
)
def test_personal_data_is_blanked(said, kept):
    assert without_personal_data(said) == kept


def failure() -> tuple:
    try:
        raise ValueError("ana@casa.mx is taken")
    except ValueError:
        return sys.exc_info()


def test_a_line_is_one_object_even_with_a_traceback():
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 1, "Failed: %s\nline", ("/en/",), failure()
    )

    text = JsonLines().format(record)

    line = json.loads(text)
    assert "\n" not in text
    assert (line["level"], line["logger"], line["message"]) == (
        "error",
        "django.request",
        "Failed: /en/\nline",
    )
    assert line["traceback"].endswith("ValueError: [e-mail] is taken")


def test_plain_lines_leave_the_same_out():
    record = logging.LogRecord("mail", logging.WARNING, "", 1, "to %s", ("ana@casa.mx",), failure())

    text = PlainLines("%(name)s: %(message)s").format(record)

    assert text.startswith("mail: to [e-mail]\nTraceback")
    assert "ana@" not in text
