"""What changed in an original since its texts were handed over, beside its translation."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Locale
from wagtail_localize.models import TranslationSource

from courses.models import LessonPage
from home.translation_difference import Change, Line, Piece, difference, lines, page_states, word_pieces
from people.enums import Role
from tests.home.builders import lesson, module, person, trainer_of


def changes(found: list[Line]) -> list[tuple[str, str, str, str]]:
    return [(line.change.value, line.was, line.now, line.translation) for line in found]


DONE = {("intro", "One."): "Uno.", ("body", "First."): "Primero.", ("body", "Second."): "Segundo."}


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ({"intro": ["One."]}, {"intro": ["One."]}, [("same", "One.", "One.", "Uno.")]),
        ({"intro": ["Two."]}, {"intro": ["Two."]}, [("waiting", "Two.", "Two.", "")]),
        ({"intro": ["One."]}, {"intro": ["One more."]}, [("changed", "One.", "One more.", "Uno.")]),
        ({}, {"intro": ["One."]}, [("new", "", "One.", "")]),
        ({"intro": ["One."]}, {}, [("removed", "One.", "", "Uno.")]),
        (
            {"body": ["First.", "Second."]},
            {"body": ["First.", "Between.", "Second."]},
            [
                ("same", "First.", "First.", "Primero."),
                ("new", "", "Between.", ""),
                ("same", "Second.", "Second.", "Segundo."),
            ],
        ),
        (
            {"body": ["First.", "Second."]},
            {"body": ["Second."]},
            [("removed", "First.", "", "Primero."), ("same", "Second.", "Second.", "Segundo.")],
        ),
    ],
)
def test_each_text_is_the_same_changed_new_removed_or_waiting(was, now, expected):
    assert changes(lines(was, now, DONE)) == expected


def test_two_versions_differ_word_by_word():
    assert list(word_pieces("Eight months later.", "Nine months later.")) == [
        Piece("out", "Eight"),
        Piece("in", "Nine"),
        Piece("same", " months later."),
    ]


@pytest.fixture
def tania(content):
    return trainer_of(module(), "tania")


def rewrite(text: str) -> LessonPage:
    """Publish another introduction of the English lesson."""
    changed = lesson(1)
    changed.intro = text
    LessonPage.objects.filter(pk=changed.pk).update(intro=text)
    return changed


def shown(user, page, query: str = ""):
    client = Client()
    client.force_login(user)
    return client.get(reverse("translation_difference", args=[page.pk]) + query)


@pytest.mark.django_db
def test_a_complete_translation_has_no_difference(content):
    assert {line.change for line in difference(lesson(1, "es"))} == {Change.SAME}


@pytest.mark.django_db
def test_a_changed_original_stands_beside_what_was_handed_over_and_its_translation(tania):
    before, translation = lesson(1).intro, lesson(1, "es").intro
    rewrite("A new introduction.")

    (changed,) = [line for line in difference(lesson(1, "es")) if line.change != Change.SAME]
    page = shown(tania, lesson(1, "es")).content.decode()

    assert (changed.change, changed.was, changed.now) == (Change.CHANGED, before, "A new introduction.")
    assert changed.translation == translation
    with override("en"):
        assert str(Change.CHANGED.label) in page


@pytest.mark.django_db
def test_handed_over_again_it_waits_for_its_translation(content):
    rewrite("A new introduction.")
    TranslationSource.objects.get(object_id=lesson(1).translation_key).update_from_db()

    (waiting,) = [line for line in difference(lesson(1, "es")) if line.change != Change.SAME]

    assert (waiting.change, waiting.now) == (Change.WAITING, "A new introduction.")


@pytest.mark.django_db
def test_every_page_of_a_module_says_how_far_it_is(content):
    rewrite("A new introduction.")
    originals = [module(), lesson(1), lesson(2)]

    states = page_states(originals, Locale.objects.get(language_code="es"))

    assert [(state.is_missing, state.waiting, state.is_behind) for state in states] == [
        (False, 0, False),
        (False, 0, True),
        (False, 0, False),
    ]


@pytest.mark.django_db
def test_it_is_for_the_trainers_of_the_module_and_for_translators(tania):
    page = lesson(1, "es")
    omar, teo = person("omar", Role.TRAINER), person("teo", Role.TRANSLATOR)
    rita = person("rita", Role.REVIEWER)

    assert [shown(user, page).status_code for user in (tania, teo, omar, rita)] == [200, 200, 404, 404]


@pytest.mark.django_db
def test_an_original_says_that_there_is_nothing_to_compare(tania):
    response = shown(tania, lesson(1))

    assert response.status_code == 200
    assert "p-difference" not in response.content.decode()
