"""Publishing: what is frozen, when a version is new, and what is refused in words."""

import json

import pytest
from django.utils import translation

from base import generation
from base.translated import Translated
from courses.activity_errors import NotSoundError
from courses.enums import ItemType
from courses.freezing import freeze_item, publish_item, publish_scenario
from courses.models import ItemVersion
from tests.courses.builders_activities import (
    OPTIONS,
    category,
    choice,
    ending,
    item,
    pair,
    scenario,
    scenario_option,
    scenario_step,
    source,
    step,
    story,
    text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def refused(made) -> list[str]:
    """What keeps this item or scenario from being published."""
    publish = publish_scenario if hasattr(made, "steps") else publish_item
    with pytest.raises(NotSoundError) as refusal:
        publish(made)
    return refusal.value.problems


def test_a_choice_is_frozen_with_its_ids_texts_and_sources():
    cited = source()
    made = item(
        options=[choice("no"), choice("yes", correct=True, feedback="Right")],
        sources=json.dumps([{"type": "source", "id": "s", "value": cited.pk}]),
    )

    content = made.current_version.content

    options = sorted(content.pop("options"), key=lambda option: option["id"])
    assert options == [
        {"id": "no", "text": text("Answer no"), "correct": False, "feedback": {}},
        {"id": "yes", "text": text("Answer yes"), "correct": True, "feedback": text("Right")},
    ]
    assert content == {
        "type": "single_choice",
        "points": 1,
        "stem": text("Question of kind single_choice?"),
        "feedback": text("SECRET-FEEDBACK after any answer"),
        "model_answer": {},
        "sources": [cited.pk],
        "foreign": False,
    }


@pytest.mark.parametrize("kind", ItemType.values)
def test_every_kind_of_question_can_be_published_and_published_again(kind):
    made = item(kind)

    again = publish_item(made)

    assert again == made.current_version
    assert (ItemVersion.objects.count(), again.number) == (1, 1)


def test_what_stands_beside_each_other_does_not_tell_what_belongs_together():
    matching, ordering = (
        item(ItemType.MATCHING).current_version.content,
        item(ItemType.ORDERING).current_version.content,
    )

    things, places = ([one["id"] for one in matching[name]] for name in ("things", "places"))
    assert not set(things) & set(places)
    assert [matching["key"][thing] for thing in things] != places
    right = sorted(ordering["key"], key=lambda thing: int(ordering["key"][thing]))
    assert [thing["id"] for thing in ordering["things"]] != right
    assert not {"develop", "release", "receive", "meet"} & set(right)


def test_members_of_groups_carry_ids_that_do_not_name_their_group():
    content = item(ItemType.CATEGORIZE).current_version.content

    assert [place["id"] for place in content["places"]] == ["open", "closed"]
    assert not any(thing["id"].startswith(("open", "closed")) for thing in content["things"])
    assert sorted(content["key"].values()) == ["closed", "closed", "open", "open"]


def test_equal_right_sides_are_one_place():
    made = item(
        ItemType.MATCHING, options=[pair("a", "A", "Same"), pair("b", "B", "Same"), pair("c", "C", "Other")]
    )

    content = made.current_version.content

    assert content["key"]["a"] == content["key"]["b"] != content["key"]["c"]
    assert len(content["places"]) == 2


def test_the_order_of_answers_lasts_and_true_comes_before_false():
    made = item(ItemType.TRUE_FALSE)

    assert [option["id"] for option in made.current_version.content["options"]] == ["true", "false"]
    assert freeze_item(made) == freeze_item(made)


@pytest.mark.parametrize(
    "change",
    [
        {"stem": Translated(text("Other words?"))},
        {"points": 2},
        {"options": json.dumps([choice("yes"), choice("no", correct=True), choice("maybe")])},
        {"feedback": Translated(text("Other feedback"))},
    ],
)
def test_another_key_or_other_words_make_a_new_version_and_bump_the_generation(change):
    made = item()
    before, first = generation.read(), made.current_version
    for name, value in change.items():
        setattr(made, name, value)
    made.save()

    second = publish_item(made)

    assert (first.number, second.number) == (1, 2)
    assert ItemVersion.objects.get(pk=first.pk).content != second.content
    assert generation.read() > before


@pytest.mark.parametrize(
    ("kind", "options", "problem"),
    [
        (ItemType.SINGLE_CHOICE, [choice("a"), choice("b")], "No answer is marked as right."),
        (
            ItemType.SINGLE_CHOICE,
            [choice("a", correct=True)],
            "It needs at least two answers to choose from.",
        ),
        (
            ItemType.TRUE_FALSE,
            [choice("a", correct=True), choice("b", correct=True)],
            "More than one answer is marked as right. Mark one, or make it a question with several right answers.",
        ),
        (ItemType.MULTIPLE_RESPONSE, [choice("a"), choice("b")], "No answer is marked as right."),
        (
            ItemType.SINGLE_CHOICE,
            [*OPTIONS[ItemType.SINGLE_CHOICE], pair("p", "L", "R")],
            "It holds answers that this kind of question does not use. Remove them.",
        ),
        (ItemType.ORDERING, [step("a", "Alone")], "It needs at least two things to put in place."),
        (ItemType.ORDERING, [step("a", "Same"), step("b", "Same")], "“Same” stands there twice."),
        (
            ItemType.CATEGORIZE,
            [category("a", "A", "x", "y"), category("b", "B")],
            "A group is empty. Say what belongs there, or remove it.",
        ),
        (
            ItemType.CATEGORIZE,
            [category("a", "A", "x", "y")],
            "It needs at least two different places to put them.",
        ),
        (
            ItemType.SHORT_TEXT,
            [{"type": "rubric", "id": "r", "value": {"text": {"en": "Names", "es": ""}}}],
            "The point to check “Names” is missing in Spanish.",
        ),
    ],
)
def test_an_item_that_cannot_be_asked_is_refused_in_words(kind, options, problem):
    made = item(kind, options=options, publish=False)

    assert problem in refused(made)
    assert ItemVersion.objects.count() == 0


def test_a_number_without_its_number_and_a_short_text_without_an_answer_are_refused():
    number = item(ItemType.NUMERIC, answer_value=None, publish=False)
    words = item(ItemType.SHORT_TEXT, options=[], model_answer=Translated(), publish=False)

    assert refused(number) == ["The right number is missing."]
    assert refused(words) == ["A short text needs a model answer, or points to check it by."]


def test_every_problem_is_listed_at_once():
    made = item(
        options=[choice("a")],
        stem=Translated(en="Only English?"),
        feedback=Translated(es="Solo español"),
        publish=False,
    )

    assert refused(made) == [
        "The question is missing in Spanish.",
        "The feedback is missing in English.",
        "It needs at least two answers to choose from.",
        "No answer is marked as right.",
    ]


def test_a_refused_change_leaves_the_version_that_learners_answer():
    made = item()
    made.options = json.dumps([choice("a")])
    made.save()

    refused(made)

    made.refresh_from_db()
    assert made.current_version.number == 1


def test_a_scenario_is_frozen_and_frozen_again_only_when_it_changed():
    made = scenario()
    first = made.current_version

    unchanged = publish_scenario(made)
    made.title = Translated(text("Another title"))
    made.save()
    changed = publish_scenario(made)

    assert unchanged == first
    assert (changed.number, changed.content["title"]) == (2, text("Another title"))
    assert first.content["steps"][0] == {
        "name": "n0",
        "text": text("Situation n0"),
        "options": [
            {
                "id": "wait",
                "text": text("Decision wait"),
                "goes_to": "e1",
                "consequence": text("Night falls"),
            },
            {"id": "go", "text": text("Decision go"), "goes_to": "n1", "consequence": text("He is awaited")},
        ],
    }


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        (story(n1=scenario_step("n1")), "Step “n1” is a dead end: it offers no decision."),
        (
            story(n1=scenario_step("n1", scenario_option("only", "e2"))),
            "Step “n1” offers only one decision.",
        ),
        (
            story(n1=scenario_step("n1", scenario_option("a", "e2"), scenario_option("b", "nowhere"))),
            "Step “n1” leads to “nowhere”, which does not exist.",
        ),
        (
            story(n1=scenario_step("n1", scenario_option("a", "e2"), scenario_option("b", "n0"))),
            "The story goes round in a circle: n0 → n1 → n0.",
        ),
        (story(e9=ending("e9")), "No path leads to “e9”."),
        (story(e9=ending("e1")), "Two steps or endings are called “e1”."),
        (story(e9=ending("no name")), "“no name” cannot be a name: use letters, digits and hyphens."),
        ([scenario_step("n0")], "A scenario needs at least one step and one ending."),
    ],
)
def test_a_scenario_that_cannot_be_played_is_refused_in_words(parts, problem):
    made = scenario(parts, publish=False)

    assert problem in refused(made)


def test_a_scenario_without_its_words_in_one_language_is_refused():
    halves = ending("e2")
    halves["value"]["principle"] = {"en": "Openness decides", "es": ""}

    assert refused(scenario(story(e2=halves), publish=False)) == [
        "The principle of the ending “e2” is missing in Spanish."
    ]
