"""What people said, in numbers: with n, whole distributions, and nothing where fewer than five answered."""

from collections.abc import Iterable
from dataclasses import dataclass

from workshops.enums import AskedAs, QuestionnaireKind
from workshops.measures import FEW, Gain, Scale, gain, scale, shown
from workshops.models import EvaluationQuestion, EvaluationResponse, Event, Questionnaire


@dataclass(frozen=True)
class Told:
    """The answers to one question. Everything but `n` is empty while fewer than five answered it."""

    question: EvaluationQuestion
    n: str
    scale: Scale | None = None
    options: tuple[tuple[str, int, bool], ...] = ()
    words: tuple[str, ...] = ()

    @property
    def is_kept_back(self) -> bool:
        return not (self.scale or self.options or self.words)


def told_of(questionnaire: Questionnaire) -> list[Told]:
    """Every question with what was answered; two queries."""
    responses = list(questionnaire.responses.all())
    return [told(question, responses) for question in questionnaire.questions.all()]


def told(question: EvaluationQuestion, responses: Iterable[EvaluationResponse]) -> Told:
    given = [one.answers[question.code] for one in responses if one.answers.get(question.code)]
    number = shown(len(given))
    if len(given) < FEW:
        return Told(question, number)
    if question.asked_as == AskedAs.SCALE:
        return Told(question, number, scale=scale([int(value) for value in given]))
    if question.asked_as == AskedAs.OPEN:
        # In an order that says nothing about who answered when.
        return Told(question, number, words=tuple(sorted(given)))
    return Told(question, number, options=tuple(counted(question, given)))


def counted(question: EvaluationQuestion, given: list[str]) -> list[tuple[str, int, bool]]:
    """`(words, how many chose it, is it right)` of every answer that can be chosen."""
    if question.asked_as == AskedAs.YES_NO:
        return [("yes", given.count("yes"), False), ("no", given.count("no"), False)]
    options = [line.strip() for line in str(question.options).splitlines() if line.strip()]
    return [
        (words, given.count(str(number)), number == question.right)
        for number, words in enumerate(options, start=1)
    ]


def percent_right(questions: list[EvaluationQuestion], answers: dict[str, str]) -> float | None:
    """How much of a test somebody got right; what was left out counts as not right."""
    if not questions:
        return None
    return 100 * sum(answers.get(one.code) == str(one.right) for one in questions) / len(questions)


def mean_scale(questions: list[EvaluationQuestion], answers: dict[str, str]) -> float | None:
    """Somebody's confidence, from 0 to 100; None when they left all of it out."""
    given = [int(answers[one.code]) for one in questions if answers.get(one.code)]
    return 25 * (sum(given) / len(given) - 1) if given else None


@dataclass(frozen=True)
class Change:
    """Knowledge and confidence before and after, of those who answered both times. None under five pairs."""

    pairs: str
    before: str
    after: str
    knowledge: Gain | None = None
    confidence: Gain | None = None


def change_of(event: Event) -> Change | None:
    """What changed between the two halves of the test; None when there are no two halves. Six queries at most."""
    halves = {
        one.kind: one
        for one in event.questionnaires.filter(kind__in=[QuestionnaireKind.BEFORE, QuestionnaireKind.AFTER])
    }
    if len(halves) < 2:
        return None
    before, after = halves[QuestionnaireKind.BEFORE], halves[QuestionnaireKind.AFTER]
    early = {one.mark: one.answers for one in before.responses.all()}
    late = {one.mark: one.answers for one in after.responses.all()}
    both = sorted(early.keys() & late.keys())
    numbers = {"pairs": shown(len(both)), "before": shown(len(early)), "after": shown(len(late))}
    if len(both) < FEW:
        return Change(**numbers)
    asked = {half: list(one.questions.all()) for half, one in (("early", before), ("late", after))}
    pairs = [(early[mark], late[mark]) for mark in both]
    return Change(
        **numbers,
        knowledge=paired(asked, AskedAs.KNOWLEDGE, percent_right, pairs),
        confidence=paired(asked, AskedAs.SCALE, mean_scale, pairs),
    )


def paired(asked: dict, asked_as: str, measure, pairs: list[tuple[dict, dict]]) -> Gain | None:
    """The gain by one measure; None when fewer than five people gave both halves of it."""
    early = [one for one in asked["early"] if one.asked_as == asked_as]
    late = [one for one in asked["late"] if one.asked_as == asked_as]
    found = [(measure(early, first), measure(late, second)) for first, second in pairs]
    whole = [pair for pair in found if None not in pair]
    return gain(whole) if len(whole) >= FEW else None
