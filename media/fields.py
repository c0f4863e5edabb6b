"""Columns for files of the library: cleaned when stored, whichever way they come, and with our addresses."""

from django.core.files import File
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from media.addresses import address_of
from media.intake.captions import clean_captions
from media.intake.papers import clean_pdf
from media.intake.pictures import CleanFile, clean_picture, clean_poster
from media.intake.recordings import without_traces


class Addressed:
    """A stored file whose address leads to our own view."""

    @property
    def url(self) -> str:
        self._require_file()
        return address_of(self.name, getattr(self.instance, "title", ""))


class Cleaned(Addressed):
    """A file that passes its intake before it is stored."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        clean = content if isinstance(content, CleanFile) else self.cleaned(content, name)
        super().save(clean.name or name, clean, save)

    def cleaned(self, content: File, name: str) -> File:
        raise NotImplementedError


class PictureFile(Cleaned, WagtailImageFieldFile):
    def cleaned(self, content: File, name: str) -> File:
        return clean_picture(content)


class RenditionFile(Addressed, WagtailImageFieldFile):
    """An image that was made here; its row knows what it weighs."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        super().save(name, content, save)
        self.instance.file_size = content.size


class PosterFile(Cleaned, FieldFile):
    def cleaned(self, content: File, name: str) -> File:
        return clean_poster(content)


class DocumentFile(Cleaned, FieldFile):
    def cleaned(self, content: File, name: str) -> File:
        return clean_pdf(content) if name.lower().endswith(".pdf") else File(content, name=name)


class RecordingFile(Cleaned, FieldFile):
    def cleaned(self, content: File, name: str) -> File:
        is_mp4 = name.lower().endswith((".mp4", ".m4a"))
        return File(without_traces(content) if is_mp4 else content, name=name)


class CaptionsFile(Cleaned, FieldFile):
    def cleaned(self, content: File, name: str) -> File:
        return clean_captions(content)


class PictureField(WagtailImageField):
    attr_class = PictureFile


class RenditionField(WagtailImageField):
    attr_class = RenditionFile


class PosterField(models.FileField):
    attr_class = PosterFile


class DocumentField(models.FileField):
    attr_class = DocumentFile


class RecordingField(models.FileField):
    attr_class = RecordingFile


class CaptionsField(models.FileField):
    attr_class = CaptionsFile
