"""A frozen version of an item or a scenario as lines to read. Pure."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from base.enums import Language


class Line(NamedTuple):
    """What a text is, and the text in each language of `Language.values`."""

    what: str
    texts: tuple[str, ...]


def line(what: str, texts: Mapping[str, str]) -> Line:
    return Line(what, tuple(texts.get(code, "") for code in Language.values))


def same(what: str, text: str) -> Line:
    """A line that reads the same in every language."""
    return Line(what, (text,) * len(Language.values))


def item_lines(content: Mapping) -> Iterator[Line]:
    yield line(_("Question"), content["stem"])
    for option in content.get("options", []):
        yield line(_("Right answer") if option["correct"] else _("Answer"), option["text"])
        if option["feedback"]:
            yield line(_("Feedback"), option["feedback"])
    yield from placed_lines(content)
    if content.get("value") is not None:
        yield same(_("Right number"), f"{content['value']} ± {content['tolerance']}")
    for point in content.get("rubric", []):
        yield line(_("A point to check"), point["text"])
    for name, what in (("model_answer", _("Model answer")), ("feedback", _("Feedback after any answer"))):
        if content[name]:
            yield line(what, content[name])


def placed_lines(content: Mapping) -> Iterator[Line]:
    """Each thing with the place where it belongs."""
    places = {place["id"]: place["text"] for place in content.get("places", [])}
    for thing in content.get("things", []):
        place = places[content["key"][thing["id"]]]
        pairs = {code: f"{thing['text'].get(code, '')} → {place.get(code, '')}" for code in Language.values}
        yield line(_("Belongs together"), pairs)


def scenario_lines(content: Mapping) -> Iterator[Line]:
    yield line(_("Title"), content["title"])
    yield line(_("Introduction"), content["intro"])
    for step in content["steps"]:
        yield line(_("Step “%(name)s”") % {"name": step["name"]}, step["text"])
        for option in step["options"]:
            yield line(_("Decision, leads to “%(aim)s”") % {"aim": option["goes_to"]}, option["text"])
            if option["consequence"]:
                yield line(_("What happens then"), option["consequence"])
    for ending in content["endings"]:
        name = {"name": ending["name"]}
        yield line(_("Ending “%(name)s”") % name, ending["title"])
        yield line(_("Text of the ending “%(name)s”") % name, ending["text"])
        yield line(_("Principle of the ending “%(name)s”") % name, ending["principle"])
