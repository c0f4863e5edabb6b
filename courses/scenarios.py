"""The verb of scenarios: choose."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import progress
from courses.actions import come_back, locked_enrolment
from courses.activity_errors import KeyTakenError, NotAChoiceError, changed_story
from courses.frozen import FrozenScenario
from courses.learners import Learner
from courses.models import Enrolment, ScenarioChoice
from courses.quizzes import require_published
from courses.rules import believed_time


def choose(
    *,
    learner: Learner,
    module_key: uuid.UUID,
    lesson_key: uuid.UUID,
    scenario: FrozenScenario,
    version: int,
    run: uuid.UUID,
    step_id: str,
    option_id: str,
    choice_id: uuid.UUID,
    now: datetime.datetime,
    happened_at: datetime.datetime | None = None,
) -> ScenarioChoice:
    """Take one decision of a run through the scenario, in the version (its number) the learner saw.

    A step decided already in this run, or the same `choice_id` again, returns the first choice. Raises
    `ChangedError` for an older version, `NotAChoiceError` for a step or decision that is not on offer,
    `KeyTakenError` for a key that is used, `NotThisModuleError` when the lesson is not published.
    """
    require_published(module_key, lesson_key)
    choice = ScenarioChoice(
        pk=choice_id,
        scenario_version_id=scenario.version_pk,
        lesson_key=lesson_key,
        run=run,
        step_id=step_id,
        option_id=option_id,
        happened_at=believed_time(happened_at, now),
    )
    try:
        with transaction.atomic():
            enrolment = locked_enrolment(learner=learner, module_key=module_key, now=now)
            return first_choice(choice, enrolment) or _take(choice, enrolment, scenario, version, now=now)
    except IntegrityError:
        # Two arrivals of one form at once: the one that came second finds what the first one stored.
        earlier = first_choice(choice, Enrolment.objects.of(learner).get(module_key=module_key))
        if earlier is None:
            raise
        return earlier


def first_choice(choice: ScenarioChoice, enrolment: Enrolment) -> ScenarioChoice | None:
    """What is stored already for this step of this run, or under this key.

    Raises `KeyTakenError` when the key is another learner's, or of another decision.
    """
    same_step = enrolment.scenario_choices.filter(run=choice.run, step_id=choice.step_id).first()
    if same_step:
        return same_step
    if ScenarioChoice.objects.filter(pk=choice.pk).exists():
        raise KeyTakenError(_("This form has been used already. Open the lesson again."))
    return None


def _take(
    choice: ScenarioChoice, enrolment: Enrolment, scenario: FrozenScenario, version: int, *, now
) -> ScenarioChoice:
    taken = list(enrolment.scenario_choices.filter(run=choice.run))
    if version != scenario.number or any(one.scenario_version_id != scenario.version_pk for one in taken):
        raise changed_story()
    check(choice, scenario, taken)
    choice.enrolment = enrolment
    # After the lock: a rebuild reads facts in the order in which they took effect.
    choice.recorded_at = timezone.now()
    choice.save(force_insert=True)
    come_back(enrolment)
    progress.apply_answer(enrolment, lesson_key=choice.lesson_key, at=choice.happened_at)
    progress.refresh(enrolment, now=now)
    return choice


def check(choice: ScenarioChoice, scenario: FrozenScenario, taken: list[ScenarioChoice]) -> None:
    """Raise `NotAChoiceError` unless the decision is on offer where this run stands."""
    walk = scenario.story.walk({one.step_id: one.option_id for one in taken})
    if walk.step is None or walk.step["name"] != choice.step_id:
        raise NotAChoiceError(
            _("Your story is at another place now. Go on from where you see it in the lesson.")
        )
    if scenario.story.option(choice.step_id, choice.option_id) is None:
        raise NotAChoiceError(_("This decision is not on offer here. Choose one of those you see."))
