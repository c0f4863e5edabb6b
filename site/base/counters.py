"""The shared cache in Redis, which may be lost for a while without taking the reading of pages with it."""

import logging
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from base.errors import CountersLostError

logger = logging.getLogger("counters")
# What guards a sign-in: as long as it cannot be counted, nobody may try. Anything else is only a miss.
GUARDS = ("allauth:", "second-factor-")
# Redis without its defaults, which wait for seconds and try again, a request for each.
CONNECTION = {"socket_connect_timeout": 1, "socket_timeout": 1, "retry": Retry(NoBackoff(), 1)}
ASKED_AGAIN_AFTER = 1.0


class SharedCounters(RedisCache):
    """Misses what it cannot ask for; raises `CountersLostError` where a miss would open a door."""

    silent_until = 0.0

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, {**params, "OPTIONS": {**CONNECTION, **params.get("OPTIONS", {})}})

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None) -> bool:
        return self._asked([key], True, lambda: super(SharedCounters, self).add(key, value, timeout, version))

    def get(self, key, default=None, version=None) -> Any:
        return self._asked([key], default, lambda: super(SharedCounters, self).get(key, default, version))

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None) -> None:
        self._asked([key], None, lambda: super(SharedCounters, self).set(key, value, timeout, version))

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None) -> bool:
        return self._asked([key], False, lambda: super(SharedCounters, self).touch(key, timeout, version))

    def delete(self, key, version=None) -> bool:
        return self._asked([key], False, lambda: super(SharedCounters, self).delete(key, version))

    def has_key(self, key, version=None) -> bool:
        return self._asked([key], False, lambda: super(SharedCounters, self).has_key(key, version))

    def get_many(self, keys, version=None) -> dict:
        return self._asked(keys, {}, lambda: super(SharedCounters, self).get_many(keys, version))

    def set_many(self, data, timeout=DEFAULT_TIMEOUT, version=None) -> list:
        return self._asked(data, [], lambda: super(SharedCounters, self).set_many(data, timeout, version))

    def delete_many(self, keys, version=None) -> None:
        self._asked(keys, None, lambda: super(SharedCounters, self).delete_many(keys, version))

    def incr(self, key, delta=1, version=None) -> int:
        """Raises `ValueError` for what is not there, and so for what cannot be asked for."""
        found = self._asked([key], None, lambda: super(SharedCounters, self).incr(key, delta, version))
        if found is None:
            raise ValueError(f"Key {key!r} not found")
        return found

    def _asked(self, keys: Iterable[str], otherwise: Any, ask: Callable[[], Any]) -> Any:
        """The answer of Redis; without one what a miss looks like, and a second in which nobody asks."""
        if time.monotonic() >= SharedCounters.silent_until:
            try:
                return ask()
            except RedisError as error:
                SharedCounters.silent_until = time.monotonic() + ASKED_AGAIN_AFTER
                logger.warning("Redis does not answer: %s", type(error).__name__)
        if any(str(key).startswith(GUARDS) for key in keys):
            raise CountersLostError
        return otherwise
