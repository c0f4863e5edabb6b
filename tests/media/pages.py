"""Lessons that show things of the library."""

import json
import uuid

from base import generation
from courses.models import LessonPage
from media.models import LibraryItem
from media.tasks import make_images_ready
from tests.courses.builders import lessons_of, module, site_tree


def block(kind: str, **value) -> dict:
    return {"type": kind, "id": str(uuid.uuid4()), "value": value}


def image_block(image: LibraryItem, caption="A drawn house", **more) -> dict:
    return block("image", image=image.pk, caption=caption, alt_text="", decorative=False, **more)


def media_block(media: LibraryItem, caption="") -> dict:
    return block("media", media=media.pk, caption=caption)


def document_block(*documents: LibraryItem, title="To keep") -> dict:
    items = [{"type": "item", "id": str(uuid.uuid4()), "value": one.pk} for one in documents]
    return block("document", title=title, documents=items)


def text_block(text="<p>Words.</p>") -> dict:
    return block("text", body=text, fact_status="", sources=[])


def fill(lesson: LessonPage, *blocks: dict) -> LessonPage:
    """Store these blocks as the body of a lesson, past every gate."""
    body = lesson._meta.get_field("body").to_python(json.dumps(blocks))
    LessonPage.objects.filter(pk=lesson.pk).update(body=body)
    generation.bump()
    generation.forget()
    return LessonPage.objects.get(pk=lesson.pk)


def lesson_with(*blocks: dict) -> LessonPage:
    """A published lesson in English with these blocks."""
    pages = module(site_tree(), lessons=2)
    return fill(lessons_of(pages["en"])[0], *blocks)


def ready(*images: LibraryItem) -> None:
    """What the worker does after a page was published."""
    make_images_ready.enqueue([image.pk for image in images])


def read(client, lesson: LessonPage, **headers) -> str:
    generation.forget()
    response = client.get(lesson.url, headers=headers)
    assert response.status_code == 200
    return response.content.decode()
