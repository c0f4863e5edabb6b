"""Writers of SQLite take turns, and no turn outlives its transaction."""

import threading
import time

import pytest
from django.db import transaction
from django.db.utils import ConnectionHandler, OperationalError

from base.fair_sqlite3.base import Queue
from config.env import SQLITE_OPTIONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def writers(tmp_path):
    """Connections to one file, as threads or processes would have them."""
    settings = {
        "ENGINE": "base.fair_sqlite3",
        "NAME": str(tmp_path / "small.sqlite3"),
        "OPTIONS": {**SQLITE_OPTIONS, "timeout": 1},
    }
    handler = ConnectionHandler({name: {**settings} for name in ("default", "ana", "berta")})
    with handler["ana"].cursor() as cursor:
        cursor.execute("CREATE TABLE stones (number INTEGER UNIQUE)")
    yield handler
    handler.close_all()


@pytest.fixture
def ana(writers, monkeypatch):
    monkeypatch.setattr(transaction, "get_connection", lambda using=None: writers[using])
    return writers["ana"]


def lay(connection, number: int) -> None:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("INSERT INTO stones VALUES (%s)", [number])


def laid(connection) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM stones ORDER BY number")
        return [row[0] for row in cursor.fetchall()]


def test_a_writer_waits_while_another_one_writes_and_is_told_in_the_end(ana, writers):
    with transaction.atomic(using="ana"):
        with pytest.raises(OperationalError, match="locked"):
            lay(writers["berta"], 1)
        with ana.cursor() as cursor:
            cursor.execute("INSERT INTO stones VALUES (2)")

    assert laid(ana) == [2]


def test_readers_wait_for_nobody(ana, writers):
    with transaction.atomic(using="ana"):
        lay(ana, 1)

        assert laid(writers["berta"]) == []


def test_the_turn_ends_with_the_transaction_however_it_ends(ana, writers):
    lay(ana, 1)
    with pytest.raises(Exception, match="UNIQUE"):
        lay(ana, 1)
    with transaction.atomic(using="ana"):
        transaction.set_rollback(True, using="ana")

    lay(writers["berta"], 2)

    assert laid(ana) == [1, 2]


def test_the_turn_ends_when_the_connection_is_closed_in_the_middle(ana, writers):
    with transaction.atomic(using="ana"):
        lay(ana, 1)
        ana.close()

    lay(writers["berta"], 2)

    assert laid(writers["berta"]) == [2]


def test_a_transaction_that_cannot_begin_gives_its_turn_back(ana, writers, monkeypatch):
    def fails(self):
        raise OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(type(ana).__mro__[1], "_start_transaction_under_autocommit", fails)
        with pytest.raises(OperationalError, match="disk"):
            lay(ana, 1)

    lay(writers["berta"], 2)

    assert laid(ana) == [2]


def test_threads_come_in_the_order_in_which_they_asked(ana, writers):
    order, threads = [], []

    def write(number: int) -> None:
        with transaction.atomic(using="berta"):
            order.append(number)
        writers["berta"].close()

    with transaction.atomic(using="ana"):
        for number in range(8):
            threads.append(threading.Thread(target=write, args=(number,)))
            threads[-1].start()
            time.sleep(0.02)
    for thread in threads:
        thread.join()

    assert order == list(range(8))


def test_threads_come_in_their_order_though_the_one_before_wants_to_write_again():
    queue, order, threads = Queue(), [], []

    def write(name: str) -> None:
        assert queue.acquire(timeout=5)
        order.append(name)
        queue.release()

    assert queue.acquire(timeout=5)
    for name in ("ana", "berta", "caro"):
        threads.append(threading.Thread(target=write, args=(name,)))
        threads[-1].start()
        while len(queue._waiting) < len(threads):
            time.sleep(0.001)
    queue.release()
    write("the first again")
    for thread in threads:
        thread.join()

    assert order == ["ana", "berta", "caro", "the first again"]


def test_whoever_stops_waiting_leaves_the_queue():
    queue = Queue()

    assert queue.acquire(timeout=0)
    assert not queue.acquire(timeout=0.01)
    queue.release()

    assert queue.acquire(timeout=0)
