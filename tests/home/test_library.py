"""The small library of the content files: loaded once, kept in step, never brought back."""

import shutil

import pytest
import yaml
from django.utils import timezone

from home.loading.blocks import BlockWriter
from home.loading.files import ContentError, content_folder
from home.loading.library import load_library
from home.loading.specs import page_key
from media import actions
from media.models import LibraryDocument, LibraryImage, Shelf
from safeguarding.models import Consent

pytestmark = pytest.mark.django_db
DRAWING = {"image": {"id": "x", "image": "open-door-house", "caption": {"es": "Casa", "en": "House"}}}
SHEET = {"document": {"id": "y", "title": {"es": "a", "en": "b"}, "documents": ["m3-vocabulary-sheet"]}}


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    kept = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path / "private")},
    }
    settings.STORAGES = {**settings.STORAGES, "private": kept}


@pytest.fixture
def folder(tmp_path):
    """The library of the content files, to be changed."""
    shutil.copytree(content_folder() / "library", tmp_path / "content" / "library")
    return tmp_path / "content"


def change(folder, kind: str, **values) -> None:
    path = folder / "library" / "library.yaml"
    data = yaml.safe_load(path.read_text("utf-8"))
    data[kind][0] |= values
    path.write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")


def drawing() -> LibraryImage:
    return LibraryImage.objects.get(code="open-door-house")


def test_everything_in_the_files_may_be_shown_and_stands_on_its_modules_shelf(folder):
    load_library(folder)

    sheet = LibraryDocument.objects.get(code="m3-vocabulary-sheet")
    shelf = Shelf.objects.get(owner_key=page_key("m3")).collection
    assert [item.may_be_shown() for item in (drawing(), sheet)] == [True, True]
    assert {drawing().collection, sheet.collection} == {shelf}
    assert (drawing().is_illustrative, drawing().is_sensitive, sheet.pages) == (True, True, 2)
    assert Consent.objects.get().scope.startswith("ILLUSTRATIVE")


def test_loading_again_changes_nothing(folder):
    load_library(folder)
    first = (drawing().file.name, drawing().pk)

    load_library(folder)

    assert (drawing().file.name, drawing().pk) == first
    assert (LibraryImage.objects.count(), Consent.objects.count()) == (1, 1)


def test_what_nobody_changed_follows_its_file(folder):
    load_library(folder)
    change(folder, "images", credit="Somebody else")

    load_library(folder)

    assert drawing().credit == "Somebody else"


def test_what_a_person_changed_stays(folder):
    load_library(folder)
    LibraryImage.objects.update(title="Mine")
    change(folder, "images", credit="Somebody else")

    load_library(folder)

    assert (drawing().title, drawing().credit) == ("Mine", "Puentes")


def test_what_was_withdrawn_never_comes_back_and_lessons_load_without_it(folder):
    load_library(folder)
    Consent.objects.update(withdrawn_at=timezone.now(), withdrawal_reason="The family asked.")
    actions.block_withdrawn(consent=Consent.objects.get(), now=timezone.now())
    actions.erase_withdrawn()
    change(folder, "images", credit="Somebody else")

    load_library(folder)

    assert LibraryImage.objects.count() == 0
    assert [block["type"] for block in BlockWriter("en").body([DRAWING, SHEET], "m3/lesson-3")] == [
        "document"
    ]


def test_a_file_that_is_missing_and_a_code_that_never_was_are_named(folder):
    change(folder, "images", file="nothing.png")

    with pytest.raises(ContentError, match=r"library/open-door-house: there is no file 'nothing\.png'"):
        load_library(folder)
    with pytest.raises(ContentError, match=r"m3/lesson-3/x/image: there is no \w+ 'open-door-house'"):
        BlockWriter("en").body([DRAWING], "m3/lesson-3")


def test_content_without_a_library_loads(tmp_path):
    load_library(tmp_path)

    assert LibraryImage.objects.count() == 0
