"""Telling a part that is lost for a while from a fault of ours."""

import sqlite3

from django.db import InterfaceError, OperationalError

from base.errors import CountersLostError

RETRY_AFTER_SECONDS = 30


def is_outage(error: BaseException | None) -> bool:
    """Whether the database or the counters are away or too busy, so that the same may work in a while.

    SQLite calls it an operational error, too, when a statement or a table is wrong: that is ours.
    """
    if isinstance(error, OperationalError):
        return getattr(error.__cause__, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR
    return isinstance(error, InterfaceError | CountersLostError)
