"""What items and scenarios are built of in the admin; every text in both languages."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from base.blocks import OptionalTranslatedTextBlock, TranslatedTextBlock
from reference.blocks import ProvisionChooserBlock, SourceChooserBlock


class SourcesBlock(blocks.StreamBlock):
    source = SourceChooserBlock(label=_("Source"))


class ChoiceBlock(blocks.StructBlock):
    text = TranslatedTextBlock(label=_("Answer"))
    correct = blocks.BooleanBlock(label=_("This answer is right"), required=False)
    feedback = OptionalTranslatedTextBlock(
        label=_("What the learner reads after choosing it"), required=False
    )

    class Meta:
        label = _("Answer to choose")
        icon = "list-ul"
        label_format = "{text}"


class PairBlock(blocks.StructBlock):
    left = TranslatedTextBlock(label=_("Left side"))
    right = TranslatedTextBlock(label=_("What belongs to it"))

    class Meta:
        label = _("Pair")
        icon = "arrow-right-full"
        label_format = "{left} → {right}"


class SequenceStepBlock(blocks.StructBlock):
    text = TranslatedTextBlock(label=_("Step, in the right order"))

    class Meta:
        label = _("Step of an order")
        icon = "list-ol"
        label_format = "{text}"


class CategoryBlock(blocks.StructBlock):
    label = TranslatedTextBlock(label=_("Name of the group"))
    members = blocks.ListBlock(
        TranslatedTextBlock(label=_("What belongs here")), label=_("What belongs here")
    )

    class Meta:
        label = _("Group")
        icon = "folder-open-inverse"
        label_format = "{label}"


class RubricLineBlock(blocks.StructBlock):
    text = TranslatedTextBlock(label=_("A point to check"))

    class Meta:
        label = _("Self-check point")
        icon = "tick"
        label_format = "{text}"


class OptionsBlock(blocks.StreamBlock):
    """Each child keeps its id for good: learners' answers refer to it."""

    choice = ChoiceBlock(group=_("For one or several right answers, true or false, what would you do"))
    pair = PairBlock(group=_("For “Match pairs”"))
    step = SequenceStepBlock(group=_("For “Put in order”"))
    category = CategoryBlock(group=_("For “Sort into groups”"))
    rubric = RubricLineBlock(group=_("For “A short text”"))


class ScenarioOptionBlock(blocks.StructBlock):
    text = TranslatedTextBlock(label=_("What one can do"))
    goes_to = blocks.CharBlock(
        label=_("Leads to"), max_length=40, help_text=_("The name of the step or ending that follows.")
    )
    consequence = OptionalTranslatedTextBlock(label=_("What happens then"), required=False)


class ScenarioStepBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        label=_("Name of this step"),
        max_length=40,
        help_text=_("Short and unique, such as n1. Learners do not see it."),
    )
    text = TranslatedTextBlock(label=_("The situation"))
    options = blocks.ListBlock(ScenarioOptionBlock(), min_num=2, label=_("Decisions"))

    class Meta:
        label = _("Step")
        icon = "help"
        label_format = "{name}: {text}"


class ScenarioEndingBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("Name of this ending"), max_length=40)
    title = TranslatedTextBlock(label=_("Title"))
    text = TranslatedTextBlock(label=_("How it ends"))
    principle = TranslatedTextBlock(label=_("The principle behind it"))
    is_rights_compliant = blocks.BooleanBlock(
        label=_("This ending respects the child's rights"), required=False
    )
    provision = ProvisionChooserBlock(label=_("Legal provision"), required=False)
    sources = blocks.ListBlock(SourceChooserBlock(), default=[], label=_("Sources"))

    class Meta:
        label = _("Ending")
        icon = "success"
        label_format = "{name}: {title}"


class ScenarioBlock(blocks.StreamBlock):
    """The first step is where the story begins."""

    step = ScenarioStepBlock()
    ending = ScenarioEndingBlock()

    class Meta:
        collapsed = True
