"""A question as a template shows it: to answer, to read, or judged. Nothing here asks the database.

Only a judged question holds what is right; one to answer or to read is made without the key.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from base.translated import Translated
from courses.answers import ItemReading
from courses.enums import PLACED, ItemType
from courses.frozen import FrozenItem
from courses.scoring import right_options, verdict
from reference.figures import with_figures
from reference.numbers import format_number

WIDGETS = {
    **dict.fromkeys(PLACED, "placed"),
    ItemType.MULTIPLE_RESPONSE: "several",
    ItemType.NUMERIC: "number",
    ItemType.SHORT_TEXT: "text",
}


@dataclass(frozen=True)
class Option:
    id: str
    text: Translated
    is_chosen: bool = False


@dataclass(frozen=True)
class Thing:
    """Something to put in its place, with the places there are."""

    id: str
    text: Translated
    places: tuple[Option, ...] = ()


@dataclass(frozen=True)
class ItemFace:
    """A question to answer, with what was typed before and what is wrong with it."""

    element_id: str
    number: int
    name: str
    version: int
    widget: str
    type: str
    stem: Translated
    options: tuple[Option, ...] = ()
    things: tuple[Thing, ...] = ()
    places: tuple[Translated, ...] = ()
    text: str = ""
    error: str = ""

    @property
    def first_input_id(self) -> str:
        """Where a link in the summary of errors leads."""
        return f"{self.element_id}-1"


def item_faces(
    items: Iterable[FrozenItem], prefix: str, readings: Mapping[str, ItemReading] | None = None
) -> list[ItemFace]:
    """The questions of a quiz to answer; `readings` says what was typed, by item key."""
    readings = readings or {}
    return [
        item_face(item, number, prefix, readings.get(str(item.key), ItemReading()))
        for number, item in enumerate(items, start=1)
    ]


def item_face(item: FrozenItem, number: int, prefix: str, reading: ItemReading) -> ItemFace:
    content = item.content
    return ItemFace(
        element_id=f"{prefix}-q{number}",
        number=number,
        name=item.name,
        version=item.number,
        widget=WIDGETS.get(content["type"], "one"),
        type=content["type"],
        stem=Translated(content["stem"]),
        options=options_of(content.get("options", ()), reading.typed or ()),
        things=tuple(things_of(content, reading.typed or {})),
        places=tuple(Translated(place["text"]) for place in content.get("places", ())),
        text=reading.typed if isinstance(reading.typed, str) else "",
        error=reading.error,
    )


def options_of(options: Iterable[Mapping], chosen) -> tuple[Option, ...]:
    return tuple(Option(one["id"], Translated(one["text"]), one["id"] in chosen) for one in options)


def things_of(content: Mapping, placed: Mapping[str, str]) -> Iterable[Thing]:
    for thing in content.get("things", ()):
        places = options_of(content["places"], {placed.get(thing["id"])})
        yield Thing(thing["id"], Translated(thing["text"]), places)


@dataclass(frozen=True)
class JudgedOption:
    text: Translated
    is_right: bool
    is_chosen: bool
    feedback: Translated

    @property
    def is_explained(self) -> bool:
        """Feedback belongs to what was chosen, and to what would have been right."""
        return bool(self.feedback) and (self.is_chosen or self.is_right)


@dataclass(frozen=True)
class JudgedThing:
    text: Translated
    given: Translated
    right: Translated
    is_right: bool


@dataclass(frozen=True)
class JudgedItem:
    """A question that was answered, with everything its learner may know now."""

    element_id: str
    number: int
    type: str
    stem: Translated
    verdict: str
    score: str
    max_score: str
    feedback: Translated
    sources: tuple = ()
    options: tuple[JudgedOption, ...] = ()
    things: tuple[JudgedThing, ...] = ()
    given: str = ""
    right: str = ""
    model_answer: Translated = field(default_factory=Translated)
    rubric: tuple[Translated, ...] = ()

    @property
    def right_order(self) -> list[JudgedThing]:
        """The steps of an order as they belong."""
        return sorted(self.things, key=lambda thing: int(str(thing.right)))


def judged_item(
    content: Mapping,
    answer: Any,
    score: Decimal | None,
    most: Decimal,
    *,
    element_id: str,
    number: int,
    sources=(),
) -> JudgedItem:
    """The question with the answer that was given to this very version."""
    is_number = content["type"] == ItemType.NUMERIC
    return JudgedItem(
        element_id=element_id,
        number=number,
        type=content["type"],
        stem=Translated(content["stem"]),
        verdict=verdict(score, most),
        score="" if score is None else format_number(score),
        max_score=format_number(most),
        feedback=with_figures(Translated(content["feedback"])),
        sources=tuple(sources),
        options=tuple(judged_options(content, answer)),
        things=tuple(judged_things(content, answer)),
        given=format_number(Decimal(answer)) if is_number else answer if isinstance(answer, str) else "",
        right=format_number(Decimal(content["value"])) if is_number else "",
        model_answer=Translated(content["model_answer"]),
        rubric=tuple(Translated(line["text"]) for line in content.get("rubric", ())),
    )


def judged_options(content: Mapping, answer: Any) -> Iterable[JudgedOption]:
    if "options" not in content:
        return
    right = right_options(content)
    for option in content["options"]:
        yield JudgedOption(
            Translated(option["text"]),
            option["id"] in right,
            option["id"] in answer,
            with_figures(Translated(option["feedback"])),
        )


def judged_things(content: Mapping, answer: Any) -> Iterable[JudgedThing]:
    """Each thing beside where it was put; an order is shown as it was given."""
    if "things" not in content:
        return
    names = {place["id"]: Translated(place["text"]) for place in content["places"]}
    things = content["things"]
    if content["type"] == ItemType.ORDERING:
        things = sorted(things, key=lambda thing: int(answer[thing["id"]]))
    for thing in things:
        given, right = answer[thing["id"]], content["key"][thing["id"]]
        yield JudgedThing(Translated(thing["text"]), names[given], names[right], given == right)
