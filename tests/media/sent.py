"""What the forms of the library send, and what they answer."""

from django.urls import reverse

from tests.media.builders import jpeg, upload


def image_form(collection, **fields) -> dict:
    values = {
        "title": "A house",
        "file": upload("IMG_1.jpg", jpeg(gps=True)),
        "alt_text_es": "Una casa.",
        "alt_text_en": "A house.",
        "shows_children": "no",
        "credit": "Puentes",
        "licence": "cc-by-4.0",
        "language": "",
        "collection": collection.pk,
    }
    return {**values, **fields}


ADD_IMAGE = reverse("wagtailimages:add")
ADD_DOCUMENT = reverse("wagtaildocs:add")


def errors(response) -> str:
    return response.content.decode()
