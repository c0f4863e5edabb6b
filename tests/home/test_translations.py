"""What a translation carries over, what it says otherwise, and that nothing of the other language is left."""

import pytest
from wagtail.models import Page
from wagtail_localize.segments import OverridableSegmentValue
from wagtail_localize.segments.extract import extract_segments

from home.loading.texts import rich
from home.loading.translations import Texts
from tests.home.builders import lesson, module

pytestmark = pytest.mark.django_db

# Names and words that are the same in both languages.
SAME_IN_BOTH = {"Cookies"}


def texts_of(page: Page) -> dict[tuple[str, int], str]:
    found = Texts.of(page.specific).strings
    return {(path, index): one.string.data for path, many in found.items() for index, one in enumerate(many)}


def codes_of(value):
    """A raw stream without its texts: ids, types, codes, dates and keys."""
    if isinstance(value, dict):
        return {name: codes_of(part) for name, part in value.items()}
    if isinstance(value, list):
        return [codes_of(part) for part in value]
    return "text" if isinstance(value, str) and (" " in value or "<" in value) else value


def test_no_text_is_the_same_in_both_languages(content):
    same = {}
    for english in Page.objects.filter(depth__gt=1, locale__language_code="en"):
        spanish = texts_of(english.get_translation(Page.objects.get(slug="es", depth=2).locale))
        here = texts_of(english)
        assert here.keys() == spanish.keys()
        equal = {text for where, text in here.items() if text == spanish[where]} - SAME_IN_BOTH
        same |= {english.title: equal} if equal else {}

    assert same == {}


@pytest.mark.parametrize("number", range(1, 7))
def test_what_is_no_text_is_the_same_in_both_languages(content, number):
    english, spanish = lesson(number, "en"), lesson(number, "es")

    shapes = [[codes_of(dict(child)) for child in one.body.raw_data] for one in (english, spanish)]

    assert [(one["id"], one["type"]) for one in shapes[0]] == [(one["id"], one["type"]) for one in shapes[1]]
    assert english.duration_minutes == spanish.duration_minutes


def test_dates_choices_and_chosen_rows_survive(content):
    def facts(language: str) -> list:
        timelines = [block for number in range(1, 7) for block in lesson(number, language).body]
        return [
            (entry["date"], entry["precision"], entry["fact_status"], entry["source"])
            for block in timelines
            if block.block_type == "timeline"
            for entry in block.value["entries"]
        ]

    assert facts("en") == facts("es")
    assert any(date for date, *_rest in facts("en"))


def test_translators_are_not_asked_for_another_source_or_figure(content):
    asked = [
        (page.title, segment.path)
        for page in Page.objects.filter(depth__gt=1, locale__language_code="en").specific()
        for segment in extract_segments(page)
        if isinstance(segment, OverridableSegmentValue) and str(segment.data).isdigit()
    ]

    assert asked == []


def test_a_module_says_the_same_of_itself_in_both_languages(content):
    names = (
        "code",
        "source_language",
        "level",
        "kind",
        "audience",
        "phases",
        "population",
        "cover_tint",
        "fact_status",
    )

    said = [{name: getattr(module(language), name) for name in names} for language in ("en", "es")]

    assert said[0] == said[1]
    assert said[0]["source_language"] == "en"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("", ""),
        ("A bare sentence", "<p>A bare sentence</p>"),
        ("One & two", "<p>One &amp; two</p>"),
        ("Some <em>words</em>", "<p>Some <em>words</em></p>"),
        ("<h2>Title</h2>\n\n<p>Words\nand words</p>\n", "<h2>Title</h2><p>Words and words</p>"),
        ("<ul>\n <li>one</li>\n</ul>", "<ul><li>one</li></ul>"),
    ],
)
def test_rich_text_is_stored_on_one_line(written, stored):
    assert rich(written) == stored
