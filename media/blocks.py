"""Blocks with which lessons and other pages show things of the library."""

import copy

from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock as WagtailDocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock as WagtailImageChooserBlock
from wagtailmedia.blocks import AbstractMediaChooserBlock


class FromLibrary:
    """A choice from the library: read for the whole page at once, with its consent; the same in all languages."""

    def chosen(self):
        return self.model_class.objects.with_consent()

    def bulk_to_python(self, values: list) -> list:
        rows = self.chosen().in_bulk([value for value in values if value])
        return [copy.copy(rows[value]) if value in rows else None for value in values]

    def to_python(self, value):
        return self.bulk_to_python([value])[0]

    def get_translatable_segments(self, value) -> list:
        """Nothing for translators: every language of a page shows the same things."""
        return []


class ImageChooserBlock(FromLibrary, WagtailImageChooserBlock):
    def chosen(self):
        return self.model_class.objects.with_renditions()


class DocumentChooserBlock(FromLibrary, WagtailDocumentChooserBlock):
    pass


class MediaChooserBlock(FromLibrary, AbstractMediaChooserBlock):
    def chosen(self):
        return self.model_class.objects.with_captions()

    def render_basic(self, value, context=None) -> str:
        return escape(value.title) if value else ""


class ImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Text under the image"), required=False, max_length=300)
    alt_text = blocks.TextBlock(
        label=_("What matters in it here"),
        required=False,
        rows=2,
        help_text=_("For people who cannot see it. Leave this empty to use the words of the library."),
    )
    decorative = blocks.BooleanBlock(
        label=_("It is decoration only"),
        required=False,
        help_text=_("Screen readers pass over it then."),
    )

    class Meta:
        label = _("Image")
        icon = "image"
        label_format = "{caption}"


class MediaBlock(blocks.StructBlock):
    media = MediaChooserBlock(label=_("Video or audio"))
    caption = blocks.CharBlock(label=_("Text under it"), required=False, max_length=300)

    class Meta:
        label = _("Video or audio")
        icon = "media"
        label_format = "{caption}"


class DocumentBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=120)
    documents = blocks.ListBlock(DocumentChooserBlock(label=_("Document")), min_num=1, label=_("Documents"))

    class Meta:
        label = _("Documents")
        icon = "doc-full"
        label_format = "{title}"
