from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page


class Callout(blocks.StructBlock):
    title = blocks.CharBlock()
    text = blocks.TextBlock()


class BarePage(Page):
    """A plain page: headings, rich texts and callouts."""

    body = StreamField(
        [("heading", blocks.CharBlock()), ("text", blocks.RichTextBlock()), ("callout", Callout())],
    )
    template = "bare_page/bare_page.html"
