"""Markup made once with open places, and filled for each reader.

Most of a page is the same for everybody. `place("name")` stands in a template's context for what is
not; a `Frame` keeps the markup around the places, and `fill` joins it with what belongs to one reader.
"""

import re
import secrets
from collections.abc import Mapping

# Another one in every process, so that nobody can write a place into a text.
_STAMP = secrets.token_hex(8)
_PLACE = re.compile(rf"\[{_STAMP}:([\w-]+)\]")


def place(name: str) -> str:
    """What stands for the value `name` until the frame is filled; escaping leaves it as it is."""
    return f"[{_STAMP}:{name}]"


class Frame:
    """Markup with places."""

    def __init__(self, markup: str):
        self._pieces = _PLACE.split(markup)

    @property
    def names(self) -> set[str]:
        """The places that are open."""
        return set(self._pieces[1::2])

    def fill(self, values: Mapping[str, str]) -> str:
        """The markup with every place filled; the values are markup too, or escaped already.

        Raises `KeyError` for a place without a value.
        """
        pieces = list(self._pieces)
        pieces[1::2] = [values[name] for name in pieces[1::2]]
        return "".join(pieces)
