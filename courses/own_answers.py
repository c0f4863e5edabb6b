"""What one learner answered in a lesson, read with two queries whatever the lesson holds."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import CharField, F, Q, TextField, Value
from django.db.models.functions import Cast

from courses.frozen import FrozenQuiz, FrozenReflection, FrozenScenario
from courses.learners import Learner
from courses.models import Enrolment, ItemResponse, ReflectionEntry, ScenarioChoice


@dataclass(frozen=True)
class Run:
    """The latest run through a scenario: its key, and the option chosen at each step."""

    key: uuid.UUID
    choices: Mapping[str, str]


@dataclass(frozen=True)
class OwnAnswers:
    responses: Mapping[int, list[ItemResponse]] = field(default_factory=dict)  # quiz → last attempt's
    runs: Mapping[int, Run] = field(default_factory=dict)  # scenario → latest run in the present version
    texts: Mapping[int, str] = field(default_factory=dict)  # reflection → text


def own_answers(shown: Iterable, learner: Learner, enrolment: Enrolment | None) -> OwnAnswers:
    """The learner's answers to these activities."""
    shown = list(shown)
    quizzes = [one for one in shown if isinstance(one, FrozenQuiz)]
    stories = {one.version_pk: one.pk for one in shown if isinstance(one, FrozenScenario)}
    notes = [one.pk for one in shown if isinstance(one, FrozenReflection)]
    decided, texts = _decisions_and_texts(list(stories), notes, learner, enrolment)
    runs = {stories[version]: latest_run(rows) for version, rows in decided.items()}
    return OwnAnswers(_last_responses(quizzes, enrolment), runs, texts)


def latest_run(rows: list[tuple]) -> Run:
    """The run of the decision taken last; rows are `(when, run, step, option)`."""
    latest = max(rows)[1]
    return Run(uuid.UUID(latest), {step: option for _when, run, step, option in rows if run == latest})


def _last_responses(quizzes: list[FrozenQuiz], enrolment: Enrolment | None) -> dict[int, list[ItemResponse]]:
    """The answers of the last attempt at each quiz; the summary knows its number."""
    wanted = Q()
    for quiz in quizzes:
        result = enrolment.results.get(str(quiz.key)) if enrolment else None
        if result:
            wanted |= Q(attempt__quiz_id=quiz.pk, attempt__number=result["attempts"])
    if not wanted:
        return {}
    rows = ItemResponse.objects.filter(wanted, attempt__enrolment=enrolment)
    found = defaultdict(list)
    for row in rows.select_related("attempt", "item_version").order_by("pk"):
        found[row.attempt.quiz_id].append(row)
    return found


def _decisions_and_texts(
    versions: list[int], notes: list[int], learner: Learner, enrolment: Enrolment | None
) -> tuple[dict[int, list[tuple]], dict[int, str]]:
    """Decisions by scenario version, and texts by reflection: two kinds of rows in one query."""
    parts = []
    if notes and learner.user_id:
        if not versions or not enrolment:
            return {}, dict(_entries(notes, learner).values_list("reflection_id", "text"))
        parts.append(_texts(notes, learner))
    if versions and enrolment:
        parts.append(_decisions(versions, enrolment))
    decided, texts = defaultdict(list), {}
    for kind, pk, when, run, step, words in _together(parts):
        if kind == "text":
            texts[pk] = words
        else:
            decided[pk].append((when, run, step, words))
    return decided, texts


def _together(parts: list) -> Iterable[tuple]:
    if len(parts) < 2:
        return parts[0] if parts else ()
    return parts[0].union(parts[1], all=True)


def _decisions(versions: list[int], enrolment: Enrolment):
    mine = ScenarioChoice.objects.filter(enrolment=enrolment, scenario_version_id__in=versions)
    return mine.values_list(
        Value("choice", output_field=CharField()),
        F("scenario_version_id"),
        F("recorded_at"),
        Cast("run", CharField()),
        Cast("step_id", CharField()),
        Cast("option_id", TextField()),
    )


def _texts(notes: list[int], learner: Learner):
    """Rows of the same shape as the decisions have."""
    return _entries(notes, learner).values_list(
        Value("text", output_field=CharField()),
        F("reflection_id"),
        F("saved_at"),
        Value("", output_field=CharField()),
        Value("", output_field=CharField()),
        F("text"),
    )


def _entries(notes: list[int], learner: Learner):
    return ReflectionEntry.objects.filter(user_id=learner.user_id, reflection_id__in=notes)
