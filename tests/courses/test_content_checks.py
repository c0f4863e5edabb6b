"""What the content checks find, and what they let pass."""

from hashlib import sha256

import pytest
from django.utils.translation import override

from base.translated import Translated
from courses import content_checks
from courses.check_words import Avoided, avoided_in, identifying
from courses.content_checks import checks_of, checks_of_page
from courses.enums import CheckLevel, Readability
from courses.models import LessonPage, ModulePage
from courses.page_weight import Weight
from courses.reading_level import reading_level, syllables_en, syllables_es
from media.models import LibraryImage
from reference.models import GlossaryTerm
from tests.courses.authors import item, quiz
from tests.courses.builders import module, roots, site_tree
from tests.media.builders import image

BLOCKING, WARNING, NOTE = CheckLevel.BLOCKING, CheckLevel.WARNING, CheckLevel.NOTE
TEXT = {"body": "<p>What happened.</p>", "fact_status": "", "sources": []}


@pytest.fixture(autouse=True)
def english():
    """What is said is compared in English."""
    with override("en"):
        yield


@pytest.fixture
def pilot(db) -> ModulePage:
    page = module(site_tree(), lessons=1, languages=("en",), population=["adults"])["en"]
    page.objectives = [("objective", {"text": "Compare two places.", "bloom": "understand"})]
    page.save()
    return page


@pytest.fixture
def a_picture(db) -> LibraryImage:
    """A picture without children, and without words."""
    roots()
    return image(alt_text=Translated())


def lesson(pilot: ModulePage, *body) -> LessonPage:
    """The lesson of the module, saying this, as it is read from the database."""
    made = LessonPage.objects.child_of(pilot).get()
    made.body = list(body)
    made.body = made.body.stream_block.to_python(made.body.get_prep_value())
    return made


def found(page, *levels: CheckLevel) -> list[str]:
    """What is said about a page at these levels."""
    return [check.words for check in checks_of_page(page) if check.level in (levels or CheckLevel)]


def test_a_module_without_faults_has_nothing_to_mend(pilot):
    page = lesson(pilot, ("text", TEXT))
    page.save_revision()

    assert content_checks.blocking(checks_of(pilot)) == []
    assert found(pilot) == []


def test_a_module_without_lessons_and_a_lesson_without_content(pilot):
    assert found(lesson(pilot), BLOCKING) == ["This lesson has no content yet."]

    LessonPage.objects.all().delete()
    pilot = ModulePage.objects.get(pk=pilot.pk)

    assert [check.words for check in checks_of(pilot)] == ["It has no lesson yet."]


def test_a_hint_of_a_template_is_found_wherever_it_stands(pilot):
    page = lesson(pilot, ("text", {**TEXT, "body": "<p>✎ Say what happened.</p>"}))

    assert found(page, BLOCKING) == ["A hint of the template still stands here. Write your text over it."]


def test_a_field_that_publication_needs_is_named(pilot):
    pilot.summary = ""

    assert found(pilot, BLOCKING) == ["Summary: This field cannot be blank."]


def test_a_claim_from_a_source_names_it(pilot):
    claim = {"text": "<p>Eight months.</p>", "fact_status": "external", "source": None, "note": ""}
    design = {**claim, "fact_status": "teaching_design"}

    faults = found(lesson(pilot, ("key_facts", {"title": "Facts", "facts": [claim, design]})), BLOCKING)

    assert faults == ["It is said to come from a source, and the source is not named. Choose it."]
    assert found(lesson(pilot, ("key_facts", {"title": "Facts", "facts": [design]})), BLOCKING) == []


def test_a_quiz_needs_questions_and_each_question_its_key(pilot):
    empty = quiz(pilot, "K1")
    unsound = item(pilot, "Q1")
    for option in unsound.options.raw_data:
        option["value"]["correct"] = False
    unsound.save()
    held = quiz(pilot, "K2", unsound)

    assert found(lesson(pilot, ("quiz", empty)), BLOCKING) == ["The quiz has no question yet."]
    assert "No answer is marked as right." in found(lesson(pilot, ("quiz", held)), BLOCKING)


def test_an_image_has_words_or_is_decoration(pilot, a_picture):
    block = {"image": a_picture, "caption": "", "alt_text": "", "decorative": False}
    silent = "The image has no words for people who cannot see it. Write them, or say that it is decoration."

    assert silent in found(lesson(pilot, ("image", block)), BLOCKING)
    assert silent not in found(lesson(pilot, ("image", {**block, "alt_text": "A door."})), BLOCKING)
    assert silent not in found(lesson(pilot, ("image", {**block, "decorative": True})), BLOCKING)


def test_what_may_not_be_shown_blocks(pilot, a_picture):
    LibraryImage.objects.filter(pk=a_picture.pk).update(shows_children="yes")
    block = {"image": a_picture, "caption": "", "alt_text": "A door.", "decorative": False}

    (fault,) = found(lesson(pilot, ("image", block)), BLOCKING)

    assert "no consent on file" in fault


def test_words_to_avoid_warn_and_never_block(pilot):
    GlossaryTerm.objects.create(
        code="children",
        term=Translated(es="niñas, niños y adolescentes", en="children and adolescents"),
        definition=Translated(es="Menores de 18.", en="Under 18."),
        avoid=Translated(es="menores", en="minors (in text)"),
    )
    page = lesson(pilot, ("text", {**TEXT, "body": "<p>The minors arrived.</p>"}))

    assert found(page, BLOCKING) == []
    assert found(page, WARNING) == [
        "The glossary advises against “minors” (in text). See “children and adolescents”."
    ]


def test_a_module_that_does_not_say_whom_it_is_about_is_told_so(pilot):
    pilot.population = []

    assert [words[:35] for words in found(pilot, WARNING)] == ["It does not say whom it is about. W"]


def test_a_heavy_page_is_said_to_be_heavy(pilot, monkeypatch):
    page = lesson(pilot, ("text", TEXT))
    monkeypatch.setattr(content_checks, "weight_of", lambda page: Weight(30_000, 90_000, 45_000))

    heavy = [check for check in checks_of_page(page, with_weight=True) if check.level == WARNING]

    assert [("88 KB" in check.words, "44 KB" in check.words) for check in heavy] == [(True, True)]


def test_a_page_is_weighed_as_a_visitor_gets_it(pilot):
    page = lesson(pilot, ("text", TEXT))
    words = "".join(
        f"<p>{sha256(bytes([number % 256, number // 256])).hexdigest()}</p>" for number in range(1500)
    )
    heavy = lesson(pilot, ("text", {**TEXT, "body": words}))

    light_checks = checks_of_page(page, with_weight=True)
    heavy_checks = checks_of_page(heavy, with_weight=True)

    assert [check.words.startswith("A first visit loads") for check in light_checks] == [True]
    assert ["The page is heavy" in check.words for check in heavy_checks if check.level == WARNING] == [True]


TERMS = {
    "niñas, niños y adolescentes": ["menores", "ilegales"],
    "centro de detención": ["albergue (cuando está cerrado)", "estancia, cuando hay llave"],
}


@pytest.mark.parametrize(
    ("text", "wordings"),
    [
        ("Los menores llegaron.", ["menores"]),
        ("LOS MENORES, dijo.", ["MENORES"]),
        ("Pormenores del caso.", []),
        ("La palabra “menores” no se usa.", []),
        ("Dos albergues y una estancia.", ["albergues", "estancia"]),
        ("El centro de detención cerró.", []),
    ],
)
def test_wordings_are_found_as_whole_words_outside_quotation_marks(text, wordings):
    assert [one.wording for one in avoided_in(text, TERMS)] == wordings


def test_the_note_of_a_wording_is_kept():
    assert list(avoided_in("Un albergue.", TERMS)) == [
        Avoided("albergue", "centro de detención", "cuando está cerrado")
    ]


@pytest.mark.parametrize(
    ("language", "text", "is_found"),
    [
        ("es", "Una niña hondureña de 12 años llegó.", True),
        ("es", "Un adolescente de quince años llegó a Tapachula.", True),
        ("es", "Una niña de 12 años llegó.", False),
        ("es", "Ocho meses después, en Tapachula.", False),
        ("es", "Un hombre hondureño de 42 años llegó a Tapachula.", False),
        ("es", "Una adolescente hondureña llegó a Tapachula el 3 de mayo.", True),
        ("es", "Véase el expediente 123/2015.", True),
        ("es", "Ana, 9 años, hondureña", True),
        ("es", "Ana (9 años), de Tapachula.", True),
        ("es", "9 años, hondureña.", True),
        ("es", "Un niño de nueve años de edad, en Tapachula.", True),
        ("es", "Su hermana hondureña tenía 1 año.", True),
        ("es", "Ana, 9 años", False),
        ("es", "Una pena de 9 años en Tapachula.", False),
        ("es", "Una pena de prisión de 9 años para el hondureño.", False),
        ("es", "Nueve años de prisión en Tapachula.", False),
        ("es", "Un programa de 8 años en Tapachula.", False),
        ("es", "Un programa para niñas de 8 años en Tapachula.", True),
        ("es", "Durante 9 años trabajaron en Tapachula.", False),
        ("es", "Hace más de 9 años, en Tapachula.", False),
        ("es", "En 9 años, Tapachula cambió.", False),
        ("es", "Vivió 9 años en Tapachula.", False),
        ("es", "Niñas de 6 a 12 años de Tapachula.", False),
        ("en", "A 12-year-old girl from Tapachula.", True),
        ("en", "Ana, 9 years old, Honduran", True),
        ("en", "A nine-year-old from Tapachula.", True),
        ("en", "Ana, 9, Honduran.", True),
        ("en", "Ana (9), from Tapachula.", True),
        ("en", "At the age of nine she came to Tapachula.", True),
        ("en", "Ana is nine years old.", False),
        ("en", "A sentence of 9 years in Tapachula.", False),
        ("en", "The sentence was 9 years, in Tapachula.", False),
        ("en", "In 9 years Tapachula changed.", False),
        ("en", "An eight-year-old programme in Tapachula.", False),
        ("en", "An 8-year programme in Tapachula.", False),
        ("en", "Articles 3, 9, and 12 in Tapachula.", False),
        ("en", "Children aged 12 to 17 in Tapachula.", False),
        ("en", "A boy, aged 9, arrived in Tapachula.", True),
        ("en", "He is 12, Honduran.", True),
        ("en", "Article 12 was applied in Tapachula.", False),
    ],
)
def test_sentences_in_which_a_child_might_be_recognized_are_found(language, text, is_found):
    assert bool(list(identifying(text, language, ["Tapachula"]))) is is_found


@pytest.mark.parametrize(
    ("count", "word", "syllables"),
    [
        (syllables_es, "migración", 3),
        (syllables_es, "aéreo", 4),
        (syllables_es, "país", 2),
        (syllables_es, "casa", 2),
        (syllables_en, "people", 2),
        (syllables_en, "care", 1),
        (syllables_en, "detention", 3),
    ],
)
def test_syllables_are_counted(count, word, syllables):
    assert count(word) == syllables


EASY = {
    "es": "La casa es grande. El sol sale. Las niñas van a la casa. El pan es bueno. " * 8,
    "en": "The door is open. The sun is up. They go to the house. The bread is good. " * 8,
}
HARD = {
    "es": "La institucionalización administrativa de procedimientos interinstitucionales discrecionales"
    " obstaculiza considerablemente la implementación sistemática de alternativas comunitarias. " * 8,
    "en": "Administrative institutionalization of discretionary interinstitutional procedures considerably"
    " complicates systematic implementation of community-based alternatives everywhere. " * 8,
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_easy_and_hard_texts_are_told_apart(language):
    assert reading_level([EASY[language]], language).level == Readability.EASY
    assert reading_level([HARD[language]], language).level == Readability.HARD


def test_of_too_few_words_nothing_is_said():
    assert reading_level(["The door is open."], "en") is None
