"""What ordinary logs look like: one JSON object a line, and no personal data in any of them."""

import datetime
import json
import logging
import re
import sys
from types import TracebackType

# What a message or a traceback must not carry away: addresses of people, sign-in codes, keys in links.
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
CODE = re.compile(r"(?<![\w.-])\d{6}(?![\w.-])")
KEY = re.compile(r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[A-Za-z0-9_]{32,}(?![\w-])")
QUERY = re.compile(r"(/[^\s?\"']*)\?[^\s\"']*")


def without_personal_data(text: str) -> str:
    """A text in which e-mail addresses, codes, long keys and query strings are blanked."""
    for pattern, instead in ((EMAIL, "[e-mail]"), (QUERY, r"\1?[query]"), (KEY, "[key]"), (CODE, "[code]")):
        text = pattern.sub(instead, text)
    return text


class JsonLines(logging.Formatter):
    """One object a line: time (UTC), level, logger, message; status and traceback where there are any."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_personal_data(record.getMessage()),
        }
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if record.exc_info:
            line["traceback"] = without_personal_data(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def log_the_end(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    """Write what ends a process into the log like anything else, for `sys.excepthook`."""
    if issubclass(kind, Exception):
        logging.getLogger("process").critical("The process ends.", exc_info=(kind, error, traceback))
    else:
        sys.__excepthook__(kind, error, traceback)


class PlainLines(logging.Formatter):
    """For reading while one tries the site; the same is left out."""

    def format(self, record: logging.LogRecord) -> str:
        return without_personal_data(super().format(record))
