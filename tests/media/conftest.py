"""The library of each test has a folder of its own."""

import pytest


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
