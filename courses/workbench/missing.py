"""What a module still lacks before somebody can review it, in words for its trainer, each with its place."""

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from courses.content_checks import CLAIMS, HINT
from courses.freezing import freeze_item
from courses.soundness import item_problems, unfinished
from courses.workbench.documents import MODULE, Part, children
from courses.workbench.reading import Stored


class Gap(NamedTuple):
    """Something that is missing; `anchor` is the id of the place on the screen."""

    anchor: str
    place: str
    sentence: str


def gaps(stored: Stored) -> list[Gap]:
    """Everything that is missing, in the order of the screen; empty when the module can be reviewed."""
    return [*module_gaps(stored), *lesson_gaps(stored)]


def module_gaps(stored: Stored) -> Iterator[Gap]:
    values = stored.document[MODULE]
    place = _("The module")
    if not values["summary"] or HINT in values["summary"]:
        yield Gap("id_module-summary", place, _("The summary is missing."))
    if not values["lessons"]:
        yield Gap("module", place, _("It has no lesson yet."))


def lesson_gaps(stored: Stored) -> Iterator[Gap]:
    number = 0
    for lesson in children(MODULE, stored.document[MODULE]):
        values = stored.document[lesson]
        place = values["title"] or _("A lesson without a title")
        if not values["blocks"]:
            yield Gap(str(lesson), place, _("This lesson has no content yet."))
        yield from block_gaps(str(lesson), place, values)
        for quiz in children(lesson, values):
            yield from quiz_gaps(stored, quiz, place)
            for item in children(quiz, stored.document[quiz]):
                number += 1
                yield from item_gaps(stored, item, number)


def block_gaps(anchor: str, place: str, values: dict) -> Iterator[Gap]:
    if HINT in values["intro"]:
        yield Gap(f"id_{anchor}-intro", place, _("The introduction is still a hint of the template."))
    for block in values["blocks"]:
        words = block.get("body" if block["kind"] == "text" else "text")
        field = f"id_{anchor}-b-{block['id']}-{'body' if block['kind'] == 'text' else 'text'}"
        if words == "":
            yield Gap(field, place, _("A text is empty. Write it, or remove it."))
        elif words and HINT in words:
            yield Gap(field, place, _("A hint of the template still stands here. Write your text over it."))
        if block.get("fact_status") in CLAIMS and not block["source"]:
            yield Gap(
                f"id_{anchor}-b-{block['id']}-source",
                place,
                _("It is said to come from a source, and the source is not named. Choose it."),
            )
        if block["kind"] == "content_note" and not block["topics"]:
            yield Gap(
                f"{anchor}-b-{block['id']}", place, _("The content note does not say what it is about.")
            )


def quiz_gaps(stored: Stored, quiz: Part, place: str) -> Iterator[Gap]:
    values = stored.document[quiz]
    for sentence in unfinished(values["title"], _("The title of the quiz")):
        yield Gap(str(quiz), place, sentence)
    if not values["items"]:
        yield Gap(str(quiz), place, _("The quiz has no question yet."))


def item_gaps(stored: Stored, item: Part, number: int) -> Iterator[Gap]:
    place = _("Question %(number)s") % {"number": number}
    if is_blank(stored.document.get(item)):
        yield Gap(str(item), place, _("Nothing is written yet. Write it, or remove it."))
        return
    for sentence in dict.fromkeys(item_problems(freeze_item(stored.items[item.key]))):
        yield Gap(str(item), place, sentence)


def is_blank(values: dict | None) -> bool:
    """True for a question in which nobody has written anything; others' questions are not looked into."""
    return values is not None and not any(words_in([values["stem"], values["feedback"], values["rows"]]))


def words_in(data) -> Iterator[str]:
    """Every text in the values of a question, besides ids and kinds."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for name, value in data.items():
            if name not in {"id", "kind"}:
                yield from words_in(value)
    else:
        for one in data:
            yield from words_in(one)
