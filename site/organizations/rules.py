"""Questions about organizations that need no database and no clock."""

import re
import unicodedata
from collections.abc import Iterable

from organizations.errors import MentionOnlyError

WORD = re.compile(r"\w+")
# Nobody types more to find a name, and each word costs.
MOST_WORDS = 8


def words_of(text: str) -> list[str]:
    """The words of `text` as they are looked for: without accents, case and signs."""
    marked = unicodedata.normalize("NFKD", text.casefold())
    return WORD.findall("".join(char for char in marked if not unicodedata.combining(char)))


def as_looked_for(names: Iterable[str]) -> str:
    """One text in which every word of every name follows a space, each word once."""
    words = dict.fromkeys(word for name in names for word in words_of(name))
    return "".join(f" {word}" for word in words)


def beginnings(query: str) -> list[str]:
    """What `as_looked_for` has to hold for a query: each of its words, at least begun."""
    return [f" {word}" for word in words_of(query)[:MOST_WORDS]]


def refuse_deeds_of_mentioned(organization) -> None:
    """Whoever writes down that an organization does something asks here first. Raises `MentionOnlyError`."""
    if organization.mention_only:
        raise MentionOnlyError
