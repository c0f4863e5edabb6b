"""Forms of the admin: what trainers write passes one of these before it is stored."""

import re
import uuid
from collections.abc import Iterable, Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.blocks import StreamValue

from base.fields import TranslatedFormField
from base.text import refuse_control_characters
from courses.belonging import module_choices
from courses.freezing import as_text, freeze_item, freeze_scenario
from courses.models import Item, LessonPage, Quiz, Reflection, Scenario
from courses.soundness import item_problems
from courses.stories import scenario_problems
from media.models import LibraryDocument, LibraryImage, LibraryMedia
from media.streams import choices_of

# The blocks of a lesson that refer to an activity.
REFERRED = {"quiz": Quiz, "scenario": Scenario, "reflection": Reflection}
# Inputs of a lesson's body that name things of the library.
OF_LIBRARY = {"image": LibraryImage, "media": LibraryMedia, "documents": LibraryDocument}
LIBRARY_INPUT = re.compile(r"body-\d+-value-(image|media|documents)(?:-\d+-value)?")


class ActivityForm(WagtailAdminModelForm):
    """An activity belongs to a module that its author may change."""

    module_key = forms.TypedChoiceField(
        label=gettext_lazy("Belongs to the module"),
        help_text=gettext_lazy("Whoever may change this module may change this too."),
        coerce=lambda key: uuid.UUID(str(key)),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        choices = module_choices(self.for_user)
        self.fields["module_key"].choices = [("", "—"), *choices]
        if len(choices) == 1 and not self.initial.get("module_key"):
            self.initial["module_key"] = choices[0][0]
        for field in self.fields.values():
            if isinstance(field, TranslatedFormField):
                field.error_messages["required"] = gettext_lazy("Write this in every language.")

    def clean(self) -> dict:
        data = super().clean()
        for name, value in list(data.items()):
            if isinstance(value, StreamValue):
                self.refuse_hidden_characters(name, value)
        return data

    def refuse_hidden_characters(self, name: str, value: StreamValue) -> None:
        try:
            for text in texts_in(value.get_prep_value()):
                refuse_control_characters(text)
        except ValidationError as error:
            self.add_error(name, error)


class SoundForm(ActivityForm):
    """Refuses what could not be published, and says everything that is wrong with it."""

    def problems(self) -> list[str]:
        raise NotImplementedError

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.errors:
            for problem in self.problems():
                self.add_error(None, problem)


class ItemForm(SoundForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("answer_value", "tolerance"):
            self.initial[name] = as_text(self.initial.get(name))

    def problems(self) -> list[str]:
        return item_problems(freeze_item(self.instance))


class ScenarioForm(SoundForm):
    def problems(self) -> list[str]:
        return scenario_problems(freeze_scenario(self.instance))


class QuizForm(ActivityForm):
    """Its questions are those its author may use; each stands in it once."""

    def __init__(self, data=None, *args, for_user=None, instance=None, **kwargs):
        if data is not None:
            data = without(data, foreign_questions(data, for_user, instance))
        super().__init__(data, *args, for_user=for_user, instance=instance, **kwargs)

    def clean(self) -> dict:
        data = super().clean()
        questions = [
            form.cleaned_data.get("item")
            for form in self.formsets["quiz_items"].forms
            if form.is_valid() and not form.cleaned_data.get("DELETE")
        ]
        twice = {one.code for one in questions if one and questions.count(one) > 1}
        for code in sorted(twice):
            self.add_error(None, _("The question %(code)s stands in this quiz twice.") % {"code": code})
        return data


class LessonForm(WagtailAdminPageForm):
    """A lesson refers to activities and to things of the library that its author may use; others count as not
    chosen."""

    def __init__(self, data=None, *args, for_user=None, instance=None, **kwargs):
        if data is not None:
            data = without(data, foreign_activities(data, for_user, instance))
            data = without(data, foreign_items(data, for_user, instance))
        super().__init__(data, *args, for_user=for_user, instance=instance, **kwargs)


def texts_in(data) -> Iterator[str]:
    """Every text in stream data, however deep."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from texts_in(list(data.values()))
    elif isinstance(data, Iterable):
        for part in data:
            yield from texts_in(part)


def without(data: QueryDict, names: Iterable[str]) -> QueryDict:
    """The same answers with these left empty, so that a form neither takes nor shows them."""
    names = list(names)
    if not names:
        return data
    changed = data.copy()
    for name in names:
        changed[name] = ""
    return changed


def foreign_activities(data: QueryDict, user, lesson: LessonPage) -> list[str]:
    """The inputs of a lesson's body that name an activity of others which the lesson does not hold yet."""
    held = {(block["type"], str(block["value"])) for block in lesson.body.raw_data}
    names = [name for name in data if name.startswith("body-") and data.get(name) in REFERRED]
    chosen = [(data[name], data.get(value), value) for name in names if (value := value_of(name))]
    foreign = [(kind, pk, value) for kind, pk, value in chosen if pk and (kind, pk) not in held]
    return [value for kind, pk, value in foreign if not may_use(REFERRED[kind], pk, user)]


def foreign_items(data: QueryDict, user, lesson: LessonPage) -> list[str]:
    """The inputs of a lesson's body that name a thing from others' part of the library, not yet in the lesson."""
    held = {(model, str(key)) for model, key in choices_of(lesson)}
    named = [(OF_LIBRARY[found[1]], name) for name in data if (found := LIBRARY_INPUT.fullmatch(name))]
    foreign = [(model, name) for model, name in named if data[name] and (model, data[name]) not in held]
    return [name for model, name in foreign if not may_use(model, data[name], user)]


def value_of(name: str) -> str:
    """The input beside `body-3-type` that holds the block's value; empty for every other input."""
    return f"{name.removesuffix('type')}value" if name.endswith("-type") else ""


def foreign_questions(data: QueryDict, user, quiz: Quiz | None) -> list[str]:
    """The inputs of a quiz that name a question of others which the quiz does not hold yet."""
    held = {str(row.item_id) for row in quiz.quiz_items.all()} if quiz else set()
    names = [name for name in data if name.startswith("quiz_items-") and name.endswith("-item")]
    return [name for name in names if data[name] not in held | {""} and not may_use(Item, data[name], user)]


def may_use(model, pk: str, user) -> bool:
    return pk.isdecimal() and model.objects.visible_to(user).filter(pk=pk).exists()
