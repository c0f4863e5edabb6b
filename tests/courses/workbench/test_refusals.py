"""What is wrong is said beside its field; what is forged, or not one's own, changes nothing."""

import pytest

from courses.models import Item, LessonPage, Quiz
from tests.courses.workbench.benches import (
    address,
    draft_of,
    everything,
    lesson_part,
    opened,
    send,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("module-title", ""),
        ("module-title", "x" * 256),
        ("module-summary", "x" * 1_000_000),
        ("{lesson}-title", "NUL\x00here"),
        ("{lesson}-minutes", "many"),
        ("{lesson}-minutes", "0"),
        ("{lesson}-b-words-body", "To [[no_such_word|nothing]]"),
        ("{lesson}-b-words-body", "x" * 20_001),
        ("{item}-stem_es", "bell\x07"),
        ("{item}-points", "-1"),
        ("{item}-type", "forged"),
        ("{quiz}-pass_mark", "101"),
    ],
)
def test_a_field_that_is_wrong_says_so_beside_it_and_nothing_typed_is_lost(client, pilot, ana, field, text):
    before, asked, check = everything(), Item.objects.get(), Quiz.objects.get()
    names = {"lesson": lesson_part(pilot), "item": f"item-{asked.key}", "quiz": f"quiz-{check.key}"}
    name = field.format(**names)
    data = opened(client, pilot)
    write(data, {f"item-{asked.key}-feedback_en": "Typed and kept", name: text})

    response = send(client, pilot, data)

    page = response.content.decode()
    assert response.status_code == 422
    assert everything() == before
    assert f'id="id_{name}_error"' in page
    where = "" if field.startswith("module") else "Lesson 1 · "
    assert f'<a href="#id_{name}">{where}' in page
    assert "Typed and kept" in page


def test_script_in_texts_is_shown_as_text(client, pilot, ana):
    data, evil = opened(client, pilot), "<script>alert(1)</script>"
    asked = Item.objects.get()
    write(
        data,
        {"module-title": evil, f"{lesson_part(pilot)}-b-words-body": evil, f"item-{asked.key}-stem_es": evil},
    )

    send(client, pilot, data)

    assert evil not in client.get(address(pilot)).content.decode()
    body = draft_of(LessonPage.objects.get()).body.raw_data[0]["value"]["body"]
    assert body == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_another_trainers_module_does_not_exist(client, pilot, ana, other):
    data = opened(client, pilot)

    answers = [client.get(address(other)), send(client, other, data)]

    assert [one.status_code for one in answers] == [404, 404]
    assert b"SECRET" not in b"".join(one.content for one in answers)


def test_keys_of_other_modules_are_refused_and_nothing_is_saved(client, pilot, ana, other):
    before, check = everything(), Quiz.objects.get(code="M1-K1")
    foreign = {
        "item": Item.objects.get(code="SECRET-Q").key,
        "quiz": Quiz.objects.get(code="M2-K1").key,
        "lesson": LessonPage.objects.child_of(other).get().translation_key,
    }
    forged = [opened(client, pilot) for _kind in foreign]
    forge(forged[0], f"quiz-{check.key}-item", f"item-{Item.objects.get(code='M1-Q1').key}", "item", foreign)
    forge(forged[1], None, f"quiz-{check.key}", "quiz", foreign)
    forge(forged[2], "lesson", lesson_part(pilot), "lesson", foreign)

    answers = [send(client, pilot, data) for data in forged]

    assert {one.status_code for one in answers} <= {400, 404}
    assert everything() == before
    assert b"SECRET" not in b"".join(one.content for one in answers)


def forge(data, order: str | None, model: str, kind: str, foreign) -> None:
    """Name a part of another module, with fields like those of one's own."""
    key = str(foreign[kind])
    for name in list(data):
        if name.startswith(f"{model}-"):
            data.setlist(name.replace(model, f"{kind}-{key}", 1), data.getlist(name))
    if order:
        data.appendlist(order, key)
    else:
        block = next(name for name in data if name.endswith("-block"))
        data.appendlist(block, f"quiz:forged:{key}")
        data.setlist(f"quiz-{key}-item", [])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("lesson", "not-a-key"),
        ("{lesson}-block", "kept:nothing-there"),
        ("{lesson}-block", "embed:x"),
        ("{lesson}-block", "text:../../x"),
        ("{item}-row", "choice:a b"),
        ("{item}-row", "unknown:a"),
        ("seen", "not json"),
        ("do", "add-item:nothing"),
        ("do", "explode"),
    ],
)
def test_what_the_page_cannot_have_sent_is_refused(client, pilot, ana, name, value):
    before = everything()
    data = opened(client, pilot)
    names = {"lesson": lesson_part(pilot), "item": f"item-{Item.objects.get().key}"}
    name = name.format(**names)
    if name in {"seen", "do"}:
        data[name] = value
    else:
        data.appendlist(name, value)

    response = send(client, pilot, data, do=value if name == "do" else "save")

    assert response.status_code == 400
    assert everything() == before
