"""Counts the database queries of a measured request, in a process of its own: `python -m tests.bench.queries …`."""

import json
import sys
import uuid

from tools.prepare import set_up_django

set_up_django()


from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.bench.client import CSRF
from tools.serve import HOST

NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def counted(ask) -> int:
    """The queries of the second of two equal requests: the first one fills what is kept in memory."""
    ask()
    with CaptureQueriesContext(connection) as captured:
        ask()
    return sum(not query["sql"].startswith(NOT_COUNTED) for query in captured)


def client(session: str = "") -> Client:
    made = Client(SERVER_NAME=HOST)
    if session:
        made.cookies["puentes_session"], made.cookies["puentes_csrf"] = session, CSRF
    return made


def reading(url: str, session: str = "") -> int:
    asking = client(session)
    return counted(lambda: expect(asking.get(url), 200))


def marking(url: str, session: str) -> int:
    asking = client(session)
    return counted(lambda: expect(asking.post(url, {"uuid": str(uuid.uuid4()), "act": "done"}), 302))


def expect(response, status: int) -> None:
    if response.status_code != status:
        raise SystemExit(f"{response.request['PATH_INFO']} was answered with {response.status_code}")


def main(what: str, *rest: str) -> None:
    print(json.dumps({"reading": reading, "marking": marking}[what](*rest)))


if __name__ == "__main__":
    main(*sys.argv[1:])
