"""Promises of the activities and drawings in the content files."""

import re

import pytest

from tests.content.files import ACTIVITIES, DRAWINGS, REFERENCE, blocks, codes, terms

ITEMS = {item["code"]: item for rows in ACTIVITIES.values() for item in rows["items"]}
SCENARIOS = {scenario["code"]: scenario for rows in ACTIVITIES.values() for scenario in rows["scenarios"]}


def steps_from(scenario: dict, place: str) -> list[str]:
    node = {node["id"]: node for node in scenario["nodes"]}.get(place)
    return [option["goes_to"] for option in node["options"]] if node else []


def paths(scenario: dict, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Every way through a scenario; a way that comes back to itself is cut where it does."""
    onward = steps_from(scenario, path[-1])
    if not onward or path[-1] in path[:-1]:
        return [path]
    return [way for place in onward for way in paths(scenario, (*path, place))]


@pytest.mark.parametrize("code", SCENARIOS)
def test_every_way_through_a_scenario_ends_without_going_in_circles(code):
    scenario = SCENARIOS[code]
    endings = {ending["id"] for ending in scenario["endings"]}
    nodes = {node["id"] for node in scenario["nodes"]}

    ways = paths(scenario, (scenario["start"],))

    assert {way[-1] for way in ways} == endings
    assert {place for way in ways for place in way} == endings | nodes
    assert all(len(way) == len(set(way)) for way in ways)


@pytest.mark.parametrize("code", SCENARIOS)
def test_a_scenario_is_fictional_and_its_endings_explain_themselves(code):
    scenario = SCENARIOS[code]

    assert scenario["fictional"] is True
    assert all(ending["principle"] and ending["sources"] for ending in scenario["endings"])
    assert {ending["provision"] for ending in scenario["endings"]} - {None} <= codes(
        REFERENCE["law"]["provisions"]
    )
    assert {ending["is_rights_compliant"] for ending in scenario["endings"]} == {True, False}
    assert all(option["consequence"] for node in scenario["nodes"] for option in node["options"])


@pytest.mark.parametrize("code", SCENARIOS)
def test_the_options_of_a_scenario_have_ids_of_their_own(code):
    ids = [option["id"] for node in SCENARIOS[code]["nodes"] for option in node["options"]]

    assert len(ids) == len(set(ids))


def answer_rows(item) -> list[dict]:
    """Everything in an item that a learner can choose, order or match."""
    members = [member for category in item.get("categories", []) for member in category["members"]]
    return [
        *item["options"],
        *item.get("sequence", []),
        *item.get("pairs", []),
        *item.get("categories", []),
        *members,
    ]


@pytest.mark.parametrize("code", ITEMS)
def test_an_item_has_a_key(code):
    item = ITEMS[code]
    right = [option for option in item["options"] if option["correct"]]
    has_key = {
        "single_choice": len(right) == 1,
        "true_false": len(right) == 1,
        "scenario_choice": len(right) == 1,
        "multiple_response": len(right) >= 1,
        "numeric": "value" in item.get("answer", {}),
        "ordering": len(item.get("sequence", [])) >= 2,
        "matching": len(item.get("pairs", [])) >= 2,
        "categorize": len(item.get("categories", [])) >= 2,
        "short_text": bool(item.get("model_answer") and item.get("rubric")),
    }

    assert has_key[item["type"]]


@pytest.mark.parametrize("code", ITEMS)
def test_an_item_explains_every_option_and_names_its_sources(code):
    item = ITEMS[code]
    ids = [row["id"] for row in answer_rows(item)]

    assert len(ids) == len(set(ids))
    assert all(isinstance(name, str) for name in ids)
    assert all(option["feedback"] for option in item["options"])
    assert item["feedback"]
    assert item["sources"]
    assert item["bloom"] in terms("bloom_level")
    assert set(item["facts"]) <= {fact["id"] for fact in REFERENCE["facts"]}


def test_quizzes_ask_the_items_that_exist_each_once():
    asked = [code for rows in ACTIVITIES.values() for quiz in rows["quizzes"] for code in quiz["items"]]

    assert sorted(asked) == sorted(ITEMS)


def test_every_panel_has_a_drawing_and_every_drawing_a_panel():
    drawn = {panel["drawing"] for block in blocks("drawn_sequence") for panel in block["panels"]}

    assert drawn == {path.stem for path in DRAWINGS.glob("*.svg")}
    assert all(4 <= len(block["panels"]) <= 6 for block in blocks("drawn_sequence"))


@pytest.mark.parametrize("path", sorted(DRAWINGS.glob("*.svg")), ids=lambda path: path.stem)
def test_a_drawing_is_small_and_takes_its_colours_from_the_theme(path):
    svg = path.read_text(encoding="utf-8")
    classes = set(re.findall(r'class="([^"]+)"', svg)) - {"drawing"}

    assert len(svg.encode()) < 1600
    assert re.findall(r"<text|<image|<script|<title| style=| id=| fill=| stroke=| href=", svg) == []
    assert all(
        re.fullmatch(r"d-(brand|sun|leaf|coral|sky|plum|line|paper|ink)(-s)?", name) for name in classes
    )
