"""Reading answers from forms: what is understood, and what is refused with a sentence."""

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import translation

from courses.answers import number, read_quiz, text
from courses.enums import ItemType
from courses.frozen import FrozenItem


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def question(kind=ItemType.SINGLE_CHOICE, **content) -> FrozenItem:
    options = [{"id": "yes", "correct": True}, {"id": "no", "correct": False}]
    content = {"type": kind, "points": 1, "options": options, **content}
    return FrozenItem(1, uuid.uuid4(), 1, 3, content)


def order() -> FrozenItem:
    things, places = [{"id": "t1"}, {"id": "t2"}], [{"id": "1"}, {"id": "2"}]
    return question(ItemType.ORDERING, things=things, places=places, key={"t1": "2", "t2": "1"})


def form(item: FrozenItem, version="3", **values) -> QueryDict:
    data = QueryDict(mutable=True)
    data[f"{item.name}-version"] = version
    for name, value in values.items():
        name = item.name if name == "value" else f"{item.name}-{name}"
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def read(item: FrozenItem, data: QueryDict):
    return read_quiz([item], data).items[str(item.key)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("20", "20"),
        (" 20 ", "20"),
        ("20.0", "20.0"),
        ("35,700", "35700"),
        ("35 700", "35700"),
        ("35\u00a0700", "35700"),
        ("1,234,567.5", "1234567.5"),
        ("20,5", "20.5"),
        ("-3", "-3"),
        ("+3", "3"),
        ("0", "0"),
    ],
)
def test_a_number_is_read_as_people_write_it(written, meant):
    assert number(written) == Decimal(meant)


@pytest.mark.parametrize(
    "written", ["", "twenty", "20 children", "1e5", "NaN", "3,57,00", "1.234,5", "٢٠", "9" * 31, "2\x000"]
)
def test_what_is_not_a_number_is_refused(written):
    with pytest.raises(ValidationError):
        number(written)


@pytest.mark.parametrize("written", ["", "   ", "nul \x00", "bell \x07", "long " * 1001])
def test_a_text_that_cannot_be_kept_is_refused(written):
    with pytest.raises(ValidationError):
        text(written)


def test_a_sound_answer_is_understood():
    item = question()

    reading = read_quiz([item], form(item, value="yes"))

    assert (reading.is_sound, reading.is_stale, reading.answers) == (True, False, {str(item.key): ["yes"]})


@pytest.mark.parametrize(
    ("item", "values", "error"),
    [
        (question(), {}, "Choose an answer."),
        (question(ItemType.MULTIPLE_RESPONSE), {}, "Choose at least one answer."),
        (question(), {"value": ["yes", "no"]}, "Choose only one answer."),
        (
            question(),
            {"value": "elsewhere"},
            "This answer does not belong to the question. Choose one of those you see here.",
        ),
        (order(), {"t1": "1"}, "Choose something for each line."),
        (
            order(),
            {"t1": "1", "t2": "1"},
            "Two lines have the same position. Give each line a position of its own.",
        ),
        (
            order(),
            {"t1": "1", "t2": "9"},
            "This answer does not belong to the question. Choose one of those you see here.",
        ),
        (
            question(ItemType.NUMERIC),
            {"value": "twenty"},
            "Write a number with digits only, such as 7 or 1,250.",
        ),
        (question(ItemType.NUMERIC), {"value": ""}, "Write a number."),
        (question(ItemType.SHORT_TEXT), {"value": " "}, "Write a few words."),
        (question(), {"value": "yes", "version": "2"}, "This question has changed. Please answer it again."),
        (question(), {"value": "yes", "version": "x"}, "This question has changed. Please answer it again."),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_answered(item, values, error):
    reading = read(item, form(item, **{"version": "3", **values}))

    assert (reading.error, reading.answer) == (error, None)


def test_what_was_typed_is_kept_whatever_is_wrong_with_it():
    chosen, placed, written = question(), order(), question(ItemType.NUMERIC)

    assert read(chosen, form(chosen, "2", value="no")).typed == ["no"]
    assert read(placed, form(placed, t2="1")).typed == {"t1": "", "t2": "1"}
    assert read(written, form(written, value="twenty")).typed == "twenty"


def test_a_changed_question_is_told_from_a_wrong_answer():
    item = question()

    assert read_quiz([item], form(item, "2", value="yes")).is_stale
    assert not read_quiz([item], form(item, value="elsewhere")).is_stale


def test_an_answer_to_a_question_the_quiz_does_not_ask_is_noticed():
    mine, other = question(), question()
    data = form(mine, value="yes")
    data.update({f"{other.name}-version": "1", other.name: "yes"})

    reading = read_quiz([mine], data)

    assert (reading.has_strangers, reading.is_sound) == (True, False)
