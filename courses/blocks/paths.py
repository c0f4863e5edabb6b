"""What a path is built of, and how pages name modules: by the key that every language of a module shares."""

from collections.abc import Iterable, Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ModuleChooserBlock(blocks.PageChooserBlock):
    """Chooses a module in any of its languages and keeps its `translation_key`.

    Offered are published modules and one's own, as everywhere pages are chosen. The value is the page in
    the active language where there is one.
    """

    def __init__(self, **kwargs):
        super().__init__(page_type="courses.ModulePage", **kwargs)

    def deconstruct(self) -> tuple:
        return blocks.Block.deconstruct(self)

    def to_python(self, value: str | None):
        return self.pages([value]).get(value)

    def bulk_to_python(self, values: Iterable[str | None]) -> list:
        values = list(values)
        found = self.pages(values)
        return [found.get(value) for value in values]

    def get_prep_value(self, value) -> str | None:
        return str(value.translation_key) if value else None

    def pages(self, keys: Iterable[str | None]) -> dict:
        """Key → page."""
        wanted = {key for key in keys if key}
        pages = self.model_class.objects.filter(translation_key__in=wanted).select_related("locale")
        in_order = sorted(pages, key=lambda page: page.locale.language_code == get_language())
        return {str(page.translation_key): page for page in in_order}

    def get_translatable_segments(self, value) -> list:
        """Nothing for translators: every language of a path has the same modules."""
        return []

    def extract_references(self, value) -> Iterator[tuple]:
        """Every language of the module, so that its usage and the question before deleting it name the path."""
        if value:
            for page in value.get_translations(inclusive=True):
                yield self.model_class, str(page.pk), "", ""


class PathStepBlock(blocks.StructBlock):
    module = ModuleChooserBlock(
        label=_("Module"), help_text=_("A published module, or one of your own that is still a draft.")
    )
    why = blocks.TextBlock(
        label=_("Why it stands here"),
        max_length=300,
        rows=2,
        help_text=_("One sentence for learners: what this module adds to what came before."),
    )
    opens_after_earlier = blocks.BooleanBlock(
        label=_("Locked until the earlier modules are complete"),
        required=False,
        help_text=_(
            "Without the tick, the order is advice and everybody chooses freely. With it, nobody can start"
            " this module before the earlier ones of this path are complete, wherever they come from."
            " Reading stays open, and whoever has started it already goes on."
        ),
    )

    class Meta:
        label = _("Module of the path")
        icon = "form"
        label_format = "{module}: {why}"


class PathSteps(blocks.StreamBlock):
    step = PathStepBlock()

    class Meta:
        collapsed = True


class AdvisedModules(blocks.StreamBlock):
    module = ModuleChooserBlock(label=_("Module"))
