"""A trainer makes a module of three lessons and a quiz of five questions, and sends it to review."""

import pytest
from playwright.sync_api import Locator, Page

from tests.journeys.addresses import SIGN_IN
from tests.journeys.pages import sideways_overflow
from tests.journeys.people_on_site import Person
from tools.live_site import LiveSite

MOST_STEPS = 15
LESSONS = {
    "es": ["Una puerta que se abre", "Quién decide, y cuándo", "Lo que podemos hacer aquí"],
    "en": ["A door that opens", "Who decides, and when", "What we can do here"],
}
# Read from the site: what was sent, and whether it can be asked.
STATE = """
from courses.models import Item, LessonPage, ModulePage, Quiz
from wagtail.models import WorkflowState
module = ModulePage.objects.get(title={title!r})
lessons = list(LessonPage.objects.child_of(module).order_by("path"))
pages = [str(page.pk) for page in [module, *lessons]]
states = WorkflowState.objects.filter(object_id__in=pages).values_list("status", flat=True)
quiz = Quiz.objects.get(module_key=module.translation_key)
asked = [row.item for row in quiz.quiz_items.all()]
right = [[one["correct"] for one in item.current_version.content["options"]].count(True) for item in asked]
print(module.live, [one.title for one in lessons], sorted(states), right)
"""


def signs_in_as_trainer(person: Person) -> None:
    """By the button of the demo site; signing in is no step."""
    person.goes_to(SIGN_IN[person.language])
    person.uses(person.button("Sign in as trainer"))


def by_name(page: Page, ending: str) -> list[Locator]:
    """The fields of the workbench whose names end like this, from top to bottom."""
    return page.locator(f"#workbench [name$='{ending}']").all()


def writes_module(person: Person, title: str) -> None:
    person.writes(person.page.locator("[name=module-title]"), title)
    person.writes(person.page.locator("[name=module-summary]"), f"{title}: what it was, and what it left.")


def writes_lessons(person: Person) -> None:
    page = person.page
    for field, title in zip(by_name(page, "-title")[1:], LESSONS[person.language], strict=True):
        person.writes(field, title)
    for field in by_name(page, "-intro"):
        person.writes(field, "What this part is about.")
    for field in by_name(page, "-body"):
        person.writes(field, "## How it was\n\nIt took **two** calls.\n\n- the first\n- the second")


def names_sources(person: Person) -> None:
    """Every text that says it comes from a source names one; a choice in a list is two steps."""
    for block in person.page.locator("#workbench .wb-block-text").all():
        if block.locator("[name$='-fact_status']").input_value() == "source_document":
            source = block.locator("[name$='-source']")
            person.picks(source, source.locator("option").nth(1).get_attribute("value"))
            person.steps.count += 2


def writes_questions(person: Person) -> None:
    """Five questions, three answers each; the second one is right."""
    questions = person.page.locator("#workbench .wb-item").all()
    assert len(questions) == 5
    for number, question in enumerate(questions, start=1):
        for language in ("es", "en"):
            person.writes(question.locator(f"[name$='-stem_{language}']"), f"{language} {number}?")
            for place, answer in enumerate(question.locator(f"[name$='-text_{language}']").all()):
                person.writes(answer, f"{language} {number}.{place}")
        person.ticks(question.locator("[name$='-right']").nth(1))


@pytest.mark.parametrize(
    ("language", "width", "way", "script"),
    [("es", 1280, "mouse", True), ("en", 360, "finger", False)],
    ids=["es-desktop", "en-phone-without-script"],
)
def test_a_module_goes_from_a_template_to_review_in_few_steps(
    site: LiveSite, page_at, language: str, width: int, way: str, script: bool
):
    person = Person(page_at(width, script=script, language=language), language, way)
    title = f"{LESSONS[language][0]} · {width}"
    signs_in_as_trainer(person)
    person.goes_to("/admin/")
    person.language = "es"  # the admin speaks the language of the trainer's profile

    person.uses(person.link("Begin a module"))
    person.writes(person.field("Title"), title)
    person.uses(person.button("Begin", "module"))
    person.language = language
    writes_module(person, title)
    writes_lessons(person)
    names_sources(person)
    writes_questions(person)
    person.language = "es"
    person.uses(person.button("Send to review"))

    person.sees(person.says("In review"))
    assert person.steps.count <= MOST_STEPS
    assert site.shell(STATE.format(title=title)).endswith(
        f"False {LESSONS[language]} {['in_progress'] * 4} {[1] * 5}"
    )


def presses(target: Locator) -> None:
    """Press Enter on what the keyboard can reach."""
    assert target.evaluate("element => element.tabIndex") >= 0
    target.press("Enter")


def test_parts_are_added_moved_and_taken_out_in_the_page_and_by_keyboard(site: LiveSite, page_at):
    person = Person(page_at(360, language="es"), "es", "finger")
    signs_in_as_trainer(person)
    person.goes_to("/admin/modules/new/")
    person.writes(person.field("Title"), "Con el teclado")
    person.uses(person.button("Begin", "module"))
    page = person.page
    items = page.locator("#workbench .wb-item")
    first = items.first.get_attribute("id")

    presses(page.get_by_role("button", name=person.says("Add a question"), exact=True))
    page.keyboard.type("Una sexta pregunta")
    presses(items.first.locator("[value^='down:item']"))
    presses(items.nth(2).locator("[value^='remove:item']"))
    presses(page.get_by_role("button", name=person.says("Undo")))
    presses(items.nth(5).locator("[value^='up:item']"))

    assert items.count() == 6
    assert items.nth(1).get_attribute("id") == first
    assert items.nth(4).locator("[name$='-stem_es']").input_value() == "Una sexta pregunta"
    assert page.locator("#workbench .wb-item h4 [data-number]").all_inner_texts() == list("123456")
    assert sideways_overflow(page) == 0
    person.uses(person.button("Save draft"))
    assert items.nth(4).locator("[name$='-stem_es']").input_value() == "Una sexta pregunta"
    assert items.nth(1).get_attribute("id") == first


def test_another_kind_of_question_brings_its_answers_and_keeps_what_was_typed(site: LiveSite, page_at):
    person = Person(page_at(1280, language="es"), "es", "mouse")
    signs_in_as_trainer(person)
    person.goes_to("/admin/modules/new/")
    person.writes(person.field("Title"), "Clases de preguntas")
    person.uses(person.button("Begin", "module"))
    item = person.page.locator("#workbench .wb-item").first
    kind = item.locator("[name$='-type']")
    person.writes(item.locator("[name$='-text_es']").first, "Se queda")

    person.picks(kind, "multiple_response")
    assert item.locator("[name$='-right']").first.get_attribute("type") == "checkbox"
    assert item.locator("[name$='-text_es']").first.input_value() == "Se queda"
    person.picks(kind, "categorize")
    person.writes(item.locator("[name$='-label_es']").first, "Abierto")
    person.opens(item.get_by_role("button", name=person.says("Add an entry")).first)
    person.picks(kind, "single_choice")
    assert item.locator("[name$='-text_es']").first.input_value() == "Se queda"
    person.picks(kind, "categorize")
    person.uses(person.button("Save draft"))

    assert item.locator("[name$='-label_es']").first.input_value() == "Abierto"
    assert item.locator(".wb-members").first.locator("[data-row]").count() == 3
