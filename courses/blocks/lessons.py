"""What a lesson is built of: flat blocks, named as trainers name them."""

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from base.blocks import FactStatusBlock
from base.enums import DatePrecision, Language
from courses.blocks.choosers import QuizChooserBlock, ReflectionChooserBlock, ScenarioChooserBlock
from courses.enums import BloomLevel
from media.blocks import DocumentBlock, ImageBlock, MediaBlock
from media.streams import GONE
from reference.blocks import ProvisionChooserBlock, SourceChooserBlock, StatisticChooserBlock
from reference.glossary import validate_glossary_markup
from reference.terms import term_choices

RICH = ["h3", "bold", "italic", "ul", "ol", "link"]
PLAIN = ["bold", "italic", "link"]
GLOSSARY_HELP = _(
    "To explain a word, write [[code of the glossary term|the word as you use it]]. To write a figure that "
    "follows its corrections, write [[=code of the figure]]."
)


class GlossaryRichTextBlock(blocks.RichTextBlock):
    """Rich text in which `[[code|words]]` points to the glossary; unknown codes are refused by name."""

    def clean(self, value):
        value = super().clean(value)
        validate_glossary_markup(value.source)
        return value


class OriginBlock(blocks.StructBlock):
    """Says where the content of a block comes from, under the block."""

    fact_status = FactStatusBlock(required=False)
    sources = blocks.ListBlock(SourceChooserBlock(), default=[], label=_("Sources"))


class TextBlock(OriginBlock):
    body = GlossaryRichTextBlock(label=_("Text"), features=["h2", *RICH], help_text=GLOSSARY_HELP)

    class Meta:
        label = _("Text")
        icon = "pilcrow"
        label_format = "{body}"


class FactBlock(blocks.StructBlock):
    text = GlossaryRichTextBlock(label=_("Fact"), features=PLAIN)
    fact_status = FactStatusBlock()
    source = SourceChooserBlock(label=_("Source"), required=False)
    note = blocks.CharBlock(label=_("Note"), required=False)


class KeyFactsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    facts = blocks.ListBlock(FactBlock(), label=_("Facts"))

    class Meta:
        label = _("Key facts")
        icon = "list-ul"
        label_format = "{title}"


class TimelineEntryBlock(blocks.StructBlock):
    date = blocks.DateBlock(label=_("Date"), required=False, help_text=_("The first day that is covered."))
    precision = blocks.ChoiceBlock(
        label=_("How exact"), choices=DatePrecision.choices, default=DatePrecision.MONTH
    )
    date_text = blocks.CharBlock(
        label=_("In words"), required=False, help_text=_("When there is no date, such as “date not stated”.")
    )
    text = GlossaryRichTextBlock(label=_("What happened"), features=PLAIN)
    fact_status = FactStatusBlock()
    source = SourceChooserBlock(label=_("Source"), required=False)
    note = blocks.CharBlock(label=_("Note"), required=False)


class TimelineBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"))
    entries = blocks.ListBlock(TimelineEntryBlock(), label=_("Entries"))

    class Meta:
        label = _("Timeline")
        icon = "history"
        label_format = "{title}"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"), rows=3)
    original_language = blocks.ChoiceBlock(label=_("Language of the original"), choices=Language.choices)
    attribution = blocks.CharBlock(label=_("Who said it"))
    fact_status = FactStatusBlock()
    source = SourceChooserBlock(label=_("Source"))

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        label_format = "{attribution}: {text}"


class StatisticsBlock(blocks.StructBlock):
    lead = GlossaryRichTextBlock(label=_("Lead-in"), features=PLAIN, required=False)
    statistics = blocks.ListBlock(
        StatisticChooserBlock(), label=_("Figures"), help_text=_("Figures that differ are shown together.")
    )

    class Meta:
        label = _("Figures")
        icon = "order"


class ProvisionBlock(blocks.StructBlock):
    lead = GlossaryRichTextBlock(label=_("Lead-in"), features=PLAIN, required=False)
    provision = ProvisionChooserBlock(label=_("Provision"))

    class Meta:
        label = _("Legal provision")
        icon = "doc-full"


class PanelBlock(blocks.StructBlock):
    drawing = blocks.ChoiceBlock(label=_("Drawing"), choices=lazy(lambda: drawing_choices(), list))
    caption = blocks.TextBlock(label=_("Text under the drawing"), rows=3)
    description = blocks.TextBlock(
        label=_("What the drawing shows"), rows=2, help_text=_("For people who cannot see it.")
    )


class DrawnSequenceBlock(OriginBlock):
    title = blocks.CharBlock(label=_("Title"))
    note = blocks.CharBlock(label=_("Note"), required=False)
    panels = blocks.ListBlock(PanelBlock(), min_num=2, max_num=8, label=_("Panels"))

    class Meta:
        label = _("Drawn sequence")
        icon = "image"
        label_format = "{title}"


class QuestionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Question"), max_length=300)
    hint = blocks.CharBlock(label=_("Hint"), required=False, max_length=500)


class ChecklistBlock(OriginBlock):
    title = blocks.CharBlock(label=_("Title"))
    intro = GlossaryRichTextBlock(label=_("Introduction"), features=PLAIN, required=False)
    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"))

    class Meta:
        label = _("Checklist")
        icon = "check"
        label_format = "{title}"


class ContentNoteBlock(blocks.StructBlock):
    topics = blocks.MultipleChoiceBlock(
        label=_("What it is about"), choices=lazy(lambda: term_choices("content_note"), list)
    )
    text = blocks.TextBlock(label=_("Note to the learner"), rows=2)
    covers = blocks.IntegerBlock(
        label=_("How many blocks"),
        default=1,
        min_value=1,
        help_text=_("The following blocks that stay behind this note."),
    )

    class Meta:
        label = _("Content note")
        icon = "warning"
        label_format = "{text}"


class ObjectiveBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("After this module you can …"), max_length=300)
    bloom = blocks.ChoiceBlock(label=_("Level"), choices=BloomLevel.choices)

    class Meta:
        label_format = "{text}"


class GlanceBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What"), max_length=60)
    value = blocks.CharBlock(label=_("Answer"), max_length=200)
    fact_status = FactStatusBlock()
    source = SourceChooserBlock(label=_("Source"), required=False)

    class Meta:
        label_format = "{label}: {value}"


def drawing_choices() -> list[tuple[str, str]]:
    """The drawings that exist, by file name."""
    folder = settings.THEME / "templates" / "drawings"
    return [(path.stem, path.stem.replace("-", " ")) for path in sorted(folder.glob("*.svg"))]


class LessonBody(blocks.StreamBlock):
    text = TextBlock(group=_("Reading"))
    key_facts = KeyFactsBlock(group=_("Reading"))
    timeline = TimelineBlock(group=_("Reading"))
    quotation = QuotationBlock(group=_("Reading"))
    drawn_sequence = DrawnSequenceBlock(group=_("Reading"))
    image = ImageBlock(group=_("From the library"))
    media = MediaBlock(group=_("From the library"))
    document = DocumentBlock(group=_("From the library"))
    statistic = StatisticsBlock(group=_("From the reference shelf"))
    provision = ProvisionBlock(group=_("From the reference shelf"))
    content_note = ContentNoteBlock(group=_("Care"))
    checklist = ChecklistBlock(group=_("To do"))
    scenario = ScenarioChooserBlock(group=_("To do"))
    reflection = ReflectionChooserBlock(group=_("To do"))
    quiz = QuizChooserBlock(group=_("To do"))

    class Meta:
        collapsed = True

    def mend(self, before: list[dict], after: list) -> list[dict]:
        """The blocks that are left, each note covering what is left of the blocks it covered."""
        kept = []
        for number, block in enumerate(after):
            if block is GONE:
                continue
            if block["type"] == "content_note":
                covered = range(number + 1, number + 1 + block["value"]["covers"])
                left = sum(place >= len(after) or after[place] is not GONE for place in covered)
                block = {**block, "value": {**block["value"], "covers": left}} if left else None
            kept += [block] if block else []
        return kept


class GlanceRows(blocks.StreamBlock):
    row = GlanceBlock(label=_("Row"))

    class Meta:
        collapsed = True


class Objectives(blocks.StreamBlock):
    objective = ObjectiveBlock(label=_("Objective"))

    class Meta:
        collapsed = True


class SourceRows(blocks.StreamBlock):
    source = SourceChooserBlock(label=_("Source"))
