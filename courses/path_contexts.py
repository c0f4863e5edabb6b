"""What the pages of paths show, and what a module's page says of paths: outlines and standings, no rules."""

from dataclasses import dataclass

from django.http import HttpRequest

from courses.learners import Learner, learner_of
from courses.models import Enrolment, ModulePage, PathIndexPage, PathPage
from courses.outline import Outline, outline_of
from courses.path_data import path_data, path_list_data
from courses.path_locks import ClosedModule, begun_by, closed_among, keys_with_needs
from courses.path_outline import (
    PathOutline,
    PathStep,
    all_paths,
    draft_path_outline,
    index_url,
    path_of,
    paths_with,
)
from courses.path_progress import PathStanding, standing_on, standings_on
from courses.path_view import path_cards, path_rows, path_words
from reference.terms import term_labels


def path_index_context(request: HttpRequest, page: PathIndexPage) -> dict:
    paths = list(all_paths().values())
    return {
        "cards": path_cards(paths, learner_of(request)),
        "linked_data": path_list_data(page, paths, request),
    }


def path_context(request: HttpRequest, page: PathPage) -> dict:
    is_preview = getattr(request, "is_preview", False)
    path = draft_path_outline(page) if is_preview else path_of(page.translation_key)
    labels = term_labels("audience")
    context = {
        "path": path,
        "audience": [labels[code] for code in page.audience if code in labels],
        "linked_data": path_data(page, path, request) if path else {},
    }
    if path is None:
        return context
    standing = standing_for(request, path, is_preview=is_preview)
    shown = {"rows": path_rows(path, standing), "index_url": index_url()}
    if standing:
        shown |= {"standing": standing, "next": standing.next, "words": path_words(standing)}
    return context | shown


def standing_for(request: HttpRequest, path: PathOutline, *, is_preview: bool) -> PathStanding | None:
    """Where the reader stands; in a preview as a participant nothing is begun, for strangers there is none."""
    if not request.is_known:
        return None
    if is_preview:
        return PathStanding(path, {}, {})
    learner = learner_of(request)
    return standing_on(path, learner) if learner.is_somebody else None


@dataclass(frozen=True)
class Advised:
    """A module we advise to take first; `state` is empty for strangers."""

    module: Outline
    state: str


@dataclass(frozen=True)
class PathPlace:
    """A path that a module is part of, the module's place on it, and where a learner who completed it goes on."""

    path: PathOutline
    step: PathStep
    standing: PathStanding | None = None


def module_paths_context(
    request: HttpRequest, page: ModulePage, enrolment: Enrolment | None, *, is_preview: bool
) -> dict:
    """The paths of a module, what to take before it, and what keeps it closed; one query for known people,
    four for those who have completed it.
    """
    learner = Learner() if is_preview else learner_of(request)
    key = str(page.translation_key)
    advised = advised_modules(page)
    begun = begun_by(learner, keys_with_needs([key]) | {str(one.module_key) for one in advised})
    closed = {} if enrolment or is_preview else closed_among([key], begun, learner)
    return {
        "places": path_places(key, learner, is_complete=bool(enrolment and enrolment.is_completed)),
        "advised": [Advised(one, state_in(begun, one, learner)) for one in advised],
        "closed": ClosedModule(key, closed[key]) if key in closed else None,
    }


def advised_modules(page: ModulePage) -> list[Outline]:
    """The published modules that the page advises to take first."""
    keys = [row["value"] for row in page.advised_first.raw_data if row["value"]]
    others = [key for key in dict.fromkeys(keys) if key != str(page.translation_key)]
    return [outline for key in others if (outline := outline_of(key))]


def state_in(begun: dict[str, bool], module: Outline, learner: Learner) -> str:
    if not learner.is_somebody:
        return ""
    is_complete = begun.get(str(module.module_key))
    return {None: "not_started", False: "in_progress", True: "done"}[is_complete]


def path_places(module_key: str, learner: Learner, *, is_complete: bool) -> list[PathPlace]:
    paths = paths_with(module_key)
    if not paths or not is_complete:
        return [PathPlace(path, path.step_of(module_key)) for path in paths]
    standings = standings_on(paths, learner)
    return [PathPlace(one.path, one.path.step_of(module_key), one) for one in standings]
