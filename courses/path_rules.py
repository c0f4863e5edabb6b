"""Pure rules of paths: values in, values out. No database, no clock."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from courses.rules import Requirement


@dataclass(frozen=True)
class Lock:
    """A path opens `module` only after all of `needs`; everything by key."""

    path: str
    module: str
    needs: tuple[str, ...]


def path_requirements(modules: Iterable[str], complete: Set[str]) -> list[Requirement]:
    """Every module that a path asks for, with whether it is complete: what completing a path means."""
    return [Requirement("module", key, key in complete) for key in modules]


def path_percent(parts: Iterable[tuple[int, int]]) -> int:
    """Whole percent of a path from `(percent, minutes)` of its modules, longer ones counting for more.

    Rounded down, so that 100 means all.
    """
    parts = list(parts)
    total = sum(minutes for _percent, minutes in parts)
    return sum(percent * minutes for percent, minutes in parts) // total if total else 0


def locks_in(path: str, steps: Iterable[tuple[str, bool]]) -> list[Lock]:
    """The locks of one path from its steps `(module, is locked)`; the first step has nothing to wait for."""
    earlier: list[str] = []
    found = []
    for module, is_locked in steps:
        if is_locked and earlier:
            found.append(Lock(path, module, tuple(earlier)))
        earlier.append(module)
    return found


def circular(locks: Iterable[Lock]) -> list[Lock]:
    """The locks that nobody could ever open, because what they wait for waits for them in the end."""
    locks = list(locks)
    return [lock for lock in locks if lock.module in _awaited(lock.needs, locks)]


def _awaited(modules: Iterable[str], locks: list[Lock]) -> set[str]:
    """These modules and everything that has to be complete before they open."""
    seen, waiting = set(), list(modules)
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            waiting += [key for lock in locks if lock.module == module for key in lock.needs]
    return seen


def holding(locks: Iterable[Lock]) -> list[Lock]:
    """The locks that count: all but those that would close a circle."""
    locks = list(locks)
    closed = circular(locks)
    return [lock for lock in locks if lock not in closed]


def missing(locks: Iterable[Lock], complete: Set[str]) -> tuple[str, ...]:
    """What is still to be completed before a module opens; every lock on it has to be opened."""
    return tuple(dict.fromkeys(key for lock in locks for key in lock.needs if key not in complete))
