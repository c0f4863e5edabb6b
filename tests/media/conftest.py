"""The library of each test has a folder of its own."""

import pytest
from wagtail.models import Collection

from media.models import Shelf
from tests.courses.authors import sign_in, trainer
from tests.courses.builders import module, site_tree


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    """Where the private files of this test lie."""
    folder = tmp_path / "private"
    kept = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(folder)},
    }
    settings.STORAGES = {**settings.STORAGES, "private": kept}
    return folder


@pytest.fixture(scope="module")
def modules(arranged):
    catalogues = site_tree()
    return [module(catalogues, slug=slug, lessons=1)["en"] for slug in ("one", "two")]


@pytest.fixture(scope="module")
def tania(modules):
    """She teaches the first module."""
    return trainer("tania", modules[0])


@pytest.fixture(scope="module")
def own(modules) -> Collection:
    return Shelf.objects.get(owner_key=modules[0].translation_key).collection


@pytest.fixture(scope="module")
def foreign(modules) -> Collection:
    return Shelf.objects.get(owner_key=modules[1].translation_key).collection


@pytest.fixture
def admin(client, tania):
    sign_in(client, tania)
    return client
