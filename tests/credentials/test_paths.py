"""Certificates of paths."""

import pytest
from django.utils import timezone

from courses.path_records import follow
from credentials import overdue
from credentials.enums import Kind
from credentials.models import Certificate
from tests.courses.builders import learner, module, person, site_tree, stranger
from tests.courses.builders_paths import finish, path
from tests.credentials.builders import claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole():
    """A path over two modules, of 13 and 6 minutes."""
    tree = site_tree()
    modules = [module(tree, lessons=2, slug="first"), module(tree, lessons=1, slug="second")]
    return path(tree, modules), modules


def kinds(user) -> list[str]:
    return sorted(Certificate.objects.of(user).values_list("kind", flat=True))


def test_completing_the_last_module_issues_the_certificate_of_the_path(
    whole, client, django_capture_on_commit_callbacks
):
    (pages, modules), ana = whole, person("ana", language="en")
    follow(learner=learner(ana), path_key=pages["en"].translation_key, now=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        finish(learner(ana), modules[0])
    before = kinds(ana)
    with django_capture_on_commit_callbacks(execute=True):
        finish(learner(ana), modules[1])

    issued = Certificate.objects.get(kind=Kind.PATH)
    assert (before, kinds(ana)) == (["module"], ["module", "module", "path"])
    assert (issued.subject_key, issued.minutes, issued.holder) == (pages["en"].translation_key, 19, ana)
    assert issued.titles == {"en": "The whole way (en)", "es": "The whole way (es)"}
    client.force_login(ana)
    link = f"/en/my-record/certificates/{issued.public_id}.pdf"
    record = client.get("/en/my-record/").content.decode()
    assert link in record
    assert record.index("19 minutes") < record.index("Modules completed")
    assert link in client.get(pages["en"].url).content.decode()


def test_the_path_that_was_walked_without_an_account_is_certified_when_it_is_claimed(
    whole, django_capture_on_commit_callbacks
):
    (pages, modules), somebody = whole, stranger()
    with django_capture_on_commit_callbacks(execute=True):
        follow(learner=somebody, path_key=pages["en"].translation_key, now=timezone.now())
        finish(somebody, *modules)
    ana = person("ana")

    with django_capture_on_commit_callbacks(execute=True):
        claim(ana, somebody)

    assert kinds(ana) == ["module", "module", "path"]


def test_a_path_that_missed_its_certificate_gets_it_later(whole, django_capture_on_commit_callbacks):
    (pages, modules), ana = whole, person("ana")
    with django_capture_on_commit_callbacks(execute=True):
        follow(learner=learner(ana), path_key=pages["en"].translation_key, now=timezone.now())
        finish(learner(ana), *modules)
    Certificate.objects.all().delete()

    issued = [overdue.issue_overdue(now=timezone.now()) for _time in range(2)]

    assert (issued, kinds(ana)) == ([3, 0], ["module", "module", "path"])
