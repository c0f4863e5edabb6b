"""The last modules of a path completed at the same moment, in real transactions."""

import threading

import pytest
from django.db import connection

from courses.models import PathCompletion
from tests.courses.builders import act, learner, lessons_of, module, person, site_tree
from tests.courses.builders_paths import finish, path
from tests.courses.test_path_progress import announced, key_of

__all__ = ["announced"]
pytestmark = pytest.mark.django_db(transaction=True)


def test_two_last_modules_completed_at_once_complete_the_path_once(announced):
    catalogues = site_tree()
    modules = [module(catalogues, lessons=2, slug=f"m{number}", code=f"M{number}") for number in (1, 2, 3)]
    whole = path(catalogues, modules)
    ana, errors = learner(person("ana")), []
    finish(ana, modules[0])
    last = [lessons_of(pages["en"]) for pages in modules[1:]]
    for lessons in last:
        act(ana, lessons[0])
    gate = threading.Barrier(2)

    def complete(lesson) -> None:
        try:
            gate.wait(30)
            act(ana, lesson)
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=complete, args=(lessons[1],)) for lessons in last]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert PathCompletion.objects.get().user_id == ana.user_id
    assert announced == [(ana.user_id, key_of(whole))]
