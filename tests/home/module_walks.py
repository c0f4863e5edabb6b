"""Walking the path from the content files: play each story, answer each quiz, write, and mark what is done."""

from bs4 import Tag

from tests.content.files import ACTIVITIES, LESSONS, MODULES
from tests.home.without_script import Reader, said

THOUGHT = "“Sin nombres.” / No names. ñ"


def walk_path(reader: Reader, url: str, names: list[str]) -> dict[str, int]:
    """From the page of the path through its modules, each leading to the next; how many lessons each has."""
    reader.goes_to(url)
    reader.presses(reader.says("Start the path"))
    walked = {names[0]: walk_module(reader, names[0])}
    for name in names[1:]:
        reader.follows(MODULES[name]["title"][reader.language])
        reader.presses(reader.says("Start", "module"))
        walked[name] = walk_module(reader, name)
    return walked


def walk_module(reader: Reader, name: str) -> int:
    """From its first lesson to the end of the module; how many lessons it has."""
    module, language = MODULES[name], reader.language
    for lesson in module["lessons"]:
        walk_lesson(reader, name, LESSONS[f"{name}/{lesson}"])
    reader.sees(module["title"][language], reader.says("You have completed this module"))
    assert reader.url.endswith(f"/{module['slug'][language]}/")
    return len(module["lessons"])


def walk_lesson(reader: Reader, name: str, lesson: dict) -> None:
    """Do what the lesson asks, then turn to the next one."""
    reader.sees(lesson["title"][reader.language], lesson["intro"][reader.language])
    for block in lesson["blocks"]:
        for kind, act in (("scenario", play), ("reflection", reflect), ("quiz", answer)):
            if kind in block:
                act(reader, activity(name, kind, block[kind][kind]))
    is_last = lesson["slug"] == LESSONS[f"{name}/{MODULES[name]['lessons'][-1]}"]["slug"]
    reader.presses(
        reader.says("Mark as done and finish" if is_last else "Mark as done and continue"),
    )


def activity(name: str, kind: str, code: str) -> dict:
    plural = {"scenario": "scenarios", "reflection": "reflections", "quiz": "quizzes"}[kind]
    return next(row for row in ACTIVITIES[name][plural] if row["code"] == code) | {"module": name}


def place_of(reader: Reader, kind: str) -> Tag:
    """The activity of this kind on the page; a lesson has one of each."""
    return reader.page.select_one(f"section.{kind}")


# --- A story


def play(reader: Reader, story: dict) -> None:
    """Take the shortest way to the ending that respects the rights of the child, and read why it does."""
    *decisions, ending = way_to_rights(story, story["start"])
    for option in decisions:
        reader.presses(option["text"][reader.language], place_of(reader, "scenario"))
        reader.sees(option["consequence"][reader.language])
    reader.sees(*(ending[part][reader.language] for part in ("title", "text", "principle")))
    assert place_of(reader, "scenario").select(".provenance a")


def way_to_rights(story: dict, place: str) -> list[dict]:
    """The decisions from here to the ending that respects rights, and that ending; nothing when none leads there."""
    endings = {ending["id"]: ending for ending in story["endings"]}
    if place in endings:
        return [endings[place]] if endings[place]["is_rights_compliant"] else []
    node = next(node for node in story["nodes"] if node["id"] == place)
    ways = ([option, *way_to_rights(story, option["goes_to"])] for option in node["options"])
    return min((way for way in ways if len(way) > 1), key=len, default=[])


# --- A reflection


def reflect(reader: Reader, reflection: dict) -> None:
    """Write, save, and find it again."""
    reader.sees(reflection["prompt"][reader.language])
    reader.presses(reader.says("Save"), place_of(reader, "reflection"), text=THOUGHT)
    assert said(place_of(reader, "reflection").textarea) == THOUGHT


# --- A quiz


def answer(reader: Reader, quiz: dict) -> None:
    """Answer every question rightly, and find each answer explained."""
    items = {item["code"]: item for item in ACTIVITIES[quiz["module"]]["items"]}
    asked = [items[code] for code in quiz["items"]]
    filled: dict[str, str | list[str]] = {}
    for item, place in zip(asked, place_of(reader, "quiz").select(".item"), strict=True):
        reader.sees(item["stem"][reader.language])
        filled |= filled_in(item, place, reader.language)
    reader.presses(reader.says("Check my answers"), place_of(reader, "quiz"), **filled)
    reader.sees(reader.says("You have passed"), *(item["stem"][reader.language] for item in asked))
    assert len(place_of(reader, "quiz").select(".item")) == len(asked)


def filled_in(item: dict, place: Tag, language: str) -> dict[str, str | list[str]]:
    """The fields of a question with the right answer in them, found by what is written beside them."""
    if item["type"] in {"numeric", "short_text"}:
        field = place.select_one("input.short, textarea")
        value = item["model_answer"][language] if item["type"] == "short_text" else item["answer"]["value"]
        return {field["name"]: str(value)}
    labels = {said(label): label for label in place.find_all("label")}
    if item["options"]:
        chosen = [labels[one["text"][language]].input for one in item["options"] if one["correct"]]
        return {chosen[0]["name"]: [box["value"] for box in chosen]}
    return dict(placed(labels[thing], where, place) for thing, where in placements(item, language))


def placed(label: Tag, words: str, place: Tag) -> tuple[str, str]:
    """The field behind a label, and the value of the choice with these words."""
    field = place.find(id=label["for"])
    return field["name"], next(one["value"] for one in field.find_all("option") if said(one) == words)


def placements(item: dict, language: str) -> list[tuple[str, str]]:
    """What belongs where, in words."""
    if item["type"] == "ordering":
        return [(one["text"][language], str(place)) for place, one in enumerate(item["sequence"], start=1)]
    if item["type"] == "matching":
        return [(one["left"][language], one["right"][language]) for one in item["pairs"]]
    return [
        (member["text"][language], group["label"][language])
        for group in item["categories"]
        for member in group["members"]
    ]
