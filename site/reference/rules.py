"""Questions about reference rows that need no database and no clock."""

import datetime
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

REVIEW_EVERY = datetime.timedelta(days=183)
Thing = TypeVar("Thing")


def is_review_due(reviewed: datetime.date, today: datetime.date) -> bool:
    """True when legal content was last reviewed more than six months ago (safeguarding rule SG-14)."""
    return today - reviewed > REVIEW_EVERY


def sorting_key(text: str) -> str:
    """`text` as dictionaries sort it: without accents and case; ñ stays a letter of its own, after n."""
    marked = text.casefold().replace("ñ", "n\uffff")
    return "".join(char for char in unicodedata.normalize("NFD", marked) if not unicodedata.combining(char))


def first_letter(text: str) -> str:
    """The letter under which a dictionary lists `text`; `#` when it has none."""
    letters = (char for char in unicodedata.normalize("NFD", text.upper()) if char.isalpha())
    return next(letters, "#")


def in_groups(things: Iterable[Thing], group: Callable[[Thing], str]) -> dict[str, list[Thing]]:
    """The things by group, groups and things in the order in which they come."""
    groups: dict[str, list[Thing]] = {}
    for thing in things:
        groups.setdefault(group(thing), []).append(thing)
    return groups
