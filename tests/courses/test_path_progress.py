"""Where learners stand on a path, and when it is complete: derived from its modules, recorded once."""

import uuid

import pytest
from django.core.management import call_command
from django.utils import timezone
from django.utils.translation import override

from courses import actions
from courses.errors import NoSuchPathError
from courses.models import Enrolment, PathCompletion, PathFollowing
from courses.path_outline import path_of
from courses.path_progress import path_completed_at, path_completion, standing_on
from courses.path_records import follow, record_completions_after, stop_following
from courses.path_tasks import refresh_path
from courses.path_view import path_words
from courses.retention import KEPT_FOR, remove_stale_anonymous
from courses.signals import path_completed
from tests.courses.builders import act, add_lesson, learner, lessons_of, module, person, site_tree, stranger
from tests.courses.builders_paths import change_steps, finish, path, refresh, step

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def catalogues(arranged):
    return site_tree()


@pytest.fixture(scope="module")
def modules(catalogues):
    return [module(catalogues, lessons=2, slug=f"m{number}", code=f"M{number}") for number in (1, 2, 3)]


@pytest.fixture(scope="module")
def whole(catalogues, modules):
    return path(catalogues, modules)


@pytest.fixture
def announced():
    """What the rooms above heard."""
    heard = []

    def hear(sender, user_id, path_key, **_kwargs) -> None:
        heard.append((user_id, path_key))

    path_completed.connect(hear, weak=False)
    yield heard
    path_completed.disconnect(hear)


def key_of(pages) -> uuid.UUID:
    return pages["en"].translation_key


def standing(pages, who):
    return standing_on(path_of(key_of(pages)), who)


def states(pages, who) -> list[str]:
    found = standing(pages, who)
    return [found.state_of(one) for one in found.path.steps]


def go_on(pages, who) -> tuple[int, int] | None:
    """Module and lesson with which this learner goes on."""
    following = standing(pages, who).next
    return (following.step.number, following.lesson.number) if following else None


def test_progress_on_a_path_is_that_of_its_modules(whole, modules):
    ana = learner(person("ana"))
    finish(ana, modules[0])
    act(ana, lessons_of(modules[1]["es"])[0])

    found = standing(whole, ana)

    assert states(whole, ana) == ["done", "in_progress", "not_started"]
    assert (found.done, found.percent, go_on(whole, ana)) == (1, 50, (2, 2))
    with override("en"):
        assert path_words(found) == "1 of 3 modules complete, 50%"


def test_a_module_begun_out_of_order_is_what_goes_on(whole, modules):
    ana = learner(person("ana"))
    act(ana, lessons_of(modules[0]["en"])[0])
    act(ana, lessons_of(modules[2]["en"])[0])

    assert go_on(whole, ana) == (3, 2)


def test_a_path_begins_at_its_first_module(whole):
    assert go_on(whole, learner(person("ana"))) == (1, 1)


def test_what_others_did_counts_for_nobody_else(whole, modules):
    finish(learner(person("berta")), *modules)

    ana = person("ana")

    assert [one.is_met for one in path_completion(ana, key_of(whole))] == [False] * 3
    assert states(whole, learner(ana)) == ["not_started"] * 3


def test_the_last_module_completes_the_path_once(
    whole, modules, announced, django_capture_on_commit_callbacks
):
    ana = person("ana")
    with django_capture_on_commit_callbacks(execute=True):
        finish(learner(ana), *modules)

    completion = PathCompletion.objects.get()
    assert (completion.user, completion.path_key) == (ana, key_of(whole))
    assert completion.modules == [str(key_of(one)) for one in modules]
    assert path_completed_at(ana, key_of(whole)) == completion.at
    assert [(one.kind, one.is_met) for one in path_completion(ana, key_of(whole))] == [("module", True)] * 3
    assert announced == [(ana.pk, key_of(whole))]


def test_hearing_of_a_completion_twice_records_and_announces_it_once(
    whole, modules, announced, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        finish(learner(person("ana")), *modules)

    with django_capture_on_commit_callbacks(execute=True):
        again = record_completions_after(Enrolment.objects.first().pk, now=timezone.now())

    assert (again, PathCompletion.objects.count(), len(announced)) == (0, 1, 1)


def test_one_module_missing_is_no_completion(whole, modules, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        finish(learner(person("ana")), *modules[:2])

    assert not PathCompletion.objects.exists()


def test_a_module_that_is_added_later_takes_nothing_away(
    whole, modules, catalogues, django_capture_on_commit_callbacks
):
    ana = person("ana")
    with django_capture_on_commit_callbacks(execute=True):
        finish(learner(ana), *modules)
    at = path_completed_at(ana, key_of(whole))
    added = module(catalogues, lessons=1, slug="m4", code="M4")

    change_steps(whole, [step(one) for one in [*modules, added]])

    found = standing(whole, learner(ana))
    assert path_completed_at(ana, key_of(whole)) == at
    assert states(whole, learner(ana)) == ["done", "done", "done", "new"]
    assert (found.percent, found.is_completed, go_on(whole, learner(ana))) == (100, True, (4, 1))
    assert [one.is_met for one in path_completion(ana, key_of(whole))] == [True, True, True, False]


def test_a_lesson_that_is_added_later_leaves_path_and_module_complete(
    whole, modules, django_capture_on_commit_callbacks
):
    ana = learner(person("ana"))
    with django_capture_on_commit_callbacks(execute=True):
        finish(ana, *modules)

    add_lesson(modules[0]["en"], number=3)

    assert states(whole, ana) == ["done"] * 3


def test_following_what_is_complete_already_completes_it(catalogues, modules, announced):
    ana = person("ana")
    finish(learner(ana), *modules)
    later = path(catalogues, modules, slug="later")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.db.transaction.on_commit", lambda call, **_kwargs: call())
        follow(learner=learner(ana), path_key=key_of(later), now=timezone.now())

    assert announced == [(ana.pk, key_of(later))]
    assert PathCompletion.objects.get().path_key == key_of(later)


def test_following_twice_is_following_once(whole):
    ana, now = learner(person("ana")), timezone.now()

    rows = {follow(learner=ana, path_key=key_of(whole), now=now).pk for _time in range(2)}

    assert PathFollowing.objects.values_list("pk", flat=True).get() in rows
    assert standing(whole, ana).is_following


def test_who_stops_following_keeps_what_was_done(whole, modules, django_capture_on_commit_callbacks):
    ana = person("ana")
    follow(learner=learner(ana), path_key=key_of(whole), now=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        finish(learner(ana), *modules)

    for _time in range(2):
        stop_following(learner=learner(ana), path_key=key_of(whole))

    assert not PathFollowing.objects.exists()
    assert path_completed_at(ana, key_of(whole)) is not None


def test_a_path_that_is_not_published_is_not_followed(whole):
    whole["es"].unpublish()
    whole["en"].unpublish()
    refresh()

    with pytest.raises(NoSuchPathError):
        follow(learner=learner(person("ana")), path_key=key_of(whole), now=timezone.now())

    assert path_completion(person("berta"), key_of(whole)) == []


def test_a_module_that_is_taken_out_completes_the_path_of_its_followers(
    whole, modules, django_capture_on_commit_callbacks
):
    ana, berta = person("ana"), person("berta")
    follow(learner=learner(ana), path_key=key_of(whole), now=timezone.now())
    finish(learner(ana), *modules[:2])
    finish(learner(berta), *modules[:2])

    with django_capture_on_commit_callbacks(execute=True):
        change_steps(whole, [step(one) for one in modules[:2]])
    refresh_path.call(str(key_of(whole)))

    assert [row.user for row in PathCompletion.objects.all()] == [ana]


@pytest.mark.parametrize("how", ["unpublish", "delete"])
def test_a_module_that_goes_is_not_asked_for(whole, modules, how, django_capture_on_commit_callbacks):
    ana = learner(person("ana"))
    follow(learner=ana, path_key=key_of(whole), now=timezone.now())
    finish(ana, *modules[:2])

    with django_capture_on_commit_callbacks(execute=True):
        for page in modules[2].values():
            getattr(page, how)()
    refresh()

    found = path_of(key_of(whole))
    kept = ["module", "module", None] if how == "unpublish" else ["module", "module"]
    assert [one.module and "module" for one in found.steps] == kept
    assert PathCompletion.objects.count() == 1


def test_a_path_of_unpublished_modules_is_never_complete(whole, modules):
    for pages in modules:
        for page in pages.values():
            page.unpublish()
    refresh()

    found = standing(whole, learner(person("ana")))

    assert (found.requirements, found.is_met, found.percent, found.next) == ([], False, 0, None)


def test_a_module_that_is_moved_keeps_its_place(whole, modules, catalogues):
    for language, page in modules[1].items():
        page.refresh_from_db()
        page.move(catalogues[language], pos="first-child")
    refresh()

    assert [one.module.code for one in path_of(key_of(whole)).steps] == ["M1", "M2", "M3"]


def test_modules_and_order_are_those_of_the_source_language(whole, modules):
    spanish = whole["es"]
    spanish.refresh_from_db()
    spanish.steps = [step(modules[2], why="Otra cosa.")]
    spanish.save_revision().publish()
    refresh()

    found = path_of(key_of(whole))

    assert [one.module.code for one in found.steps] == ["M1", "M2", "M3"]
    assert found.steps[2].why.as_dict() == {"en": "Reason 3 (en).", "es": "Otra cosa."}


def test_a_module_left_again_goes_on_by_enrolling_anew(whole, modules):
    ana = learner(person("ana"))
    act(ana, lessons_of(modules[0]["en"])[0])
    actions.leave(learner=ana, module_key=key_of(modules[0]), now=timezone.now())

    following = standing(whole, ana).next

    assert (following.step.number, following.enrolment) == (1, None)


def test_somebody_without_an_account_has_a_path_too(
    whole, modules, announced, django_capture_on_commit_callbacks
):
    visitor = stranger()
    follow(learner=visitor, path_key=key_of(whole), now=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        finish(visitor, *modules)

    row = PathCompletion.objects.get()
    assert (row.user, row.anonymous_key) == (None, visitor.anonymous_key)
    assert states(whole, visitor) == ["done"] * 3
    # Nobody can be told of somebody without a name.
    assert announced == []


def test_claiming_makes_the_path_ones_own_and_announces_it(
    whole, modules, announced, django_capture_on_commit_callbacks
):
    visitor, ana = stranger(), person("ana")
    follow(learner=visitor, path_key=key_of(whole), now=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        finish(visitor, *modules)

    with django_capture_on_commit_callbacks(execute=True):
        actions.claim(user=ana, anonymous_key=visitor.anonymous_key, now=timezone.now())

    assert [row.user for row in PathFollowing.objects.all()] == [ana]
    assert [row.user for row in PathCompletion.objects.all()] == [ana]
    assert announced == [(ana.pk, key_of(whole))]


def test_what_is_complete_only_together_is_complete_after_claiming(
    whole, modules, announced, django_capture_on_commit_callbacks
):
    visitor, ana = stranger(), person("ana")
    for who in (visitor, learner(ana)):
        follow(learner=who, path_key=key_of(whole), now=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        finish(visitor, *modules[:2])
        finish(learner(ana), modules[2])
    assert not PathCompletion.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        actions.claim(user=ana, anonymous_key=visitor.anonymous_key, now=timezone.now())

    assert PathFollowing.objects.get().user == ana
    assert PathCompletion.objects.get().user == ana
    assert announced == [(ana.pk, key_of(whole))]


def test_the_paths_of_a_start_cookie_that_nobody_uses_go_with_its_modules(whole, modules):
    visitor, ana, long_ago = stranger(), learner(person("ana")), timezone.now() - 2 * KEPT_FOR
    for who in (visitor, ana):
        follow(learner=who, path_key=key_of(whole), now=long_ago)
        act(who, lessons_of(modules[0]["en"])[0], now=long_ago, happened_at=long_ago)
    Enrolment.objects.update(last_activity_at=long_ago)

    remove_stale_anonymous(timezone.now())

    assert [row.user_id for row in PathFollowing.objects.all()] == [ana.user_id]


def test_rebuilding_records_a_completion_that_was_lost(whole, modules, capsys):
    ana = person("ana")
    follow(learner=learner(ana), path_key=key_of(whole), now=timezone.now())
    # As after a crash between the commit and what follows it: nothing heard of the completion.
    finish(learner(ana), *modules)

    with pytest.raises(SystemExit):
        call_command("rebuild_summaries", "--check")
    call_command("rebuild_summaries")
    call_command("rebuild_summaries", "--check")

    assert capsys.readouterr().out.splitlines()[-1] == "3 summaries, 0 different."
    assert PathCompletion.objects.get().user == ana


def test_deleting_a_person_takes_their_paths_along(whole, modules, django_capture_on_commit_callbacks):
    ana, berta = person("ana"), person("berta")
    for user in (ana, berta):
        follow(learner=learner(user), path_key=key_of(whole), now=timezone.now())
        with django_capture_on_commit_callbacks(execute=True):
            finish(learner(user), *modules)

    ana.delete()

    assert [row.user for row in PathFollowing.objects.all()] == [berta]
    assert [row.user for row in PathCompletion.objects.all()] == [berta]
    assert list(PathCompletion.objects.visible_to(berta)) == list(PathCompletion.objects.all())
