"""Things worked out once for each content generation and process."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from base import generation

Value = TypeVar("Value")


class PerGeneration:
    """A memory that empties itself when public content changes, or when it holds too many things."""

    def __init__(self, most: int = 500):
        self.most = most
        self._generation = -1
        self._things: dict[Hashable, object] = {}

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What was made under `key` in this generation; made now when there is none."""
        number = generation.current()
        if number != self._generation or len(self._things) >= self.most:
            self._generation, self._things = number, {}
        if key not in self._things:
            self._things[key] = make()
        return self._things[key]

    def get_or_none(self, key: Hashable, make: Callable[[], Value | None]) -> Value | None:
        """Like `get`, but a `None` is not remembered."""
        made = self.get(key, make)
        if made is None:
            self._things.pop(key, None)
        return made
