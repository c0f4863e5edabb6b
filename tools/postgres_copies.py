"""PostgreSQL databases that are filled once and then copied, which takes a second instead of a minute."""

import contextlib
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit, urlunsplit

TEMPLATES = "puentes_template_"


@contextlib.contextmanager
def template(server: str, name: str, origin: Callable[[], str] = lambda: "template0") -> Iterator[str]:
    """The address of a copy of the database `origin()` to be filled, which then becomes the template `name`.

    Empty when there is nothing to fill: the template is there, or there is no server. Templates of the
    same kind and of other sources are removed.
    """
    if not server or exists(server, name):
        yield ""
        return
    kind = name[: name.rindex("_") + 1]
    for old in names_like(server, f"{kind}%"):
        drop(address(server, old))
    draft = f"{kind}draft"
    run(server, f'CREATE DATABASE "{draft}" TEMPLATE "{origin()}"')
    yield address(server, draft)
    run(server, f'ALTER DATABASE "{draft}" RENAME TO "{name}"')


def copy(server: str, template_name: str, name: str) -> str:
    """Make a database that is a copy of a template; returns its address."""
    run(server, f'CREATE DATABASE "{name}" TEMPLATE "{template_name}"')
    return address(server, name)


def drop(url: str) -> None:
    """Remove a database, whoever is still connected to it."""
    name = urlsplit(url).path.strip("/")
    run(address(url, "postgres"), f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def address(server: str, name: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))


def exists(server: str, name: str) -> bool:
    """Whether the server has a database of that name."""
    return name in names_like(server, name)


def names_like(server: str, pattern: str) -> list[str]:
    """The names of the server's databases that fit a pattern of LIKE."""
    return [row[0] for row in run(server, "SELECT datname FROM pg_database WHERE datname LIKE %s", pattern)]


def run(server: str, statement: str, *values: str) -> list[tuple]:
    """Run one statement outside a transaction; returns its rows."""
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        cursor = connection.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []
