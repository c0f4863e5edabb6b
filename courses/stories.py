"""A scenario as a graph: is it sound, and where does a walk through it stand. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.core.validators import slug_re
from django.utils.translation import gettext as _

from courses.soundness import quoted, unfinished


@dataclass(frozen=True)
class Walk:
    """The decisions taken so far, as `(step, option)`, and the step or ending that follows."""

    taken: tuple[tuple[Mapping, Mapping], ...] = ()
    step: Mapping | None = None
    ending: Mapping | None = None


@dataclass(frozen=True)
class Story:
    """Frozen content of a scenario, by name."""

    content: Mapping
    steps: dict[str, Mapping] = field(init=False, compare=False)
    endings: dict[str, Mapping] = field(init=False, compare=False)

    def __post_init__(self):
        object.__setattr__(self, "steps", {step["name"]: step for step in self.content["steps"]})
        object.__setattr__(self, "endings", {ending["name"]: ending for ending in self.content["endings"]})

    @property
    def start(self) -> str:
        return self.content["steps"][0]["name"]

    def option(self, step: str, option_id: str) -> Mapping | None:
        """One decision of a step; None when the step or the decision does not exist."""
        options = self.steps[step]["options"] if step in self.steps else []
        return next((option for option in options if option["id"] == option_id), None)

    def walk(self, choices: Mapping[str, str]) -> Walk:
        """Where the choices (step → option id) lead. A choice that does not exist ends the walk before it."""
        taken, name = [], self.start
        while name in self.steps and name in choices:
            option = self.option(name, choices[name])
            if option is None:
                break
            taken.append((self.steps[name], option))
            name = option["goes_to"]
        return Walk(tuple(taken), self.steps.get(name), self.endings.get(name))


def scenario_problems(content: Mapping) -> list[str]:
    """Every reason why this scenario cannot be played; an empty list when every path ends well told."""
    texts = list(text_problems(content))
    names = list(name_problems(content))
    if not content["steps"] or not content["endings"]:
        return [*texts, *names, _("A scenario needs at least one step and one ending.")]
    return [*texts, *names, *way_problems(Story(content))]


def text_problems(content: Mapping) -> Iterator[str]:
    yield from unfinished(content["title"], _("The title"))
    yield from unfinished(content["intro"], _("The introduction"))
    for step in content["steps"]:
        yield from unfinished(step["text"], _("The situation of step “%(name)s”") % {"name": step["name"]})
        for option in step["options"]:
            what = {"option": quoted(option["text"])}
            yield from unfinished(option["text"], _("The decision %(option)s") % what)
            yield from unfinished(option["consequence"], _("What follows %(option)s") % what, optional=True)
    for ending in content["endings"]:
        what = {"name": ending["name"]}
        yield from unfinished(ending["title"], _("The title of the ending “%(name)s”") % what)
        yield from unfinished(ending["text"], _("The text of the ending “%(name)s”") % what)
        yield from unfinished(ending["principle"], _("The principle of the ending “%(name)s”") % what)


def name_problems(content: Mapping) -> Iterator[str]:
    names = [part["name"] for part in [*content["steps"], *content["endings"]]]
    for name, times in Counter(names).items():
        if not slug_re.match(name):
            yield _("“%(name)s” cannot be a name: use letters, digits and hyphens.") % {"name": name}
        if times > 1:
            yield _("Two steps or endings are called “%(name)s”.") % {"name": name}


def way_problems(story: Story) -> Iterator[str]:
    yield from aim_problems(story)
    loop = circle(story)
    if loop:
        yield _("The story goes round in a circle: %(loop)s.") % {"loop": " → ".join(loop)}
    reached = reachable(story)
    for name in [*story.steps, *story.endings]:
        if name not in reached:
            yield _("No path leads to “%(name)s”.") % {"name": name}


def aim_problems(story: Story) -> Iterator[str]:
    for step in story.steps.values():
        if not step["options"]:
            yield _("Step “%(name)s” is a dead end: it offers no decision.") % {"name": step["name"]}
        elif len(step["options"]) < 2:
            yield _("Step “%(name)s” offers only one decision.") % {"name": step["name"]}
        for option in step["options"]:
            if option["goes_to"] not in story.steps and option["goes_to"] not in story.endings:
                yield _("Step “%(name)s” leads to “%(aim)s”, which does not exist.") % {
                    "name": step["name"],
                    "aim": option["goes_to"],
                }


def aims(story: Story, name: str) -> list[str]:
    """What one can come to from a step, in the order of its decisions; nothing from an ending."""
    options = story.steps[name]["options"] if name in story.steps else []
    return [option["goes_to"] for option in options]


def reachable(story: Story) -> set[str]:
    """Every name that some path from the start leads to."""
    reached: set[str] = set()
    waiting = [story.start]
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting += aims(story, name)
    return reached


def circle(story: Story) -> list[str]:
    """One circle, its first name again at the end; an empty list when every path comes to an end.

    Steps that lead nowhere but out are taken away until none is left, or only steps that lead round.
    """
    left = {name: aims(story, name) for name in story.steps}
    while free := [name for name, targets in left.items() if not any(aim in left for aim in targets)]:
        for name in free:
            del left[name]
    path = list(left)[:1]
    while path:
        following = next(aim for aim in left[path[-1]] if aim in left)
        if following in path:
            return [*path[path.index(following) :], following]
        path.append(following)
    return path
