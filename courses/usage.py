"""Where lessons use what stands on the reference shelf: figures, provisions and glossary terms."""

import json
from collections import defaultdict

from base.per_generation import PerGeneration
from courses import frozen
from courses.models import LessonPage
from reference.figures import figure_codes
from reference.glossary import marked_codes

_uses = PerGeneration()


def lessons_that_use(row) -> list[tuple[str, str, str]]:
    """`(title, address, language)` of every published lesson in which a reference row appears."""
    found: dict = _uses.get("all", _read)
    return found.get((row._meta.model_name, getattr(row, "code", "")), [])


def _read() -> dict[tuple[str, str], list[tuple[str, str, str]]]:
    uses: dict[tuple[str, str], list] = defaultdict(list)
    for lesson in LessonPage.objects.live().public().select_related("locale").order_by("path"):
        place = (lesson.title, lesson.url, lesson.locale.language_code)
        for key in dict.fromkeys(_rows_in(lesson)):
            uses[key].append(place)
    return dict(uses)


def _rows_in(lesson: LessonPage):
    """`(model name, code)` of everything a lesson refers to, its activities included."""
    for block in lesson.body:
        if block.block_type == "statistic":
            yield from (("statistic", row.code) for row in block.value["statistics"] if row)
        if block.block_type == "provision" and block.value["provision"]:
            yield "provision", block.value["provision"].code
    activities = activities_of(lesson)
    yield from (("provision", row.code) for row in map(frozen.provision, provisions_in(activities)) if row)
    text = "\n".join([source_of(lesson), *(json.dumps(one, ensure_ascii=False) for one in activities)])
    yield from (("glossaryterm", code) for code in marked_codes(text))
    yield from (("statistic", code) for code in figure_codes(text))


def activities_of(lesson: LessonPage) -> list[dict]:
    """What learners are asked and told in the activities of a lesson, as it was frozen."""
    held = [(block["type"], block["value"]) for block in lesson.body.raw_data if block["value"]]
    found = [frozen.activity(kind, pk) for kind, pk in held if kind in frozen.READERS]
    return [content for one in found if one for content in contents(one)]


def contents(one: frozen.Frozen) -> list[dict]:
    if isinstance(one, frozen.FrozenQuiz):
        return [item.content for item in one.items]
    if isinstance(one, frozen.FrozenScenario):
        return [one.story.content]
    return [{"prompt": dict(one.prompt), "hint": dict(one.hint)}]


def provisions_in(activities: list[dict]) -> list[int]:
    """The keys of the provisions that endings of scenarios link."""
    return [
        ending["provision"] for one in activities for ending in one.get("endings", ()) if ending["provision"]
    ]


def source_of(lesson: LessonPage) -> str:
    """Everything that is written in a lesson, as one text in which marked words can be found."""
    return str(lesson.body.stream_block.get_prep_value(lesson.body))
