"""What courses hold about a person, for that person's copy of everything."""

import uuid
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from base.translated import Translated
from courses.enums import EnrolmentStatus, LessonAct
from courses.models import (
    CompletionOverride,
    Enrolment,
    ItemResponse,
    LessonFact,
    PathCompletion,
    PathFollowing,
    QuizAttempt,
    ReflectionEntry,
    ScenarioChoice,
)
from people.exports import Section
from people.models import User


class Titles:
    """Titles of pages by their key, in the reader's language if there is one; asked for all at once."""

    def __init__(self, keys: Iterable[uuid.UUID]):
        rows = Page.objects.filter(translation_key__in=set(keys))
        self._titles: dict[uuid.UUID, dict[str, str]] = {}
        for key, language, title in rows.values_list("translation_key", "locale__language_code", "title"):
            self._titles.setdefault(key, {})[language] = title

    def __getitem__(self, key: uuid.UUID) -> str:
        """The title; the key itself for a page that is gone."""
        return Translated(self._titles.get(key, {})).or_other(get_language())[0] or str(key)


def about_learning(user: User) -> Iterator[Section]:
    """Every row of this app that belongs to `user`."""
    mine = list(Enrolment.objects.filter(user=user).order_by("enrolled_at"))
    titles = Titles(_keys(user, mine))
    yield _enrolments(mine, titles)
    yield _paths(user, titles)
    yield _lesson_facts(user, titles)
    yield _attempts(user, titles)
    yield _responses(user)
    yield _decisions(user)
    yield _reflections(user)
    yield _overrides(user, titles)


def _keys(user: User, mine: list[Enrolment]) -> set[uuid.UUID]:
    of_user = {"enrolment__user": user}
    return {
        *(enrolment.module_key for enrolment in mine),
        *LessonFact.objects.filter(**of_user).values_list("lesson_key", flat=True),
        *QuizAttempt.objects.filter(**of_user).values_list("lesson_key", flat=True),
        *PathFollowing.objects.filter(user=user).values_list("path_key", flat=True),
        *PathCompletion.objects.filter(user=user).values_list("path_key", flat=True),
    }


def _enrolments(mine: list[Enrolment], titles: Titles) -> Section:
    columns = {
        "module": _("Module"),
        "status": _("Status"),
        "enrolled_at": _("Begun"),
        "left_at": _("Left"),
        "percent": _("Done, in percent"),
        "lessons_done": _("Lessons done"),
        "last_activity_at": _("Last activity"),
        "completed_at": _("Completed"),
        "skipped_parts": _("Sensitive parts skipped"),
        "organization_type": _("Type of organization"),
    }
    rows = [
        {
            **{name: getattr(one, name) for name in columns if hasattr(one, name)},
            "module": titles[one.module_key],
            "status": EnrolmentStatus(one.status).label,
            "skipped_parts": sum(len(parts) for parts in one.skipped.values()),
        }
        for one in mine
    ]
    return Section("enrolments", _("Modules"), columns, rows)


def _paths(user: User, titles: Titles) -> Section:
    completed = dict(PathCompletion.objects.filter(user=user).values_list("path_key", "at"))
    followed = dict(PathFollowing.objects.filter(user=user).values_list("path_key", "since"))
    rows = [
        {"path": titles[key], "since": followed.get(key), "completed_at": completed.get(key)}
        for key in {**followed, **completed}
    ]
    columns = {"path": _("Path"), "since": _("Followed since"), "completed_at": _("Completed")}
    return Section("paths", _("Paths"), columns, rows)


def _lesson_facts(user: User, titles: Titles) -> Section:
    facts = LessonFact.objects.filter(enrolment__user=user).order_by("recorded_at")
    rows = (
        {
            "lesson": titles[fact.lesson_key],
            "act": str(LessonAct(fact.act).label),
            "part": fact.block_id,
            "happened_at": fact.happened_at,
        }
        for fact in facts.iterator()
    )
    columns = {"lesson": _("Lesson"), "act": _("What you did"), "part": _("Part"), "happened_at": _("When")}
    return Section("lessons", _("Lessons, step by step"), columns, rows)


def _attempts(user: User, titles: Titles) -> Section:
    attempts = QuizAttempt.objects.filter(enrolment__user=user).select_related("quiz").order_by("recorded_at")
    rows = (
        {
            "quiz": str(attempt.quiz.public_title),
            "lesson": titles[attempt.lesson_key],
            "number": attempt.number,
            "score": str(attempt.score.normalize()),
            "max_score": str(attempt.max_score.normalize()),
            "passed": attempt.passed,
            "happened_at": attempt.happened_at,
        }
        for attempt in attempts.iterator()
    )
    columns = {
        "quiz": _("Quiz"),
        "lesson": _("Lesson"),
        "number": _("Attempt"),
        "score": _("Points"),
        "max_score": _("Points possible"),
        "passed": _("Passed"),
        "happened_at": _("When"),
    }
    return Section("quiz_attempts", _("Quizzes"), columns, rows)


def _responses(user: User) -> Section:
    found = ItemResponse.objects.filter(attempt__enrolment__user=user).select_related(
        "item_version", "attempt"
    )
    rows = (
        {
            "question": in_words(response.item_version.content["stem"]),
            "answer": answer_in_words(response.item_version.content, response.answer),
            "answered_at": response.attempt.happened_at,
        }
        for response in found.order_by("attempt__recorded_at", "pk").iterator()
    )
    columns = {"question": _("Question"), "answer": _("Your answer"), "answered_at": _("When")}
    return Section("answers", _("Your answers"), columns, rows)


def _decisions(user: User) -> Section:
    found = ScenarioChoice.objects.filter(enrolment__user=user).select_related("scenario_version")
    rows = (
        {
            "scenario": str(Translated(choice.scenario_version.content["title"])),
            "decision": words_by_id(choice.scenario_version.content).get(choice.option_id, choice.option_id),
            "happened_at": choice.happened_at,
        }
        for choice in found.order_by("recorded_at").iterator()
    )
    columns = {"scenario": _("Scenario"), "decision": _("Your decision"), "happened_at": _("When")}
    return Section("decisions", _("Decisions in scenarios"), columns, rows)


def _reflections(user: User) -> Section:
    entries = ReflectionEntry.objects.visible_to(user).select_related("reflection").order_by("pk")
    rows = (
        {"prompt": str(entry.reflection.public_prompt), "text": entry.text, "written_at": entry.written_at}
        for entry in entries.iterator()
    )
    columns = {"prompt": _("Question to think about"), "text": _("What you wrote"), "written_at": _("When")}
    return Section("reflections", _("Reflections"), columns, rows)


def _overrides(user: User, titles: Titles) -> Section:
    found = CompletionOverride.objects.filter(enrolment__user=user).select_related("enrolment")
    rows = [{"module": titles[one.enrolment.module_key], "reason": one.reason, "at": one.at} for one in found]
    columns = {"module": _("Module"), "reason": _("Reason"), "at": _("When")}
    return Section("completions_by_trainers", _("Modules that a trainer declared complete"), columns, rows)


def in_words(texts: Mapping | str) -> str:
    """A frozen text in the reader's language."""
    return Translated(texts).or_other(get_language())[0] if isinstance(texts, Mapping) else str(texts)


def answer_in_words(content: Mapping, answer) -> str | list[str]:
    """A stored answer with the words of the options in place of their ids."""
    words = words_by_id(content)
    if isinstance(answer, list):
        return [words.get(one, str(one)) for one in answer]
    if isinstance(answer, Mapping):
        return [f"{words.get(thing, thing)} → {words.get(place, place)}" for thing, place in answer.items()]
    return str(answer)


def words_by_id(content) -> dict[str, str]:
    """The words of everything in a frozen activity that has an id and a text, however deep it stands."""
    if isinstance(content, list):
        return {key: words for part in content for key, words in words_by_id(part).items()}
    if not isinstance(content, Mapping):
        return {}
    found = {key: words for part in content.values() for key, words in words_by_id(part).items()}
    if "id" in content and content.get("text"):
        found[content["id"]] = in_words(content["text"])
    return found
