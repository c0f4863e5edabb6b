"""Reading the answers of a quiz from its form: nothing else of a form reaches the verbs.

Every question names its inputs after the item's key (`FrozenItem.name`) and says in
`<name>-version` which version the reader saw. What was typed is kept, whatever is wrong with it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from base.text import clean_text
from courses.enums import ONE_CHOICE, PLACED, ItemType
from courses.frozen import FrozenItem

LONGEST_NUMBER = 30
LONGEST_TEXT = 5000
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
PLAIN = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")
NAME = re.compile(r"q-[0-9a-f]{32}(-|$)")


@dataclass(frozen=True)
class ItemReading:
    """What a form says about one question. `typed` is what to show again; `error` is empty when all is well."""

    typed: Any = None
    answer: Any = None
    error: str = ""
    is_stale: bool = False


@dataclass(frozen=True)
class QuizReading:
    """What a form says about a quiz, by item key. `has_strangers` when it answers questions the quiz lacks."""

    items: dict[str, ItemReading] = field(default_factory=dict)
    has_strangers: bool = False

    @property
    def is_sound(self) -> bool:
        return not self.has_strangers and not any(reading.error for reading in self.items.values())

    @property
    def is_stale(self) -> bool:
        return any(reading.is_stale for reading in self.items.values())

    @property
    def answers(self) -> dict[str, Any]:
        """Item key → answer."""
        return {key: reading.answer for key, reading in self.items.items()}


def read_quiz(items: Iterable[FrozenItem], data: QueryDict) -> QuizReading:
    """The answers to these questions, each with what is wrong with it."""
    items = list(items)
    names = {item.name for item in items}
    given = {name[: len("q-") + 32] for name in data if NAME.match(name)}
    return QuizReading({str(item.key): read_item(item, data) for item in items}, bool(given - names))


def read_item(item: FrozenItem, data: QueryDict) -> ItemReading:
    """One question's answer. Of a version that is no longer asked only what was typed is kept."""
    typed = typed_of(item, data)
    version = data.get(f"{item.name}-version", "")
    if version and version != str(item.number):
        return ItemReading(
            typed, error=_("This question has changed. Please answer it again."), is_stale=True
        )
    try:
        return ItemReading(typed, answer=understood(item.content, typed))
    except ValidationError as problem:
        return ItemReading(typed, error=" ".join(problem.messages))


def typed_of(item: FrozenItem, data: QueryDict) -> Any:
    """What stands in the inputs: a list of chosen ids, a thing → place mapping, or text."""
    kind = item.content["type"]
    if kind in PLACED:
        return {thing["id"]: data.get(f"{item.name}-{thing['id']}", "") for thing in item.content["things"]}
    if kind in (ItemType.NUMERIC, ItemType.SHORT_TEXT):
        return data.get(item.name, "")
    return data.getlist(item.name)


def understood(content: Mapping, typed: Any) -> Any:
    """The answer as it is stored: option ids, thing → place, a number as text, or text.

    Raises `ValidationError` when nothing was answered, or something that was never offered.
    """
    kind = content["type"]
    if kind in PLACED:
        return placed(content, typed)
    if kind == ItemType.NUMERIC:
        return str(number(typed))
    if kind == ItemType.SHORT_TEXT:
        return text(typed)
    return chosen(content, typed)


def chosen(content: Mapping, typed: list[str]) -> list[str]:
    offered = {option["id"] for option in content["options"]}
    if not set(typed) <= offered:
        raise ValidationError(
            _("This answer does not belong to the question. Choose one of those you see here.")
        )
    if not typed:
        several = content["type"] not in ONE_CHOICE
        raise ValidationError(_("Choose at least one answer.") if several else _("Choose an answer."))
    if content["type"] in ONE_CHOICE and len(set(typed)) > 1:
        raise ValidationError(_("Choose only one answer."))
    return sorted(set(typed))


def placed(content: Mapping, typed: Mapping[str, str]) -> dict[str, str]:
    offered = {place["id"] for place in content["places"]}
    if not {place for place in typed.values() if place} <= offered:
        raise ValidationError(
            _("This answer does not belong to the question. Choose one of those you see here.")
        )
    if not all(typed.values()):
        raise ValidationError(_("Choose something for each line."))
    if content["type"] == ItemType.ORDERING and len(set(typed.values())) < len(typed):
        raise ValidationError(_("Two lines have the same position. Give each line a position of its own."))
    return dict(typed)


def number(typed: str) -> Decimal:
    """A number as people write it: `35,700`, `35 700`, `20.0`, `20,5`.

    Three digits after a comma are thousands, as in Mexico and in our sources.
    """
    written = "".join(typed.split())
    if not written:
        raise ValidationError(_("Write a number."))
    if len(written) > LONGEST_NUMBER:
        raise ValidationError(_("This number is too long."))
    if GROUPED.fullmatch(written):
        return Decimal(written.replace(",", ""))
    if PLAIN.fullmatch(written):
        return Decimal(written.replace(",", "."))
    raise ValidationError(_("Write a number with digits only, such as 7 or 1,250."))


def text(typed: str) -> str:
    words = clean_text(typed).strip()
    if not words:
        raise ValidationError(_("Write a few words."))
    if len(words) > LONGEST_TEXT:
        raise ValidationError(_("This text is too long: at most 5,000 characters."))
    return words
