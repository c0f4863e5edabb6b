"""A scenario as a template shows it: where a walk stands, what was decided, how it ends."""

from collections.abc import Mapping
from dataclasses import dataclass

from base.translated import Translated
from courses.frozen import FrozenScenario, provision, sources
from courses.outline import OutlineLesson
from courses.scenario_links import step_url
from courses.stories import Walk


@dataclass(frozen=True)
class ToldOption:
    id: str
    text: Translated
    url: str = ""


@dataclass(frozen=True)
class ToldStep:
    name: str
    text: Translated
    options: tuple[ToldOption, ...]


@dataclass(frozen=True)
class ToldEnding:
    title: Translated
    text: Translated
    principle: Translated
    is_rights_compliant: bool
    provision: object
    sources: tuple


@dataclass(frozen=True)
class ToldDecision:
    """A decision that was taken: where, what, and what followed."""

    situation: Translated
    text: Translated
    consequence: Translated


@dataclass(frozen=True)
class ToldWalk:
    taken: tuple[ToldDecision, ...]
    step: ToldStep | None
    ending: ToldEnding | None


def told_walk(walk: Walk) -> ToldWalk:
    taken = tuple(decision(step, option) for step, option in walk.taken)
    return ToldWalk(taken, walk.step and told_step(walk.step), walk.ending and told_ending(walk.ending))


def decision(step: Mapping, option: Mapping) -> ToldDecision:
    return ToldDecision(
        Translated(step["text"]), Translated(option["text"]), Translated(option["consequence"])
    )


def told_step(step: Mapping) -> ToldStep:
    options = tuple(ToldOption(one["id"], Translated(one["text"])) for one in step["options"])
    return ToldStep(step["name"], Translated(step["text"]), options)


def open_step(scenario: FrozenScenario, step: Mapping, lesson: OutlineLesson) -> ToldStep:
    """A step whose decisions are links, for readers of whom nothing is kept."""
    options = tuple(
        ToldOption(
            one["id"], Translated(one["text"]), step_url(lesson, scenario.code, step["name"], one["id"])
        )
        for one in step["options"]
    )
    return ToldStep(step["name"], Translated(step["text"]), options)


def told_ending(ending: Mapping) -> ToldEnding:
    return ToldEnding(
        Translated(ending["title"]),
        Translated(ending["text"]),
        Translated(ending["principle"]),
        ending["is_rights_compliant"],
        provision(ending["provision"]),
        tuple(sources(ending["sources"])),
    )
