"""What children are in without a consent is seen by those who keep it or review it, of every kind alike."""

import pytest

from courses import workflow
from people.enums import Role
from tests.courses import test_workflow
from tests.courses.authors import trainer
from tests.courses.builders import lessons_of
from tests.courses.test_workflow import carrier, draft_module, sign_in
from tests.media import conftest as library
from tests.media.builders import document, image, recording

pytestmark = pytest.mark.django_db

catalogues, private_folder = test_workflow.catalogues, library.private_folder


def test_a_reviewer_sees_of_children_without_consent_what_they_review(catalogues):
    page = draft_module(catalogues)
    rita, tania = carrier("rita", Role.REVIEWER), trainer("tania", page)
    things = [make(shows_children="yes") for make in (image, document, recording)]
    lesson = lessons_of(page)[0]
    lesson.body = [("document", {"documents": [things[1]]})]
    lesson.save_revision()

    def seen() -> list[int]:
        return [sign_in(rita).get(one.file.url).status_code for one in (*things, document())]

    before = seen()
    workflow.is_handed_over(lesson, page.get_workflow(), tania)

    assert (before, seen()) == ([404, 404, 404, 200], [404, 200, 404, 200])
