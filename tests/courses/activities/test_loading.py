"""Activities from content files: made once, updated while nobody touched them, kept when somebody did."""

import copy
import uuid

import pytest
import yaml

from base.translated import Translated
from courses.activity_errors import NotSoundError
from courses.loading_activities import load_activities
from courses.models import Item, ItemVersion, Quiz, Reflection, Scenario, ScenarioVersion
from reference.models import LegalInstrument, Provision, Source, Term, Vocabulary
from tests.courses.builders_activities import source, text
from tests.source import ROOT

pytestmark = pytest.mark.django_db

KEY = uuid.UUID("1b0a4ac4-6a5c-4b62-a6b6-0d4a0cbbd0f0")


@pytest.fixture
def data() -> dict:
    """A small file of one kind each."""
    source("article")
    return {
        "reflections": [
            {"code": "R1", "prompt": text("What would convince?"), "hint": text("Think of one person.")}
        ],
        "items": [
            {
                "code": "Q1",
                "type": "single_choice",
                "bloom": "remember",
                "stem": text("Which?"),
                "options": [
                    {"id": "this", "text": text("This"), "correct": True, "feedback": text("Yes")},
                    {"id": "that", "text": text("That"), "correct": False},
                ],
                "feedback": text("Well"),
                "sources": ["article"],
                "points": 1,
            },
            {
                "code": "Q2",
                "type": "categorize",
                "bloom": "analyze",
                "stem": text("Sort"),
                "categories": [
                    {"id": "open", "label": text("Open"), "members": [{"id": "m1", "text": text("School")}]},
                    {
                        "id": "closed",
                        "label": text("Closed"),
                        "members": [{"id": "m2", "text": text("Gate")}],
                    },
                ],
            },
            {
                "code": "Q3",
                "type": "numeric",
                "bloom": "remember",
                "stem": text("How many?"),
                "answer": {"value": 20, "tolerance": 0},
            },
        ],
        "quizzes": [{"code": "Z", "title": text("Check"), "pass_mark": 60, "items": ["Q3", "Q1", "Q2"]}],
        "scenarios": [
            {
                "code": "S",
                "title": text("A place"),
                "intro": text("You decide."),
                "start": "n0",
                "nodes": [
                    {"id": "n1", "text": text("Then"), "options": options("c", "d", "e1")},
                    {"id": "n0", "text": text("First"), "options": options("a", "b", "n1")},
                ],
                "endings": [
                    {
                        "id": "e1",
                        "title": text("End"),
                        "text": text("Over"),
                        "principle": text("Openness decides"),
                        "is_rights_compliant": False,
                        "provision": None,
                        "sources": ["article"],
                    }
                ],
            }
        ],
    }


def options(first: str, second: str, aim: str) -> list[dict]:
    return [{"id": name, "text": text(f"Do {name}"), "goes_to": aim} for name in (first, second)]


def versions() -> tuple[int, int]:
    return ItemVersion.objects.count(), ScenarioVersion.objects.count()


def test_a_file_becomes_activities_of_the_module_that_are_published(data):
    load_activities(data, KEY)

    rows = [*Reflection.objects.all(), *Item.objects.all(), *Quiz.objects.all(), *Scenario.objects.all()]
    assert {row.code: row.module_key for row in rows} == dict.fromkeys(
        ["R1", "Q1", "Q2", "Q3", "Z", "S"], KEY
    )
    assert [row.item.code for row in Quiz.objects.get().quiz_items.order_by("sort_order")] == [
        "Q3",
        "Q1",
        "Q2",
    ]
    question = Item.objects.get(code="Q1")
    assert {child.id for child in question.options} == {"this", "that"}
    assert [child.value.code for child in question.sources] == ["article"]
    story = Scenario.objects.get().current_version.content
    assert [step["name"] for step in story["steps"]] == ["n0", "n1"]
    assert [option["id"] for option in story["steps"][0]["options"]] == ["a", "b"]
    assert versions() == (3, 1)


def test_loading_again_changes_nothing(data):
    load_activities(data, KEY)

    load_activities(copy.deepcopy(data), KEY)

    assert versions() == (3, 1)
    assert Quiz.objects.get().quiz_items.count() == 3


def test_a_newer_file_updates_what_nobody_touched(data):
    load_activities(data, KEY)
    data["items"][2]["answer"]["value"] = 21
    data["reflections"][0]["prompt"] = text("What else would convince?")

    load_activities(data, KEY)

    assert Item.objects.get(code="Q3").current_version.content["value"] == "21"
    assert Reflection.objects.get().prompt["en"] == "What else would convince?"
    assert versions() == (4, 1)


def test_what_a_person_changed_stays_as_they_left_it(data):
    load_activities(data, KEY)
    Item.objects.filter(code="Q3").update(stem=Translated(text("How many children?")))
    data["items"][2]["stem"] = text("How many were there?")

    load_activities(data, KEY)

    assert Item.objects.get(code="Q3").stem["en"] == "How many children?"


def test_a_draft_of_a_quiz_stays_while_its_file_goes_on(data):
    load_activities(data, KEY)
    public = Quiz.objects.get().published
    Quiz.objects.get().quiz_items.first().delete()
    data["quizzes"][0]["title"] = text("Another check")

    load_activities(data, KEY)

    assert Quiz.objects.get().quiz_items.count() == 2
    assert Quiz.objects.get().published == public


def test_what_a_person_deleted_is_not_made_again(data):
    load_activities(data, KEY)
    Reflection.objects.all().delete()

    load_activities(data, KEY)

    assert Reflection.objects.count() == 0


def test_a_file_that_names_what_does_not_exist_loads_nothing(data):
    data["items"][0]["sources"] = ["nowhere"]

    with pytest.raises(LookupError, match="Q1: there is no 'nowhere'"):
        load_activities(data, KEY)

    assert Reflection.objects.count() == 0


def test_a_file_with_an_item_that_cannot_be_asked_loads_nothing(data):
    data["items"][0]["options"][0]["correct"] = False

    with pytest.raises(NotSoundError):
        load_activities(data, KEY)

    assert (Reflection.objects.count(), Item.objects.count()) == (0, 0)


def test_the_module_of_the_repository_loads_in_both_languages():
    file = yaml.safe_load((ROOT / "content/modules/m1/activities.yaml").read_text("utf-8"))
    codes = {code for row in file["items"] for code in row["sources"]}
    codes |= {code for end in file["scenarios"][0]["endings"] for code in end["sources"]}
    for code in codes:
        source(code)
    provision_for(file)

    load_activities(file, KEY)

    assert versions() == (len(file["items"]), 1)


def provision_for(file: dict) -> None:
    """The provisions that endings name."""
    shelf = Vocabulary.objects.create(code="legal_instrument_type", label=Translated(text("Types")))
    kind = Term.objects.create(vocabulary=shelf, code="regulation", label=Translated(text("Regulation")))
    law = LegalInstrument.objects.create(code="law", name=Translated(text("Law")), instrument_type=kind)
    codes = {end["provision"] for end in file["scenarios"][0]["endings"] if end["provision"]}
    for code in codes:
        Provision.objects.create(
            code=code,
            instrument=law,
            number="111",
            summary=Translated(text("In short")),
            as_of_date="2015-12-02",
            source=Source.objects.first(),
        )
