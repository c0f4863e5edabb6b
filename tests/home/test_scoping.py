"""Every address of the admin, asked for with the objects of another trainer: nothing of theirs comes out.

All that belongs to Tania carries one word. Omar teaches another module; wherever he asks, by whatever
address, the word must not be in what he gets, and nothing of hers may be different afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.models import EditingSession
from wagtail.models import (
    Collection,
    Comment,
    Locale,
    Page,
    Revision,
    TaskState,
    Workflow,
    WorkflowState,
    WorkflowTask,
)
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from courses import workflow
from courses.models import Item, LessonPage, ModulePage, Quiz, Reflection, ReviewTask, Scenario
from home.groups import shelf_of
from home.loading.permissions import ensure_permissions
from media.models import LibraryDocument, LibraryImage, LibraryMedia
from people.enums import Role
from people.models import User
from people.roles import ensure_roles
from tests.courses.authors import item, quiz, reflection, scenario, trainer
from tests.courses.builders import module, person, site_tree
from tests.media.builders import document, image, recording

pytestmark = [pytest.mark.django_db, pytest.mark.indexes]

HERS = "Zarzamora"
# Stands beside it in every title, so that a search need not hold the word itself.
SOUGHT = "quilt"
# Answer everybody the same: they know no object.
KNOW_NOBODY = {
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtail_localize:javascript_catalog",
    "wagtailadmin_error_test",
}
PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "page_ptr_id")


@dataclass
class World:
    """Two trainers; everything but `omar` and `own` belongs to Tania."""

    tania: User
    omar: User
    own: ModulePage
    module: ModulePage
    lesson: LessonPage
    values: dict[str, object]
    by_namespace: dict[str, object]


@pytest.fixture(scope="module")
def world(arranged) -> World:
    catalogues = site_tree()
    ensure_roles()
    ensure_permissions()
    pages = module(catalogues, lessons=0, languages=("en",), slug="hers", live=False, code="ZZ")
    theirs = pages["en"]
    theirs.title = theirs.draft_title = f"{HERS} quilt"
    theirs.save()
    lesson = LessonPage(title=f"{HERS} quilt", slug="zz-lesson", intro=f"{HERS} introduction.", live=False)
    theirs.add_child(instance=lesson)
    lesson.save_revision()
    lesson.save_revision()
    own = module(catalogues, lessons=1, languages=("en",), slug="own")["en"]
    tania, omar = trainer("tania", theirs), trainer("omar", own)
    return World(tania, omar, own, theirs, lesson, *objects_of(theirs, lesson, tania))


def objects_of(theirs: ModulePage, lesson: LessonPage, tania: User) -> tuple[dict, dict]:
    """What the arguments of addresses stand for: by their name, and for `pk` by their namespace."""
    library, shelf = library_of(theirs, tania)
    activities = activities_of(theirs)
    Comment.objects.create(page=lesson, user=tania, text=f"{HERS} comment", contentpath="title")
    by_name = {
        **dict.fromkeys(PAGE_ARGUMENTS, lesson.pk),
        **{f"{kind}_id": thing.pk for kind, thing in library.items()},
        **of_translation(theirs),
        **of_review(lesson, tania),
        "destination_id": theirs.pk,
        "revision_id": lesson.latest_revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "key": theirs.translation_key,
        "collection_id": shelf.pk,
        "session_id": editing(lesson, tania).pk,
        "object_id": lesson.pk,
        "action_name": "approve",
        "filter_spec": "original",
        "media_type": "video",
    }
    by_namespace = {
        "wagtailadmin_pages": lesson.pk,
        "pages": lesson.pk,
        **{f"{kind}s": thing.pk for kind, thing in library.items()},
        "wagtaildocs_chooser": library["document"].pk,
        "wagtailimages_chooser": library["image"].pk,
        "wagtailadmin_collections": shelf.pk,
        "wagtailusers_users": tania.pk,
        **{activity._meta.model_name: activity.pk for activity in activities},
        **{f"{activity._meta.model_name}_chooser": activity.pk for activity in activities},
    }
    return by_name, by_namespace


def library_of(theirs: ModulePage, tania: User) -> tuple[dict, Collection]:
    """One thing of each kind in the collection of her module."""
    shelf = shelf_of(theirs.translation_key, HERS).collection
    makers = {"image": image, "document": document, "media": recording}
    made = {
        kind: make(f"{HERS} quilt", collection=shelf, uploaded_by_user=tania) for kind, make in makers.items()
    }
    return made, shelf


def activities_of(theirs: ModulePage) -> list:
    question = item(theirs, f"{HERS}-1")
    others = [quiz(theirs, f"{HERS}-2", question), scenario(theirs, f"{HERS}-3")]
    return [question, *others, reflection(theirs, f"{HERS}-4")]


def editing(lesson: LessonPage, tania: User) -> EditingSession:
    return EditingSession.objects.create(
        user=tania,
        content_type=ContentType.objects.get_for_model(Page),
        object_id=str(lesson.pk),
        last_seen_at=lesson.latest_revision_created_at,
    )


def of_translation(theirs: ModulePage) -> dict[str, int]:
    source, translation = translated(theirs)
    return {
        "translation_id": translation.pk,
        "translation_source_id": source.pk,
        "string_segment_id": StringSegment.objects.filter(source=source).first().pk,
        "overridable_segment_id": getattr(OverridableSegment.objects.first(), "pk", 1),
    }


def of_review(lesson: LessonPage, tania: User) -> dict[str, int]:
    state = in_review(lesson, tania)
    return {
        "workflow_state_id": state.pk,
        "task_state_id": state.current_task_state_id,
        "task_id": state.current_task_state.task_id,
    }


def translated(theirs: ModulePage) -> tuple[TranslationSource, Translation]:
    source, _made = TranslationSource.get_or_create_from_instance(theirs)
    spanish = Locale.objects.get(language_code="es")
    return source, Translation.objects.create(source=source, target_locale=spanish)


def in_review(lesson: LessonPage, tania: User) -> WorkflowState:
    """The lesson, waiting for somebody's review."""
    steps = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=steps, task=ReviewTask.objects.create(name="Review"))
    return steps.start(lesson, tania)


# --- Every address


def patterns(found=None, namespaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    """`(name, pattern)` of every address below /admin/."""
    if found is None:
        found = next(one for one in get_resolver().url_patterns if str(one.pattern) == "admin/").url_patterns
    for one in found:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, namespaces + ((one.namespace,) if one.namespace else ()))
        elif one.name:
            yield ":".join((*namespaces, one.name)), one


def arguments(pattern: URLPattern, name: str, world: World) -> dict[str, object]:
    """What stands for each argument of an address: an object of Tania's."""
    names = pattern.pattern.regex.groupindex
    return {one: value_of(one, name, world) for one in names}


def value_of(argument: str, name: str, world: World) -> object:
    spaces = name.split(":")[:-1]
    if argument in {"pk", "task_id"} and spaces and spaces[-1] in world.by_namespace:
        return world.by_namespace[spaces[-1]]
    if argument in {"app_label", "content_type_app_name", "app_name"}:
        return "courses"
    if argument in {"model_name", "content_type_model_name"}:
        return "lessonpage"
    if argument in world.values:
        return world.values[argument]
    if argument in OTHER:
        return OTHER[argument]
    return NOBODYS if argument in {"pk", "id"} or argument.endswith("_id") else "1"


# A key of which there is no row: for what belongs to no trainer.
NOBODYS = "9999999"
OTHER = {
    "uuid": "00000000-0000-4000-8000-000000000000",
    "public_id": "00000000-0000-4000-8000-000000000000",
    "action": "publish",
    "uidb64": "MQ",
    "token": "set-password",
}


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """`(name, address)` of every address of the admin with the objects of Tania."""
    for name, pattern in patterns():
        if name not in KNOW_NOBODY:
            yield name, address(name, arguments(pattern, name, world))
    yield from bulk_addresses(world)
    for name in ("copy", "move", "preview_on_edit", "view_draft", "usage", "history_results"):
        argument = "page_to_move_id" if name == "move" else "page_id"
        yield f"page {name}", reverse(f"wagtailadmin_pages:{name}", kwargs={argument: world.module.pk})


def address(name: str, values: dict[str, object]) -> str:
    try:
        return reverse(name, kwargs=values)
    except NoReverseMatch:
        # A pattern that names some of its arguments only.
        return reverse(name, args=list(values.values()))


def bulk_addresses(world: World) -> Iterator[tuple[str, str]]:
    """Every act on many things at once, with one of Tania's among them."""
    named = [("page", world.lesson.pk, ("publish", "unpublish", "move", "delete"))]
    for model, key in (("image", "image_id"), ("document", "document_id"), ("media", "media_id")):
        named.append((f"library{model}", world.values[key], ("delete", "add_tags", "add_to_collection")))
    for model, key, actions in named:
        for action in actions:
            app = "wagtailcore" if model == "page" else "media"
            url = reverse("wagtail_bulk_action", args=[app, model, action])
            yield f"bulk {model} {action}", f"{url}?id={key}"


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


def text_of(response) -> str:
    """All that an answer holds, a stream to its end, and where it leads."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode("utf-8", "replace") + response.headers.get("Location", "")


def hers() -> str:
    """All that belongs to Tania, as one text."""
    models = (
        ModulePage,
        LessonPage,
        Item,
        Quiz,
        Scenario,
        Reflection,
        LibraryImage,
        LibraryDocument,
        LibraryMedia,
    )
    rows = [row for model in models for row in model.objects.order_by("pk")]
    rows += [
        *Revision.objects.order_by("pk"),
        *TaskState.objects.order_by("pk"),
        *Comment.objects.order_by("pk"),
    ]
    return serializers.serialize("json", rows)


ASKED = ("", f"?q={SOUGHT}", "?export=csv", f"?export=xlsx&q={SOUGHT}")


def asks(url: str, name: str) -> list[str]:
    """The address as it is, and where it lists things also searched and exported."""
    lists = name.endswith(("index", "results", "explore", "search", "listing", "choose", "report"))
    return [url + query for query in (ASKED if lists and "?" not in url else ("",))]


def test_no_address_of_the_admin_gives_anything_of_another_trainer(world):
    client = signed_in(world.omar)
    leaks, broken, number = [], [], 0

    for name, url in addresses(world):
        for asked in asks(url, name):
            response = client.get(asked)
            number += 1
            if HERS in text_of(response):
                leaks.append((name, asked, response.status_code))
            if response.status_code >= 500:
                broken.append((name, asked))

    assert leaks == [], "\n".join(map(str, leaks))
    assert broken == [], "\n".join(map(str, broken))
    assert number > 400


def test_no_address_of_the_admin_lets_another_trainer_change_anything(world):
    client, before = signed_in(world.omar), hers()
    form = {"title": "Taken", "next": "/admin/", "comment": "Taken", "action-publish": "1", "confirm": "on"}
    changed = []

    for name, url in addresses(world):
        response = client.post(url, form)
        if HERS in text_of(response) or hers() != before:
            changed.append((name, response.status_code))
            break

    assert changed == []


def test_nothing_of_hers_is_copied_or_moved_to_a_module_of_his(world):
    client, before = signed_in(world.omar), Page.objects.count()
    copy = {
        "new_title": "Taken",
        "new_slug": "taken",
        "new_parent_page": str(world.own.pk),
        "copy_subpages": "on",
        "publish_copies": "on",
        "alias": "on",
    }

    for page in (world.lesson, world.module):
        assert client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), copy).status_code == 404
        move = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, world.own.pk])
        assert client.post(move).status_code == 404

    assert Page.objects.count() == before
    assert world.lesson.get_parent() == world.module


def test_nothing_of_his_is_put_into_her_module(world):
    client = signed_in(world.omar)
    (his,) = world.own.get_children()
    copy = {"new_title": "Planted", "new_slug": "planted", "new_parent_page": str(world.module.pk)}

    client.post(reverse("wagtailadmin_pages:copy", args=[his.pk]), copy)
    client.post(reverse("wagtailadmin_pages:move_confirm", args=[his.pk, world.module.pk]))
    client.post(reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", world.module.pk]), copy)

    assert [page.specific for page in world.module.get_children()] == [world.lesson]


@pytest.mark.parametrize("name", ["edit", "history", "usage", "copy", "move", "view_draft", "delete"])
def test_the_same_addresses_give_tania_what_is_hers(world, name):
    argument = "page_to_move_id" if name == "move" else "page_id"
    url = reverse(f"wagtailadmin_pages:{name}", kwargs={argument: world.lesson.pk})

    response = signed_in(world.tania).get(url)

    assert response.status_code == 200
    assert HERS in text_of(response)


def test_the_lists_give_tania_what_is_hers(world):
    client = signed_in(world.tania)

    found = {
        name: HERS in text_of(client.get(f"{reverse(name)}?q={SOUGHT}"))
        for name in ("own_modules", "wagtailimages:index", "wagtaildocs:index", "wagtailmedia:index")
    }

    assert set(found.values()) == {True}, found


def test_a_reviewer_reaches_what_waits_for_them_and_nothing_else(world):
    rita = User.objects.get(pk=person("rita", language="en").pk)
    rita.groups.add(ensure_roles()[Role.REVIEWER])
    client = signed_in(User.objects.get(pk=rita.pk))

    def status(page: Page) -> int:
        return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code

    (his,) = world.own.get_children()
    assert [status(page) for page in (world.lesson, world.module, world.own, his)] == [200, 404, 404, 404]
    workflow.withdraw(world.module, by=world.tania)
    assert status(world.lesson) == 404
