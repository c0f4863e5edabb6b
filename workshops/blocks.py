"""What a material that is read as a page is built of. Every block holds its words in both languages."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from base.blocks import OptionalTranslatedTextBlock, TranslatedTextBlock
from reference.blocks import ProvisionChooserBlock

LINES_HELP = _("An empty line begins a paragraph; a line that begins with “- ” is a point of a list.")


class HeadingBlock(blocks.StructBlock):
    text = TranslatedTextBlock(label=_("Heading"))

    class Meta:
        label = _("Heading")
        icon = "title"


class WordsBlock(blocks.StructBlock):
    text = TranslatedTextBlock(label=_("Text"), help_text=LINES_HELP)

    class Meta:
        label = _("Text")
        icon = "pilcrow"


class SlideBlock(blocks.StructBlock):
    title = TranslatedTextBlock(label=_("Title"))
    points = OptionalTranslatedTextBlock(label=_("What stands on the slide"), help_text=LINES_HELP)
    notes = OptionalTranslatedTextBlock(
        label=_("What to say"), help_text=_("For those who teach; participants do not see it.")
    )

    class Meta:
        label = _("Slide")
        icon = "image"


class CardBlock(blocks.StructBlock):
    title = TranslatedTextBlock(label=_("Title"))
    text = OptionalTranslatedTextBlock(label=_("Text"))

    class Meta:
        label = _("Card")


class CardsBlock(blocks.StructBlock):
    cards = blocks.ListBlock(CardBlock(), label=_("Cards to print and cut out"))

    class Meta:
        label = _("Cards")
        icon = "table"


class SheetBlock(blocks.StructBlock):
    """A table to fill in by hand: headed columns, rows that begin with words, and empty rows."""

    columns = blocks.ListBlock(TranslatedTextBlock(), label=_("Columns"), min_num=1, max_num=8)
    rows = blocks.ListBlock(
        TranslatedTextBlock(),
        label=_("Rows that begin with words"),
        default=[],
        help_text=_("The first column of each."),
    )
    empty_rows = blocks.IntegerBlock(label=_("Empty rows"), default=0, min_value=0, max_value=40)

    class Meta:
        label = _("Table to fill in")
        icon = "table"

    def clean(self, value):
        cleaned = super().clean(value)
        if not cleaned["rows"] and not cleaned["empty_rows"]:
            raise blocks.StructBlockValidationError(
                {"empty_rows": ValidationError(_now("Give the table at least one row."))}
            )
        return cleaned


class TickListBlock(blocks.StructBlock):
    title = TranslatedTextBlock(label=_("Title"))
    points = blocks.ListBlock(TranslatedTextBlock(), label=_("Points to tick"))

    class Meta:
        label = _("Checklist")
        icon = "tick"


class QuestionBlock(blocks.StructBlock):
    """A question on paper: of a test, or of an evaluation."""

    text = TranslatedTextBlock(label=_("Question"))
    answers = blocks.ListBlock(
        TranslatedTextBlock(),
        label=_("Answers to choose from"),
        default=[],
        help_text=_("None for an open question."),
    )
    key = OptionalTranslatedTextBlock(
        label=_("Right answer, and why"), help_text=_("For those who teach; participants do not see it.")
    )

    class Meta:
        label = _("Question")
        icon = "help"


class SessionPlanBlock(blocks.StructBlock):
    """How to hold one session, step by step."""

    title = TranslatedTextBlock(label=_("Session"))
    time = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=600)
    aim = TranslatedTextBlock(label=_("Aim"))
    steps = TranslatedTextBlock(label=_("Steps"), help_text=LINES_HELP)
    method = OptionalTranslatedTextBlock(label=_("Method"))
    materials = OptionalTranslatedTextBlock(label=_("Materials"))
    output = OptionalTranslatedTextBlock(label=_("What comes out of it"))
    notes = OptionalTranslatedTextBlock(label=_("Notes for facilitating"), help_text=LINES_HELP)
    questions = OptionalTranslatedTextBlock(label=_("Difficult questions you may hear"), help_text=LINES_HELP)
    online = OptionalTranslatedTextBlock(label=_("When it is held online"))
    authorities = OptionalTranslatedTextBlock(label=_("When authorities take part"))

    class Meta:
        label = _("Session plan")
        icon = "clipboard-list"


class LegalBlock(blocks.StructBlock):
    provision = ProvisionChooserBlock(label=_("Provision"))

    class Meta:
        label = _("Legal provision")
        icon = "doc-full"


class MaterialBody(blocks.StreamBlock):
    heading = HeadingBlock()
    words = WordsBlock()
    slide = SlideBlock()
    cards = CardsBlock()
    sheet = SheetBlock()
    tick_list = TickListBlock()
    question = QuestionBlock()
    session_plan = SessionPlanBlock()
    provision = LegalBlock()
