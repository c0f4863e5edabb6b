"""A duplicated module stands alone: new rows, new keys, references to the copies, nothing of learners."""

import json
import uuid

import pytest
from django.urls import reverse

from courses.duplicating import UsedKeyError, duplicate_module, may_duplicate
from courses.freezing import freeze_item, freeze_scenario
from courses.models import (
    Enrolment,
    Item,
    LessonPage,
    ModulePage,
    Quiz,
    QuizItem,
    Reflection,
    Scenario,
)
from courses.thawing import as_published
from home.groups import trainers_of
from tests.courses import builders_activities as activities
from tests.courses.authors import reflection, sign_in, trainer
from tests.courses.builders import act, learner, lessons_of, module, person, site_tree

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pilot(arranged):
    """A published module in both languages whose first lesson holds one of each activity."""
    pages = module(site_tree(), lessons=2, code="M1", content_notes=["detention_experience"])
    key = pages["en"].translation_key
    items = [activities.item(kind, module_key=key) for kind in ("single_choice", "ordering")]
    check = activities.quiz(*items, code="M1-K1", module_key=key)
    story = activities.scenario(code="M1-S1")
    Scenario.objects.update(module_key=key)
    asked = reflection(pages["en"], "M1-R1")
    firsts = [lessons_of(page)[0] for page in pages.values()]
    activities.hold(firsts, check, story, asked)
    link = f'<p>See <a linktype="page" id="{lessons_of(pages["en"])[1].pk}">the next</a>.</p>'
    text = {"type": "text", "id": "t", "value": {"body": link, "fact_status": "", "sources": []}}
    firsts[0].body = json.dumps([text, *firsts[0].body.raw_data])
    firsts[0].save()
    return pages


@pytest.fixture(scope="module")
def ana(pilot):
    return trainer("ana", pilot["en"])


def duplicate(source: ModulePage, by, **fields) -> ModulePage:
    return duplicate_module(
        **{"source": source, "by": by, "key": uuid.uuid4(), "title": "Our own pilot", **fields}
    )


def held_by(lesson: LessonPage) -> dict[str, int]:
    return {block["type"]: block["value"] for block in lesson.body.raw_data if block["type"] != "text"}


def test_the_copy_has_new_rows_with_new_keys_and_the_same_words(pilot, ana):
    before = {
        model: set(model.objects.values_list("pk", flat=True)) for model in (Item, Quiz, Scenario, Reflection)
    }
    original = Item.objects.get(type="single_choice")

    made = duplicate(pilot["en"], ana, with_translations=False)

    first = lessons_of(made)[0]
    new = {model: model.objects.exclude(pk__in=old) for model, old in before.items()}
    assert {model.__name__: rows.count() for model, rows in new.items()} == {
        "Item": 2,
        "Quiz": 1,
        "Scenario": 1,
        "Reflection": 1,
    }
    assert held_by(first) == {
        "quiz": new[Quiz].get().pk,
        "scenario": new[Scenario].get().pk,
        "reflection": new[Reflection].get().pk,
    }
    assert {row.module_key for rows in new.values() for row in rows} == {made.translation_key}
    copied = new[Item].get(type="single_choice")
    assert (copied.stem, copied.key == original.key) == (original.stem, False)
    assert {one.id for one in copied.options}.isdisjoint(one.id for one in original.options)
    assert [row.item.type for row in new[Quiz].get().quiz_items.all()] == ["single_choice", "ordering"]


def test_the_copy_is_a_draft_of_whoever_copied_it_in_a_group_of_its_own(pilot, ana):
    made = duplicate(pilot["en"], ana)

    group = trainers_of(made.translation_key)
    assert (made.live, made.owner, made.code, made.content_notes) == (
        False,
        ana,
        "",
        ["detention_experience"],
    )
    assert list(group.user_set.all()) == [ana]
    assert group != trainers_of(pilot["en"].translation_key)
    assert not LessonPage.objects.descendant_of(made).live().exists()
    assert "The pilot (en)" in made.provenance


def test_links_between_lessons_lead_to_the_copies(pilot, ana):
    made = duplicate(pilot["en"], ana)

    first, second = lessons_of(made)
    assert f'id="{second.pk}"' in first.body.raw_data[0]["value"]["body"]
    assert f'id="{second.pk}"' in first.get_latest_revision_as_object().body.raw_data[0]["value"]["body"]


def test_editing_the_copy_leaves_the_original_as_it_was(pilot, ana):
    made = duplicate(pilot["en"], ana)
    originals = {item.pk: freeze_item(item) for item in Item.objects.exclude(module_key=made.translation_key)}

    Item.objects.filter(module_key=made.translation_key).update(stem={"es": "Otra", "en": "Other"})
    QuizItem.objects.filter(quiz__module_key=made.translation_key).delete()

    assert {item.pk: freeze_item(item) for item in Item.objects.filter(pk__in=originals)} == originals
    assert QuizItem.objects.filter(quiz__code="M1-K1").count() == 2


def test_what_learners_did_stays_with_the_original(pilot, ana):
    act(learner(person("luz")), lessons_of(pilot["en"])[0])

    made = duplicate(pilot["en"], ana)

    assert Enrolment.objects.filter(module_key=pilot["en"].translation_key).count() == 1
    assert Enrolment.objects.filter(module_key=made.translation_key).count() == 0


def test_the_other_language_is_copied_with_the_same_keys_or_left_out(pilot, ana):
    both = duplicate(pilot["en"], ana, with_translations=True)
    alone = duplicate(pilot["en"], ana, with_translations=False)

    spanish = both.get_translations().get().specific
    assert [one.translation_key for one in lessons_of(spanish)] == [
        one.translation_key for one in lessons_of(both)
    ]
    assert held_by(lessons_of(spanish)[0]) == held_by(lessons_of(both)[0])
    assert spanish.title == "Copia de The pilot (es)"
    assert not alone.get_translations().exists()


def test_the_same_key_twice_makes_one_copy(pilot, ana):
    key = uuid.uuid4()

    first, second = duplicate(pilot["en"], ana, key=key), duplicate(pilot["en"], ana, key=key)

    assert first.pk == second.pk
    assert Quiz.objects.filter(module_key=key).count() == 1


def test_a_key_of_somebody_else_is_refused(pilot, ana):
    with pytest.raises(UsedKeyError):
        duplicate(pilot["en"], trainer("berta"), key=pilot["en"].translation_key)


# --- Who may copy what


def test_others_copy_what_is_published_and_nothing_of_the_drafts(pilot):
    berta = trainer("berta")
    draft = pilot["en"]
    draft.summary = "SECRET plan"
    draft.save_revision()
    hidden = lessons_of(pilot["en"])[1]
    hidden.unpublish()
    asked = Item.objects.get(type="ordering")
    published = asked.current_version.content
    Item.objects.filter(pk=asked.pk).update(stem={"es": "SECRETO", "en": "SECRET stem"}, options="[]")
    never = activities.item("numeric", publish=False, module_key=draft.translation_key)
    QuizItem.objects.create(quiz=Quiz.objects.get(), item=never, sort_order=9)
    story = Scenario.objects.get()
    told = story.current_version.content
    Scenario.objects.update(title={"es": "SECRETO", "en": "SECRET"})

    made = duplicate(ModulePage.objects.get(pk=draft.pk), berta)

    assert len(lessons_of(made)) == 1
    copies = Item.objects.filter(module_key=made.translation_key)
    assert sorted(copies.values_list("type", flat=True)) == ["ordering", "single_choice"]
    copied = copies.get(type="ordering")
    words = [one.value["text"]["en"] for one in copied.options]
    assert copied.stem == published["stem"]
    assert words == ["Develop alternatives", "Leave detention", "Arrive at the house", "Meet to learn"]
    assert "SECRET" not in made.summary
    copied_story = freeze_scenario(Scenario.objects.get(module_key=made.translation_key))
    assert without_ids(copied_story) == without_ids(told)


@pytest.mark.parametrize("kind", list(activities.OPTIONS))
def test_a_published_question_is_copied_as_learners_get_it(kind, pilot):
    asked = activities.item(kind, module_key=pilot["en"].translation_key)
    published = asked.current_version.content
    Item.objects.filter(pk=asked.pk).update(stem={"es": "SECRETO", "en": "SECRET"})

    thawed = freeze_item(as_published(Item.objects.get(pk=asked.pk)))

    assert said(thawed) == said(published)


def without_ids(data):
    if isinstance(data, list):
        return [without_ids(one) for one in data]
    if isinstance(data, dict):
        return {name: without_ids(one) for name, one in data.items() if name != "id"}
    return data


def said(content: dict) -> dict:
    """What a frozen question says and asks, whatever ids it goes by."""
    texts = {
        part["id"]: part["text"]["en"] for part in [*content.get("things", ()), *content.get("places", ())]
    }
    key = sorted((texts[thing], texts[place]) for thing, place in content.get("key", {}).items())
    options = sorted((one["text"]["en"], one["correct"]) for one in content.get("options", ()))
    rest = {name: content[name] for name in ("type", "stem", "points", "feedback", "model_answer")}
    return {**rest, "key": key, "options": options, "value": content.get("value")}


def test_a_draft_of_others_does_not_exist_for_a_trainer(client, pilot):
    berta = trainer("berta")
    sign_in(client, berta)
    url = reverse("duplicate_module", args=[pilot["en"].translation_key])
    assert client.get(url).status_code == 200

    pilot["en"].unpublish()

    assert [client.get(url).status_code, client.post(url, {}).status_code] == [404, 404]
    assert list(may_duplicate(berta)) == []


def test_participants_cannot_duplicate(client, pilot):
    client.force_login(person("luz"))

    response = client.get(reverse("duplicate_module", args=[pilot["en"].translation_key]))

    assert response.status_code in {302, 403, 404}


def test_the_form_leads_to_the_workbench_of_the_copy_however_often_it_is_sent(client, pilot, ana):
    sign_in(client, ana)
    url = reverse("duplicate_module", args=[pilot["en"].translation_key])
    form = {"key": str(uuid.uuid4()), "title": "Copy", "with_translations": "on"}

    answers = [client.post(url, form) for _click in range(2)]

    workbench = reverse("workbench", args=[form["key"]])
    assert [(one.status_code, one.headers["Location"]) for one in answers] == [(302, workbench)] * 2
    assert ModulePage.objects.filter(translation_key=form["key"], locale__language_code="en").count() == 1


@pytest.mark.parametrize("title", ["", "a" * 256, "NUL\x00"])
def test_a_title_that_cannot_be_is_refused_and_nothing_is_copied(client, pilot, ana, title):
    sign_in(client, ana)
    modules = ModulePage.objects.count()

    response = client.post(
        reverse("duplicate_module", args=[pilot["en"].translation_key]),
        {"key": str(uuid.uuid4()), "title": title},
    )

    assert response.status_code == 422
    assert ModulePage.objects.count() == modules
