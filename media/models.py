"""What the library holds. The names begin with Library because Wagtail's own are taken."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtailmedia.models import AbstractMedia, Media


class Credited(models.Model):
    """Who made a thing and what others may do with it."""

    credit = models.CharField(_("credit"), max_length=255, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True)

    class Meta:
        abstract = True


class LibraryImage(Credited, AbstractImage):
    alt_text = models.CharField(
        _("text in place of the image"),
        max_length=255,
        blank=True,
        help_text=_("Say what matters in the image to somebody who cannot see it."),
    )

    admin_form_fields = (*Image.admin_form_fields, "alt_text", "credit", "licence")


class LibraryRendition(AbstractRendition):
    image = models.ForeignKey(LibraryImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_a_spec"
            )
        ]


class LibraryDocument(Credited, AbstractDocument):
    admin_form_fields = (*Document.admin_form_fields, "credit", "licence")


class LibraryMedia(Credited, AbstractMedia):
    admin_form_fields = (*Media.admin_form_fields, "credit", "licence")
