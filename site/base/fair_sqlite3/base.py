"""SQLite whose writers take turns.

SQLite lets one transaction write at a time. Those that wait look again after pauses that grow, so
whoever came last looks most often and wins: with many writers some wait until they time out. Here a
transaction first takes its turn: among the threads of a process in the order in which they came,
among processes by a lock on a file beside the database (which may be deleted while nothing runs).
"""

import fcntl
import threading
import time
from collections import defaultdict, deque
from typing import BinaryIO

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

LONGEST_PAUSE, SHORTEST_PAUSE = 0.02, 0.001
DEFAULT_TIMEOUT = 5.0


class Queue:
    """Threads in the order in which they came.

    A plain lock goes to whoever asks while it is free: a thread that writes again at once would pass all
    those who are only just waking up, and some of them would wait until they time out.
    """

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._is_taken = False
        self._waiting: deque[threading.Lock] = deque()

    def acquire(self, timeout: float) -> bool:
        """Wait until everybody who came before is done; False when that takes too long."""
        with self._mutex:
            if not self._is_taken:
                self._is_taken = True
                return True
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=timeout):
            return True
        with self._mutex:
            if mine not in self._waiting:
                # It was handed over in this very moment.
                return True
            self._waiting.remove(mine)
            return False

    def release(self) -> None:
        """Hand over to the next one."""
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


_queues: dict[str, Queue] = defaultdict(Queue)


class Turn:
    """The right to write to one database, held until `end`.

    Raises the error that SQLite itself would when it does not come within the timeout.
    """

    def __init__(self, path: str, timeout: float):
        self.queue, deadline = _queues[path], time.monotonic() + timeout
        if not self.queue.acquire(timeout=timeout):
            raise OperationalError("database is locked")
        # Opened anew each time: such a lock belongs to the open file.
        self.file: BinaryIO = open(f"{path}.turn", "ab")  # noqa: SIM115 (closed in end)
        try:
            lock(self.file, deadline)
        except OperationalError:
            self.end()
            raise

    def end(self) -> None:
        self.file.close()
        self.queue.release()


def lock(file: BinaryIO, deadline: float) -> None:
    """Return once the lock is ours; whoever has waited long looks more often than who has just come."""
    started = time.monotonic()
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            now = time.monotonic()
            if now > deadline:
                raise OperationalError("database is locked") from busy
            time.sleep(max(SHORTEST_PAUSE, LONGEST_PAUSE * (1 - (now - started))))


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite backend with a turn for every transaction."""

    _turn: Turn | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        started = False
        try:
            super()._start_transaction_under_autocommit()
            started = True
        finally:
            if not started:
                self._end_turn()

    def _commit(self) -> None:
        # When committing fails, Django rolls back, and the turn ends there.
        super()._commit()
        self._end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._end_turn()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._end_turn()

    def _take_turn(self) -> None:
        if self._turn is None and not self.is_in_memory_db():
            timeout = self.settings_dict["OPTIONS"].get("timeout", DEFAULT_TIMEOUT)
            self._turn = Turn(str(self.settings_dict["NAME"]), timeout)

    def _end_turn(self) -> None:
        if self._turn:
            self._turn.end()
            self._turn = None
