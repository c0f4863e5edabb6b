"""Images and what is made of them."""

from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet, get_rendition_upload_to
from wagtail.images.models import get_upload_to as get_image_upload_to
from wagtail.search import index

from base.enums import Language
from base.fields import TranslatedField
from base.storages import PrivateFiles
from media.addresses import new_name
from media.fields import PictureField, RenditionField
from media.models.items import LibraryItem, LibraryManager, LibraryQuerySet


class LibraryImageQuerySet(LibraryQuerySet, ImageQuerySet):
    def with_renditions(self):
        """With everything a page needs to show them: three queries, however many there are."""
        return self.with_consent().prefetch_renditions()


class LibraryImage(LibraryItem, AbstractImage):
    file = PictureField(
        verbose_name=_("file"),
        upload_to=get_image_upload_to,
        storage=PrivateFiles(),
        width_field="width",
        height_field="height",
        db_index=True,
    )
    alt_text = TranslatedField(
        _("text in place of the image"),
        multiline=True,
        max_length=400,
        help_text=_(
            "Say what matters in the image to somebody who cannot see it. It is also read where images are"
            " not loaded to save data."
        ),
    )

    objects = LibraryManager.from_queryset(LibraryImageQuerySet)()
    with_withdrawn = LibraryImageQuerySet.as_manager()
    search_fields = [*AbstractImage.search_fields, index.FilterField("withdrawn_at")]
    admin_form_fields = (
        "file title alt_text shows_children consent credit licence language collection".split()
    )

    class Meta(LibraryItem.Meta, AbstractImage.Meta):
        abstract = False
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_upload_to(self, filename: str) -> str:
        return new_name("i", filename)

    @property
    def default_alt_text(self) -> str:
        return self.alt_text.in_language(get_language() or Language.ES)

    def measure(self, name: str, file: FieldFile) -> None:
        self._set_image_file_metadata()


class LibraryRendition(AbstractRendition):
    image = models.ForeignKey(LibraryImage, on_delete=models.CASCADE, related_name="renditions")
    file = RenditionField(
        upload_to=get_rendition_upload_to,
        storage=PrivateFiles(),
        width_field="width",
        height_field="height",
        db_index=True,
    )
    file_size = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_spec"
            )
        ]

    def get_upload_to(self, filename: str) -> str:
        return new_name("r", filename)
