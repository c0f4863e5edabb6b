"""Video and audio, with their captions."""

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import gettext_lazy as _
from wagtail.search import index
from wagtailmedia.models import AbstractMedia, MediaQuerySet

from base.enums import Language
from base.fields import TranslatedField
from base.storages import PrivateFiles
from media.addresses import new_name, readable_name
from media.enums import CONTENT_TYPES
from media.fields import CaptionsField, PosterField, RecordingField
from media.intake.recordings import seconds_of
from media.models.items import LibraryItem, LibraryManager, LibraryQuerySet
from safeguarding.enums import Channel


def recording_name(recording: "LibraryMedia", filename: str) -> str:
    return new_name("m", filename)


def poster_name(recording: "LibraryMedia", filename: str) -> str:
    return new_name("p", filename)


def audio_name(recording: "LibraryMedia", filename: str) -> str:
    return new_name("a", filename)


def captions_name(captions: "Captions", filename: str) -> str:
    return new_name("c", filename)


class LibraryMediaQuerySet(LibraryQuerySet, MediaQuerySet):
    def with_captions(self):
        """With everything a page needs to offer them: two queries, however many there are."""
        return self.with_consent().prefetch_related("captions")


class LibraryMedia(LibraryItem, AbstractMedia):
    """A video or a recording; `thumbnail` is the still that is shown before a video plays."""

    file = RecordingField(_("file"), upload_to=recording_name, storage=PrivateFiles(), db_index=True)
    thumbnail = PosterField(
        _("still image"), upload_to=poster_name, storage=PrivateFiles(), blank=True, db_index=True
    )
    audio_only = RecordingField(
        _("sound alone"),
        upload_to=audio_name,
        storage=PrivateFiles(),
        blank=True,
        db_index=True,
        help_text=_("The same without the picture, for slow connections: an MP3 or M4A file."),
    )
    file_size = models.PositiveBigIntegerField(default=0, editable=False)
    audio_only_size = models.PositiveBigIntegerField(default=0, editable=False)
    transcript = TranslatedField(
        _("transcript"),
        multiline=True,
        blank=True,
        help_text=_("Everything that is said, and what can be seen when it matters."),
    )

    objects = LibraryManager.from_queryset(LibraryMediaQuerySet)()
    with_withdrawn = LibraryMediaQuerySet.as_manager()
    search_fields = [*AbstractMedia.search_fields, index.FilterField("withdrawn_at")]
    admin_form_fields = (
        "file title language shows_children consent thumbnail audio_only transcript credit licence"
        " collection".split()
    )
    files = ("file", "thumbnail", "audio_only")

    class Meta(LibraryItem.Meta, AbstractMedia.Meta):
        abstract = False
        verbose_name = _("video or audio")
        verbose_name_plural = _("video and audio")

    @property
    def is_video(self) -> bool:
        return self.type == "video"

    @property
    def filename(self) -> str:
        return readable_name(self.title, self.file.name)

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES.get(f".{self.file_extension}", "application/octet-stream")

    @property
    def may_be_downloaded(self) -> bool:
        return self.may_be_shown(channel=Channel.DOWNLOAD)

    def clean(self, *args, **kwargs) -> None:
        """The package looks at the ending: of a file that was refused there is none to look at."""
        if self.file:
            super().clean(*args, **kwargs)

    def measure(self, name: str, file: FieldFile) -> None:
        if name == "file":
            self.file_size = file.size
            self.duration = seconds_of(file) or self.duration
            file.seek(0)
        if name == "audio_only":
            self.audio_only_size = file.size


class Captions(models.Model):
    """The words of a recording as a film shows them, in one language."""

    media = models.ForeignKey(LibraryMedia, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    file = CaptionsField(_("file"), upload_to=captions_name, storage=PrivateFiles(), db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["media", "language"], name="captions_once_a_language")]

    def __str__(self) -> str:
        return f"{self.media_id} {self.language}"
