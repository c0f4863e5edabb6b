"""Playing a scenario: success, each refusal, twice called."""

import uuid

import pytest
from django.utils import timezone

from courses import frozen
from courses.activity_errors import ChangedError, KeyTakenError, NotAChoiceError
from courses.errors import NotThisModuleError
from courses.freezing import publish_scenario
from courses.models import Enrolment, Scenario, ScenarioChoice
from courses.progress import SUMMARY, rebuilt
from courses.scenarios import choose
from courses.stories import Story
from tests.courses.builders import learner, lessons_of, module, person, site_tree, stranger
from tests.courses.builders_activities import hold, scenario

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def lesson(arranged):
    return lesson_with_a_scenario()


def lesson_with_a_scenario():
    pages = module(site_tree(), lessons=1)
    played = scenario()
    hold([lessons_of(page)[0] for page in pages.values()], played)
    found = lessons_of(pages["es"])[0]
    found.scenario = frozen.activity("scenario", played.pk)
    return found


def decide(who, lesson, step: str, option: str, *, run, **fields) -> ScenarioChoice:
    fields = {"choice_id": uuid.uuid4(), "version": 1, "now": timezone.now(), **fields}
    return choose(
        learner=who,
        module_key=lesson.get_parent().translation_key,
        lesson_key=lesson.translation_key,
        scenario=lesson.scenario,
        run=run,
        step_id=step,
        option_id=option,
        **fields,
    )


def test_a_walk_is_recorded_step_by_step_and_starts_the_lesson(lesson):
    ana, run = learner(person("ana")), uuid.uuid4()

    decide(ana, lesson, "n0", "go", run=run)
    decide(ana, lesson, "n1", "call", run=run)

    rows = ScenarioChoice.objects.order_by("recorded_at")
    assert [(row.step_id, row.option_id, row.run) for row in rows] == [("n0", "go", run), ("n1", "call", run)]
    enrolment = Enrolment.objects.get()
    assert enrolment.states == {str(lesson.translation_key): "in_progress"}
    assert rebuilt(enrolment) == {name: getattr(enrolment, name) for name in SUMMARY}


def test_another_run_begins_at_the_start_again(lesson):
    somebody = stranger()
    decide(somebody, lesson, "n0", "wait", run=uuid.uuid4())

    decide(somebody, lesson, "n0", "go", run=uuid.uuid4())

    assert ScenarioChoice.objects.filter(step_id="n0").count() == 2


@pytest.mark.parametrize(
    ("step", "option"),
    [("n1", "call"), ("n0", "call"), ("n0", "nonsense"), ("nonsense", "go"), ("e1", "go")],
)
def test_what_is_not_on_offer_is_refused_and_nothing_stored(lesson, step, option):
    with pytest.raises(NotAChoiceError):
        decide(learner(person("ana")), lesson, step, option, run=uuid.uuid4())

    assert (ScenarioChoice.objects.count(), Enrolment.objects.count()) == (0, 0)


def test_a_step_decided_already_keeps_its_first_choice(lesson):
    ana, run = learner(person("ana")), uuid.uuid4()
    first = decide(ana, lesson, "n0", "go", run=run)

    again = decide(ana, lesson, "n0", "wait", run=run)

    assert again == first
    assert ScenarioChoice.objects.get().option_id == "go"


def test_a_key_that_stored_another_decision_is_refused(lesson):
    ana, bruno, key = learner(person("ana")), learner(person("bruno")), uuid.uuid4()
    decide(ana, lesson, "n0", "go", run=uuid.uuid4(), choice_id=key)

    with pytest.raises(KeyTakenError):
        decide(bruno, lesson, "n0", "go", run=uuid.uuid4(), choice_id=key)
    assert not Enrolment.objects.filter(user_id=bruno.user_id).exists()


def test_an_older_version_is_refused_before_and_in_the_middle_of_a_run(lesson):
    ana, run = learner(person("ana")), uuid.uuid4()
    decide(ana, lesson, "n0", "go", run=run)
    row = Scenario.objects.get()
    row.intro = {"en": "Other", "es": "Otra"}
    row.save()
    publish_scenario(row)
    lesson.scenario = frozen.activity("scenario", row.pk)

    for fields in (
        {"version": 1, "run": uuid.uuid4(), "step": "n0"},
        {"version": 2, "run": run, "step": "n1"},
    ):
        with pytest.raises(ChangedError):
            decide(ana, lesson, fields["step"], "call", run=fields["run"], version=fields["version"])


def test_nobody_decides_in_an_unpublished_lesson(lesson):
    for page in lesson.get_translations(inclusive=True):
        page.unpublish()

    with pytest.raises(NotThisModuleError):
        decide(learner(person("ana")), lesson, "n0", "go", run=uuid.uuid4())


def test_a_walk_stands_where_its_choices_lead(lesson):
    story = Story(lesson.scenario.story.content)

    start, middle, end = story.walk({}), story.walk({"n0": "go"}), story.walk({"n0": "go", "n1": "call"})

    assert (start.step["name"], start.taken, start.ending) == ("n0", (), None)
    assert (middle.step["name"], len(middle.taken)) == ("n1", 1)
    assert (end.step, end.ending["name"], len(end.taken)) == (None, "e2", 2)
    assert story.walk({"n0": "gone"}).step["name"] == "n0"
