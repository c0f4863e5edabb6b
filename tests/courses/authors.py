"""Trainers, and the forms they send in the admin."""

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from base.translated import Translated
from courses.models import Item, ModulePage, Quiz, QuizItem, Reflection, Scenario
from home.groups import trainers_of
from home.loading.permissions import ensure_permissions
from people.enums import Role
from people.models import User
from people.roles import ensure_roles
from tests.courses.builders import person

__all__ = ["inline_formset", "nested_form_data", "rich_text", "streamfield"]


def trainer(name: str, *modules: ModulePage, **fields) -> User:
    """A trainer of these modules and of no others."""
    roles = ensure_roles()
    ensure_permissions()
    user = person(name, **{"language": "en", **fields})
    user.groups.add(roles[Role.TRAINER])
    for module in modules:
        user.groups.add(trainers_of(module.translation_key))
    return User.objects.get(pk=user.pk)


def sign_in(client, user: User) -> None:
    """Signed in, with a browser that speaks the person's language."""
    client.force_login(user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = user.language


def both(text: str) -> Translated:
    return Translated(es=f"{text} (es)", en=f"{text} (en)")


def inputs(name: str, text: str) -> dict[str, str]:
    """The two inputs of a text in both languages, Spanish first."""
    return {f"{name}_es": f"{text} (es)", f"{name}_en": f"{text} (en)"}


def words(text: str) -> dict[str, str]:
    """A translated text inside a block."""
    return {"es": f"{text} (es)", "en": f"{text} (en)"}


def choice(text: str, *, correct: bool = False) -> tuple[str, dict]:
    block = {"text": words(text), "feedback": {"es": "", "en": ""}}
    return ("choice", {**block, "correct": "on"} if correct else block)


def item_form(module: ModulePage, *, code: str = "Q1", options=None, **fields) -> dict:
    """What the form of a question sends."""
    options = [choice("Right", correct=True), choice("Wrong")] if options is None else options
    return nested_form_data(
        {
            "module_key": str(module.translation_key),
            "code": code,
            "type": "single_choice",
            "bloom": "remember",
            "points": "1",
            **inputs("stem", "Where?"),
            **inputs("feedback", "Because."),
            "model_answer_es": "",
            "model_answer_en": "",
            "answer_value": "",
            "tolerance": "0",
            "options": streamfield(options),
            "sources": streamfield([]),
            **fields,
        }
    )


def decision(text: str, goes_to: str) -> dict:
    return {"text": words(text), "goes_to": goes_to, "consequence": {"es": "", "en": ""}}


def step(name: str, *aims: str) -> tuple[str, dict]:
    options = inline_list([decision(f"To {aim}", aim) for aim in aims])
    return ("step", {"name": name, "text": words(f"At {name}"), "options": options})


def ending(name: str) -> tuple[str, dict]:
    block = {"name": name, "title": words(f"End {name}"), "text": words("So."), "principle": words("Care.")}
    return ("ending", {**block, "provision": "", "sources": inline_list([])})


def inline_list(values: list) -> dict:
    """The inputs of a list block."""
    rows = {
        str(number): {"value": value, "deleted": "", "order": str(number), "type": "item", "id": ""}
        for number, value in enumerate(values)
    }
    return {"count": str(len(values)), **rows}


def scenario_form(module: ModulePage, *steps, code: str = "S1") -> dict:
    return nested_form_data(
        {
            "module_key": str(module.translation_key),
            "code": code,
            **inputs("title", "A story"),
            **inputs("intro", "One evening."),
            "steps": streamfield(list(steps)),
        }
    )


def quiz_form(module: ModulePage, *items: Item, code: str = "K1", initial: int = 0, **fields) -> dict:
    rows = [
        {"item": str(item.pk), "id": "", "ORDER": str(place)} for place, item in enumerate(items, start=1)
    ]
    return nested_form_data(
        {
            "module_key": str(module.translation_key),
            "code": code,
            **inputs("title", "Check"),
            "intro_es": "",
            "intro_en": "",
            "pass_mark": "70",
            "quiz_items": inline_formset(rows, initial=initial),
            **fields,
        }
    )


def item(module: ModulePage, code: str = "Q1", **fields) -> Item:
    options = [
        {"type": "choice", "id": f"{name}-id", "value": {"text": words(name), "correct": name == "yes"}}
        for name in ("yes", "no")
    ]
    return Item.objects.create(
        code=code,
        module_key=module.translation_key,
        type="single_choice",
        bloom="remember",
        stem=both("Where?"),
        options=options,
        **fields,
    )


def quiz(module: ModulePage, code: str = "K1", *items: Item) -> Quiz:
    made = Quiz(code=code, module_key=module.translation_key, title=both("Check"))
    made.save()
    for place, one in enumerate(items):
        QuizItem.objects.create(quiz=made, item=one, sort_order=place)
    return made


def scenario(module: ModulePage, code: str = "S1") -> Scenario:
    return Scenario.objects.create(
        code=code,
        module_key=module.translation_key,
        title=both("A story"),
        intro=both("One evening."),
        steps=[],
    )


def reflection(module: ModulePage, code: str = "R1") -> Reflection:
    return Reflection.objects.create(code=code, module_key=module.translation_key, prompt=both("What if?"))
