"""Where lessons use what stands on the reference shelf: figures, provisions and glossary terms."""

from collections import defaultdict

from base.per_generation import PerGeneration
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
    """`(model name, code)` of everything a lesson refers to."""
    for block in lesson.body:
        if block.block_type == "statistic":
            yield from (("statistic", row.code) for row in block.value["statistics"] if row)
        if block.block_type == "provision" and block.value["provision"]:
            yield "provision", block.value["provision"].code
    text = source_of(lesson)
    yield from (("glossaryterm", code) for code in marked_codes(text))
    yield from (("statistic", code) for code in figure_codes(text))


def source_of(lesson: LessonPage) -> str:
    """Everything that is written in a lesson, as one text in which marked words can be found."""
    return str(lesson.body.stream_block.get_prep_value(lesson.body))
