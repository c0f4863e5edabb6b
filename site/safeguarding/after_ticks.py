"""What a ticked checklist sets off: apps above say it beforehand, and afterwards what became of it."""

from collections.abc import Callable
from dataclasses import dataclass

from wagtail.models import Page


@dataclass(frozen=True)
class Outcome:
    """What happened, in words, and where it can be seen; no address while it is not public."""

    sentence: str
    url: str = ""


Foresees = Callable[[Page, object], str]
Tells = Callable[[Page], Outcome | None]
Waits = Callable[[Page], str]
_foresee: list[Foresees] = []
_tell: list[Tells] = []
_wait: list[Waits] = []


def register(foresees: Foresees, tells: Tells, waits: Waits) -> None:
    """Let `foresees(page, person)` say what this person's tick will set off, and `tells(page)` what it did.

    Both say nothing where a tick sets off nothing: an empty sentence, and None. `waits(page)` says what comes
    before the checklist of a page; empty when it is its turn.
    """
    if foresees not in _foresee:
        _foresee.append(foresees)
        _tell.append(tells)
        _wait.append(waits)


def foreseen(page: Page, by) -> str:
    """What follows when this person ticks the checklist of this page now; empty when nothing does."""
    return next(filter(None, (foresees(page, by) for foresees in _foresee)), "")


def outcome(page: Page) -> Outcome | None:
    """What has become of a page that was ticked a moment ago."""
    return next(filter(None, (tells(page) for tells in _tell)), None)


def comes_first(page: Page) -> str:
    """What comes before the checklist of this page, in words; empty when it is its turn."""
    return next(filter(None, (waits(page) for waits in _wait)), "")
