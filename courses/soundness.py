"""What is wrong with an item or a scenario, in words for its trainer. Pure: frozen content in, sentences out."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from base.enums import Language
from base.translated import Translated
from courses.enums import ONE_CHOICE, ItemType

SHOWN = 60


def item_problems(content: Mapping) -> list[str]:
    """Every reason why this item cannot be asked; an empty list when it can."""
    problems = [*unfinished(content["stem"], _("The question"))]
    for name, label in (("feedback", _("The feedback")), ("model_answer", _("The model answer"))):
        problems += unfinished(content[name], label, optional=True)
    if content["points"] < 1:
        problems.append(_("A question is worth at least one point."))
    if content["foreign"]:
        problems.append(_("It holds answers that this kind of question does not use. Remove them."))
    return problems + list(PROBLEMS_OF[content["type"]](content))


def unfinished(texts: Mapping[str, str], label: str, *, optional: bool = False) -> list[str]:
    """A sentence for each language in which a text is missing; an optional text may lack them all."""
    missing = [code for code in Language.values if not texts.get(code, "").strip()]
    if optional and len(missing) == len(Language.values):
        return []
    sentences = {
        Language.ES: _("%(what)s is missing in Spanish."),
        Language.EN: _("%(what)s is missing in English."),
    }
    return [sentences[code] % {"what": label} for code in missing]


def quoted(texts: Mapping[str, str]) -> str:
    """The start of a text in the trainer's language, to point at it."""
    text = str(Translated(texts))
    return f"“{text[:SHOWN]}…”" if len(text) > SHOWN else f"“{text}”"


def choices_problems(content: Mapping) -> Iterator[str]:
    options = content["options"]
    for option in options:
        name = quoted(option["text"])
        yield from unfinished(option["text"], _("The answer %(answer)s") % {"answer": name})
        feedback = _("The feedback of the answer %(answer)s") % {"answer": name}
        yield from unfinished(option["feedback"], feedback, optional=True)
    yield from twice(option["text"] for option in options)
    if len(options) < 2:
        yield _("It needs at least two answers to choose from.")
    yield from key_problems(content["type"], sum(option["correct"] for option in options))


def key_problems(kind: str, right: int) -> Iterator[str]:
    if right == 0:
        yield _("No answer is marked as right.")
    if right > 1 and kind in ONE_CHOICE:
        yield _(
            "More than one answer is marked as right. Mark one, or make it a question with several right answers."
        )


def placed_problems(content: Mapping) -> Iterator[str]:
    for thing in [*content["things"], *content["places"]]:
        yield from unfinished(thing["text"], _("The text %(text)s") % {"text": quoted(thing["text"])})
    yield from twice(thing["text"] for thing in content["things"])
    if len(content["things"]) < 2:
        yield _("It needs at least two things to put in place.")
    if len(content["places"]) < 2:
        yield _("It needs at least two different places to put them.")
    if {place["id"] for place in content["places"]} - set(content["key"].values()):
        yield _("A group is empty. Say what belongs there, or remove it.")


def number_problems(content: Mapping) -> Iterator[str]:
    if content["value"] is None:
        yield _("The right number is missing.")


def text_problems(content: Mapping) -> Iterator[str]:
    for line in content["rubric"]:
        yield from unfinished(line["text"], _("The point to check %(text)s") % {"text": quoted(line["text"])})
    if not content["rubric"] and not content["model_answer"]:
        yield _("A short text needs a model answer, or points to check it by.")


def twice(texts: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """A sentence for each text that stands there twice in one language."""
    seen = set()
    for text in texts:
        words = {(code, word.strip().casefold()) for code, word in text.items()}
        if words & seen:
            yield _("%(text)s stands there twice.") % {"text": quoted(text)}
        seen |= words


PROBLEMS_OF = {
    ItemType.SINGLE_CHOICE: choices_problems,
    ItemType.TRUE_FALSE: choices_problems,
    ItemType.SCENARIO_CHOICE: choices_problems,
    ItemType.MULTIPLE_RESPONSE: choices_problems,
    ItemType.MATCHING: placed_problems,
    ItemType.ORDERING: placed_problems,
    ItemType.CATEGORIZE: placed_problems,
    ItemType.NUMERIC: number_problems,
    ItemType.SHORT_TEXT: text_problems,
}
