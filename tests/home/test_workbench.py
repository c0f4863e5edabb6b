"""The workbench on the real content: who reaches it, and what a copy of a translated module is like."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation

from courses.duplicating import duplicate_module
from courses.models import LessonPage
from courses.workbench.documents import MODULE
from courses.workbench.reading import read
from home.own_modules import own_modules
from people.enums import Role
from tests.courses.sent_forms import form_in
from tests.home.builders import module, person, trainer_of

pytestmark = pytest.mark.django_db


def workbench() -> str:
    return reverse("workbench", args=[module().translation_key])


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("role", "answer"),
    [
        (Role.PROGRAMME_MANAGER, 200),
        (Role.TRAINER, 404),
        (Role.TRANSLATOR, 404),
        (Role.REVIEWER, 404),
        (Role.SAFEGUARDING_REVIEWER, 404),
    ],
)
def test_managers_reach_every_workbench_and_others_none_but_their_own(content, role, answer):
    client = client_of(person("somebody", role))

    assert client.get(workbench()).status_code == answer
    # A form without a title is not saved, by whomever it is sent.
    assert client.post(workbench(), {"do": "save"}).status_code == {200: 422}.get(answer, answer)


def test_the_original_opens_in_its_trainers_hands_whichever_language_they_speak(content):
    tania = trainer_of(module())
    client = client_of(tania)

    response = client.get(workbench())

    assert response.status_code == 200
    assert form_in(response.content.decode(), "workbench")["module-title"] == module().title
    assert workbench() in client.get(reverse("own_modules")).content.decode()


def test_the_full_editor_leads_back_to_the_workbench(content):
    client = client_of(trainer_of(module()))

    pages = [module(), LessonPage.objects.child_of(module()).first()]
    editors = [client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])) for page in pages]

    assert [workbench() in editor.content.decode() for editor in editors] == [True] * 2


def test_saving_the_first_module_as_it_stands_changes_nothing_of_it(content):
    client = client_of(trainer_of(module()))
    before = list(LessonPage.objects.order_by("pk").values_list("body", "latest_revision", "title"))
    sent = form_in(client.get(workbench()).content.decode(), "workbench")

    response = client.post(
        workbench(), sent.urlencode() + "&do=save", content_type="application/x-www-form-urlencoded"
    )

    assert response.status_code == 302
    assert list(LessonPage.objects.order_by("pk").values_list("body", "latest_revision", "title")) == before


def test_a_copy_brings_its_translation_which_waits_only_for_what_the_copy_changed(content):
    tania = trainer_of(module())

    made = duplicate_module(source=module(), by=tania, key=uuid.uuid4(), title="Our own pilot")

    spanish = made.get_translations().get().specific
    lessons = list(LessonPage.objects.child_of(spanish).order_by("path"))
    originals = list(LessonPage.objects.child_of(module("es")).order_by("path"))
    assert [lesson.title for lesson in lessons] == [lesson.title for lesson in originals]
    assert [lesson.intro for lesson in lessons] == [lesson.intro for lesson in originals]
    waiting = {
        found.source.get_source_instance().title: total - done
        for found in Translation.objects.filter(source__object_id__in=keys(made)).select_related("source")
        for total, done in [found.get_progress()]
    }
    assert len(waiting) == 1 + len(lessons)
    # The title, the address, and the sentence that says where the copy comes from.
    assert {title: number for title, number in waiting.items() if number} == {"Our own pilot": 3}
    asked_anew = type(tania).objects.get(pk=tania.pk)
    listed = next(one for one in own_modules(asked_anew) if one.source == made)
    assert [version.is_source for version in listed.versions] == [True, False]


def keys(page) -> list[uuid.UUID]:
    return [
        page.translation_key,
        *LessonPage.objects.child_of(page).values_list("translation_key", flat=True),
    ]


def test_a_copy_of_the_first_module_says_what_it_says(content):
    tania = trainer_of(module())
    original = read(module())

    made = duplicate_module(
        source=module(), by=tania, key=uuid.uuid4(), title=module().title, with_translations=False
    )

    copied = read(made)
    assert len(copied.items) == len(original.items) > 0
    assert copied.items.keys().isdisjoint(original.items)
    assert [without_keys(one) for _key, one in copied.document.of_kind("item")] == [
        without_keys(one) for _key, one in original.document.of_kind("item")
    ]
    assert [
        [block["kind"] for block in one["blocks"]] for _key, one in copied.document.of_kind("lesson")
    ] == [[block["kind"] for block in one["blocks"]] for _key, one in original.document.of_kind("lesson")]
    assert copied.document[MODULE]["summary"] == original.document[MODULE]["summary"]


def without_keys(data):
    """The same without ids and without what names them."""
    if isinstance(data, list):
        return [without_keys(one) for one in data]
    if isinstance(data, dict):
        return {name: without_keys(one) for name, one in data.items() if name not in {"id", "right"}}
    return data
