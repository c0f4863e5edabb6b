"""The first page of the site, and pages that are only read."""

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField

from base.fields import StreamField
from base.models import BasePage
from base.urls import in_languages
from courses.catalogue import cards_in
from courses.continuing import NextStep, next_step
from courses.learners import Learner, learner_of
from courses.path_outline import all_paths, index_url
from courses.path_view import PathCard, followed_cards, followed_with, next_on_followed
from courses.progress_view import outline_rows
from home.linked_data import site_data
from reference.blocks import StatisticChooserBlock
from reference.models import Statistic

MODULES_SHOWN = 3
PATHS_SHOWN = 2


class FigureRows(blocks.StreamBlock):
    figure = StatisticChooserBlock(label=_("Figure"))


class HomePage(BasePage):
    """What a stranger sees first, in one language."""

    eyebrow = models.CharField(_("for whom"), max_length=120, blank=True)
    headline = models.CharField(_("headline"), max_length=120)
    lead = models.TextField(_("what is here"), max_length=300)
    body = RichTextField(_("how it works"), blank=True, features=["h2", "bold", "italic", "ul", "ol", "link"])
    figures = StreamField(
        FigureRows(required=False, max_num=2),
        blank=True,
        verbose_name=_("a figure to begin with"),
        help_text=_("Figures of other sources on the same thing are shown beside it."),
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.LearnIndexPage", "courses.PathIndexPage", "home.PlainPage"]
    template = "home/home.html"
    override_translatable_fields = [SynchronizedField("figures", overridable=False)]
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("eyebrow"), FieldPanel("headline"), FieldPanel("lead")], heading=_("The first words")
        ),
        FieldPanel("body"),
        FieldPanel("figures"),
    ]

    class Meta:
        verbose_name = _("home page")

    @property
    def description(self) -> str:
        return self.search_description or self.lead

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        learner = learner_of(request)
        cards, step = cards_in(self.locale.language_code)[:MODULES_SHOWN], next_step(learner)
        shown = {
            "cards": cards,
            # A shelf with one module looks empty: its lessons stand beside it.
            "lessons": outline_rows(cards[0], step and step.enrolment) if len(cards) == 1 else [],
            "figures": self.chosen_figures(),
            "next_step": step,
            "linked_data": site_data(self, request),
            "catalogue_url": f"{self.url}{in_languages('learn/', 'aprender/')}",
        }
        return super().get_context(request, *args, **kwargs) | shown | paths_shown(learner, step)

    def chosen_figures(self) -> list[Statistic]:
        """The chosen figures, and those of other sources that differ from them: two queries at most."""
        codes = [block.value.code for block in self.figures if block.value]
        if not codes:
            return []
        figures = Statistic.objects.with_facts()
        return list(figures.told_with(list(figures.filter(code__in=codes))))


def paths_shown(learner: Learner, step: NextStep | None) -> dict:
    """The paths of the first page, and for those who follow one where they are on it.

    A module under way comes first: its path stands beside it. Without one the path says what is next.
    """
    followed = followed_cards(learner)
    return {
        "paths": [PathCard(path) for path in list(all_paths().values())[:PATHS_SHOWN]],
        "paths_url": index_url(),
        "path_of_step": followed_with(followed, step.outline.module_key) if step else None,
        "next_on_path": None if step else next_on_followed(followed),
    }


class PlainPage(BasePage):
    """About, privacy, accessibility, safeguarding: text to read."""

    intro = models.TextField(_("introduction"), max_length=500, blank=True)
    body = RichTextField(_("text"), features=["h2", "h3", "bold", "italic", "ul", "ol", "link"])

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "home/plain_page.html"
    content_panels = [*BasePage.content_panels, FieldPanel("intro"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page of text")
        verbose_name_plural = _("pages of text")

    @property
    def description(self) -> str:
        return self.search_description or self.intro
