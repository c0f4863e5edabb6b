"""The verbs of learning: success, each refusal, twice called."""

import uuid

import pytest
from django.utils import timezone

from courses import actions
from courses.enums import EnrolmentStatus, LessonAct
from courses.errors import FormUsedError, NotThisModuleError, NotUndoneError
from courses.models import Completion, Enrolment, LessonFact
from courses.progress import SUMMARY, rebuilt
from courses.signals import enrolment_completed
from tests.courses.builders import act, add_lesson, learner, lessons_of, module, person, site_tree, stranger

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pilot(arranged):
    return module(site_tree(), lessons=2)


def summary(enrolment: Enrolment) -> dict:
    fresh = Enrolment.objects.get(pk=enrolment.pk)
    return {name: getattr(fresh, name) for name in SUMMARY}


def test_ana_enrols_and_her_kind_of_organization_is_remembered(pilot):
    ana = person("ana", organization_type="care_provider")

    enrolment = actions.enrol(
        learner=learner(ana), module_key=pilot["es"].translation_key, now=timezone.now()
    )

    assert (enrolment.user, enrolment.status, enrolment.organization_type) == (ana, "active", "care_provider")


def test_enrolling_twice_keeps_one_enrolment(pilot):
    ana = learner(person("ana"))

    first = actions.enrol(learner=ana, module_key=pilot["es"].translation_key, now=timezone.now())
    second = actions.enrol(learner=ana, module_key=pilot["es"].translation_key, now=timezone.now())

    assert first == second
    assert Enrolment.objects.count() == 1


def test_nobody_enrols_on_an_unpublished_module(pilot):
    for page in pilot.values():
        page.unpublish()

    with pytest.raises(NotThisModuleError):
        actions.enrol(
            learner=learner(person("ana")), module_key=pilot["es"].translation_key, now=timezone.now()
        )


def test_progress_in_one_language_is_progress_in_the_other(pilot):
    ana = learner(person("ana"))

    act(ana, lessons_of(pilot["es"])[0])
    enrolment = act(ana, lessons_of(pilot["en"])[1])

    assert enrolment.lessons_done == 2
    assert Enrolment.objects.count() == 1


def test_the_same_form_twice_is_stored_once_and_answered_alike(pilot):
    ana, key = learner(person("ana")), uuid.uuid4()
    lesson = lessons_of(pilot["es"])[0]

    first = act(ana, lesson, fact_id=key)
    second = act(ana, lesson, fact_id=key)

    assert (first.pk, first.lessons_done) == (second.pk, second.lessons_done)
    assert LessonFact.objects.filter(act=LessonAct.DONE).count() == 1


def test_anothers_form_key_is_not_taken_for_a_repeat(pilot):
    key, lesson = uuid.uuid4(), lessons_of(pilot["es"])[0]
    act(learner(person("ana")), lesson, fact_id=key)

    with pytest.raises(FormUsedError):
        act(learner(person("berta")), lesson, fact_id=key)

    assert list(LessonFact.objects.values_list("enrolment__user__display_name", flat=True)) == ["Ana"]


def test_the_last_lesson_completes_and_announces_it_once(pilot, django_capture_on_commit_callbacks):
    heard = []
    enrolment_completed.connect(lambda enrolment_id, **_rest: heard.append(enrolment_id), weak=False)
    ana = learner(person("ana"))

    with django_capture_on_commit_callbacks(execute=True):
        for lesson in lessons_of(pilot["es"]):
            enrolment = act(ana, lesson)
        act(ana, lessons_of(pilot["es"])[0])

    assert (enrolment.is_completed, enrolment.percent, heard) == (True, 100, [enrolment.pk])


def test_done_can_be_undone_until_completion(pilot):
    ana, (first, second) = learner(person("ana")), lessons_of(pilot["es"])
    act(ana, first)

    undone = act(ana, first, LessonAct.UNDONE)
    act(ana, first)
    act(ana, second)

    assert (undone.lessons_done, undone.states[str(first.translation_key)]) == (0, "in_progress")
    with pytest.raises(NotUndoneError):
        act(ana, first, LessonAct.UNDONE)


def test_a_lesson_added_after_completion_takes_nothing_away(pilot):
    ana = learner(person("ana"))
    for lesson in lessons_of(pilot["es"]):
        enrolment = act(ana, lesson)
    completed_at = enrolment.completed_at

    for page in pilot.values():
        add_lesson(page, number=3)
    enrolment = act(ana, lessons_of(pilot["es"])[0])

    assert (enrolment.completed_at, enrolment.percent) == (completed_at, 100)


def test_who_left_can_come_back_to_their_progress(pilot):
    ana = learner(person("ana"))
    act(ana, lessons_of(pilot["es"])[0])
    actions.leave(learner=ana, module_key=pilot["es"].translation_key, now=timezone.now())
    assert Enrolment.objects.get().status == EnrolmentStatus.LEFT

    again = actions.enrol(learner=ana, module_key=pilot["es"].translation_key, now=timezone.now())

    assert (again.status, again.left_at, again.lessons_done) == ("active", None, 1)


def test_a_trainer_overrides_completion_with_a_reason(pilot):
    ana, trainer = learner(person("ana")), person("trini")
    enrolment = act(ana, lessons_of(pilot["es"])[0])

    for reason in ("She did the rest in the room.", "A second reason."):
        actions.override_completion(enrolment=enrolment, by=trainer, reason=reason, now=timezone.now())

    enrolment.refresh_from_db()
    assert enrolment.is_completed
    assert enrolment.override.reason == "She did the rest in the room."


def test_earlier_work_becomes_anas_when_she_claims_it(pilot):
    visitor, ana = stranger(), person("ana")
    act(visitor, lessons_of(pilot["es"])[0])

    claimed = actions.claim(user=ana, anonymous_key=visitor.anonymous_key, now=timezone.now())
    again = actions.claim(user=ana, anonymous_key=visitor.anonymous_key, now=timezone.now())

    enrolment = Enrolment.objects.get()
    assert (claimed, again) == (1, 0)
    assert (enrolment.user, enrolment.anonymous_key, enrolment.lessons_done) == (ana, None, 1)


def test_claimed_work_joins_what_the_account_had(pilot):
    visitor, ana = stranger(), person("ana")
    first, second = lessons_of(pilot["es"])
    act(visitor, first, LessonAct.VISITED)
    act(visitor, first)
    act(learner(ana), first, LessonAct.VISITED)
    act(learner(ana), second)

    actions.claim(user=ana, anonymous_key=visitor.anonymous_key, now=timezone.now())

    enrolment = Enrolment.objects.get()
    assert (enrolment.user, enrolment.lessons_done, enrolment.is_completed) == (ana, 2, True)
    assert summary(enrolment) == rebuilt(enrolment)


def test_the_summary_can_be_rebuilt_from_the_facts_without_difference(pilot):
    ana, (first, second) = learner(person("ana")), lessons_of(pilot["es"])
    act(ana, first, LessonAct.VISITED)
    act(ana, first)
    act(ana, first, LessonAct.UNDONE)
    act(ana, second, LessonAct.VISITED)
    act(ana, first)
    enrolment = act(ana, second)

    assert summary(enrolment) == rebuilt(enrolment)
    assert Completion.objects.count() == 1


def test_rebuilding_mends_a_summary_that_was_damaged(pilot, capsys):
    from django.core.management import call_command

    enrolment = act(learner(person("ana")), lessons_of(pilot["es"])[0])
    Enrolment.objects.filter(pk=enrolment.pk).update(lessons_done=9, percent=3, states={})

    call_command("rebuild_summaries")
    call_command("rebuild_summaries", "--check")

    assert capsys.readouterr().out.splitlines()[-1] == "1 summaries, 0 different."
    enrolment.refresh_from_db()
    assert (enrolment.lessons_done, enrolment.percent) == (1, 50)


def test_marking_a_lesson_brings_back_who_had_left(pilot):
    ana, (first, second) = learner(person("ana")), lessons_of(pilot["es"])
    act(ana, first)
    actions.leave(learner=ana, module_key=pilot["es"].translation_key, now=timezone.now())

    act(ana, second)

    assert Enrolment.objects.get().status == EnrolmentStatus.ACTIVE
