"""A person at the workbench: opens it, types, sends the form."""

from django.urls import reverse

from courses.models import Item, LessonPage, ModulePage, Quiz, QuizItem
from tests.courses.sent_forms import form_in

KEPT = {
    "type": "quotation",
    "id": "said",
    "value": {"text": "  Nobody   asked. ", "original_language": "en", "attribution": "A", "source": None},
}
TEXT = {
    "type": "text",
    "id": "words",
    "value": {
        "body": '<p data-block-key="k1">Where <strong>and</strong> when.</p>',
        "fact_status": "teaching_design",
        "sources": [],
    },
}


def address(page: ModulePage) -> str:
    return reverse("workbench", args=[page.translation_key])


def opened(client, page):
    response = client.get(address(page))
    assert response.status_code == 200
    return form_in(response.content.decode(), "workbench")


def write(data, words: dict[str, str]) -> None:
    """Type over what stands in these fields."""
    for name, text in words.items():
        assert name in data
        data[name] = text


def send(client, page, data, do="save"):
    sent = data.copy()
    sent["do"] = do
    return client.post(address(page), sent.urlencode(), content_type="application/x-www-form-urlencoded")


def lesson_part(page: ModulePage) -> str:
    return f"lesson-{LessonPage.objects.child_of(page).first().translation_key}"


def draft_of(lesson: LessonPage) -> LessonPage:
    return LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()


def everything() -> tuple:
    """All that a form could change."""
    return (
        list(
            LessonPage.objects.order_by("pk").values_list("title", "draft_title", "body", "latest_revision")
        ),
        list(ModulePage.objects.order_by("pk").values_list("title", "draft_title", "summary")),
        list(Item.objects.order_by("pk").values_list("code", "stem", "options", "module_key")),
        list(Quiz.objects.order_by("pk").values_list("code", "title")),
        list(QuizItem.objects.order_by("quiz", "sort_order").values_list("quiz", "item")),
    )
