"""The pages learners read: the index, a module and its lessons."""

import datetime

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    CommentPanel,
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.fields import RichTextField
from wagtail.models import PageManager
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.query import PageQuerySet
from wagtail_localize.fields import SynchronizedField

from base.dates import format_partial_date
from base.enums import DatePrecision, FactStatus
from base.fields import StreamField
from base.models import BasePage
from courses.blocks.lessons import GlanceRows, LessonBody, Objectives, SourceRows
from courses.blocks.paths import AdvisedModules
from courses.enums import CoverTint, Level, ModuleKind
from reference.fields import TermCodesField


def page_context(name: str, request, page) -> dict:
    """What a page shows besides its own fields, from `courses.page_contexts`, which stands above models."""
    return import_string(f"courses.page_contexts.{name}_context")(request, page)


class EditableQuerySet(PageQuerySet):
    def editable_by(self, user):
        """The pages a person may change in the admin: those in their own part of the tree."""
        paths = PagePermissionPolicy().instances_user_has_permission_for(user, "change").values("pk")
        return self.filter(pk__in=paths)

    def with_key(self, translation_key):
        return self.filter(translation_key=translation_key)


EditableManager = PageManager.from_queryset(EditableQuerySet)

ADDRESS_PANELS = [
    FieldPanel(
        "slug",
        help_text=_("The end of the address. It never changes once published, so choose it with care."),
    ),
    FieldPanel(
        "search_description", help_text=_("One sentence for search engines and for links that are shared.")
    ),
]
# Wagtail shows them beside the form: the dates of publication, and the notes of reviewers.
BESIDE_PANELS = [PublishingPanel(), CommentPanel()]
PREVIEW_MODES = [("visitor", _("As a visitor")), ("participant", _("As a participant"))]


class LearnIndexPage(BasePage):
    """The catalogue of modules in one language."""

    intro = models.TextField(_("introduction"), blank=True)

    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["courses.ModulePage"]
    template = "courses/learn_index.html"
    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | page_context("catalogue", request, self)

    class Meta:
        verbose_name = _("catalogue")


class ModulePage(BasePage):
    """What people enrol in, in one language. Progress hangs on its `translation_key`, not on the page."""

    code = models.SlugField(_("code"), max_length=20, blank=True, help_text=_("A short name, such as M1."))
    source_language = models.CharField(max_length=5, blank=True, editable=False)
    summary = models.TextField(
        _("summary"),
        max_length=400,
        help_text=_("Two sentences that say what a learner gets from this module."),
    )
    level = models.CharField(_("level"), max_length=20, choices=Level.choices, default=Level.INTRODUCTORY)
    kind = models.CharField(
        _("what kind of module it is"),
        max_length=20,
        choices=ModuleKind.choices,
        default=ModuleKind.CASE_STUDY,
        help_text=_("Learners read it on the card of the module."),
    )
    audience = TermCodesField(_("for whom"), vocabulary="audience")
    phases = TermCodesField(_("phases of the protocol"), vocabulary="protocol_phase")
    cap_components = TermCodesField(_("components of the CAP model"), vocabulary="cap_component")
    population = TermCodesField(_("whom it is about"), vocabulary="population")
    content_notes = TermCodesField(_("content notes"), vocabulary="content_note")
    content_note_text = models.TextField(_("note to the learner"), max_length=400, blank=True)
    period_text = models.CharField(
        _("when it happened, in words"),
        max_length=200,
        blank=True,
        help_text=_("Such as “eight months; sources differ”."),
    )
    start_date = models.DateField(_("when it happened: from"), null=True, blank=True)
    end_date = models.DateField(_("until"), null=True, blank=True)
    date_precision = models.CharField(
        _("how exact these dates are"),
        max_length=5,
        choices=DatePrecision.choices,
        default=DatePrecision.YEAR,
    )
    glance = StreamField(GlanceRows(required=False), blank=True, verbose_name=_("the case at a glance"))
    objectives = StreamField(
        Objectives(required=False), blank=True, verbose_name=_("after this module you can")
    )
    advised_first = StreamField(
        AdvisedModules(required=False),
        blank=True,
        verbose_name=_("modules we advise to take first"),
        help_text=_("Advice, no lock: learners read it on the page of the module and choose freely."),
    )
    provenance = RichTextField(
        _("where this comes from"),
        blank=True,
        features=["bold", "italic", "link"],
        help_text=_("What is documented, and what is teaching design."),
    )
    fact_status = models.CharField(
        _("kind of content"), max_length=20, choices=FactStatus.choices, default=FactStatus.TEACHING_DESIGN
    )
    sources = StreamField(SourceRows(required=False), blank=True, verbose_name=_("sources"))
    cover_tint = models.CharField(
        _("colour of the cover"), max_length=10, choices=CoverTint.choices, default="brand"
    )

    objects = EditableManager()
    parent_page_types = ["courses.LearnIndexPage"]
    subpage_types = ["courses.LessonPage"]
    # The editor lists lessons as learners meet them.
    admin_default_ordering = "ord"
    template = "courses/module.html"

    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in (
            "code source_language level kind audience phases cap_components population content_notes"
            " start_date end_date date_precision fact_status cover_tint advised_first"
        ).split()
    ]

    content_panels = [
        TitleFieldPanel("title", help_text=_("What learners read in the catalogue.")),
        FieldPanel("summary"),
        FieldPanel(
            "objectives", help_text=_("Three to five. Begin each with a verb: compare, explain, plan.")
        ),
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("level"), FieldPanel("advised_first")],
            heading=_("For whom"),
        ),
        MultiFieldPanel(
            [FieldPanel("content_notes"), FieldPanel("content_note_text")],
            heading=_("Content note"),
            help_text=_(
                "What may be hard to read. Learners see it before they start, and may skip these parts."
            ),
        ),
    ]
    case_panels = [
        MultiFieldPanel(
            [
                FieldPanel("glance", help_text=_("Short answers: where, who, how many, what came of it.")),
                FieldPanel("period_text"),
                FieldRowPanel(
                    [FieldPanel("start_date"), FieldPanel("end_date"), FieldPanel("date_precision")]
                ),
            ],
            heading=_("The case at a glance"),
        ),
        MultiFieldPanel(
            [FieldPanel("sources"), FieldPanel("provenance"), FieldPanel("fact_status")],
            heading=_("Where this comes from"),
        ),
    ]
    shelf_panels = [
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("code"),
                FieldPanel("cover_tint"),
                FieldPanel("phases"),
                FieldPanel("cap_components"),
                FieldPanel("population"),
            ],
            heading=_("In the catalogue"),
        ),
        MultiFieldPanel(ADDRESS_PANELS, heading=_("Address and search engines")),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Module")),
            ObjectList(case_panels, heading=_("The case")),
            ObjectList([*shelf_panels, *BESIDE_PANELS], heading=_("Catalogue and address")),
        ]
    )
    preview_modes = PREVIEW_MODES

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def full_clean(self, *args, **kwargs):
        if not self.source_language:
            self.source_language = self.locale.language_code if self.locale_id else ""
        super().full_clean(*args, **kwargs)

    @property
    def description(self) -> str:
        return self.search_description or self.summary

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | page_context("module", request, self)

    @property
    def period(self) -> str:
        """When the case happened, no finer than what is known; empty when nothing is."""
        if self.period_text:
            return self.period_text
        ends: list[datetime.date] = [day for day in (self.start_date, self.end_date) if day]
        return " – ".join(dict.fromkeys(format_partial_date(day, self.date_precision) for day in ends))


class LessonPage(BasePage):
    """A page of a module; what it asks of the learner is in its blocks."""

    intro = models.TextField(_("introduction"), max_length=400, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(
        _("minutes it takes"), default=10, validators=[MinValueValidator(1)]
    )
    body = StreamField(LessonBody(required=False), blank=True, verbose_name=_("content"))

    objects = EditableManager()
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []
    template = "courses/lesson.html"
    override_translatable_fields = [SynchronizedField("duration_minutes", overridable=False)]
    content_panels = [
        TitleFieldPanel("title", help_text=_("What learners read in the outline of the module.")),
        FieldPanel("intro", help_text=_("One or two sentences: what this lesson is about.")),
        FieldPanel(
            "duration_minutes",
            help_text=_("Reading and activities together, for somebody who takes their time."),
        ),
        FieldPanel(
            "body",
            help_text=_("Open a block to edit it; drag it, or use its menu, to move, copy or delete it."),
        ),
    ]
    edit_handler = TabbedInterface(
        [
            ObjectList(content_panels, heading=_("Lesson")),
            ObjectList([*ADDRESS_PANELS, *BESIDE_PANELS], heading=_("Address and search engines")),
        ]
    )
    preview_modes = PREVIEW_MODES

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    @property
    def description(self) -> str:
        return self.search_description or self.intro

    def serve_preview(self, request, mode_name: str):
        """The draft as a visitor or as a participant reads it."""
        return import_string("courses.lesson_page.preview")(request, self, mode_name)
